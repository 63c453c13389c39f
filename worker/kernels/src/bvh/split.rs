use super::build::{Item, union};
use super::{Bounds, MAX_LEAF};

const BINS: usize = 16;

/// What visiting a node costs, in intersections with a triangle.
const VISIT_COST: f32 = 1.0;

/// A cut through a set of items: those whose centre falls below bin `bin` along `axis` go left.
struct Cut {
    axis: usize,
    bin: usize,
    cost: f32,
}

/// Cuts `items` in two where the surface area heuristic says, and returns how many went left; they
/// are then in front. `None` where a leaf is the better choice.
pub(super) fn split(items: &mut [Item], halve: bool) -> Option<usize> {
    if items.len() <= 1 {
        return None;
    }
    let may_be_leaf = items.len() <= MAX_LEAF as usize;
    let centres = Bounds::around(items.iter().map(|item| item.centre));
    let best = if halve { None } else { best_cut(items, &centres) };
    match best {
        Some(cut) if may_be_leaf && cut.cost >= items.len() as f32 => None,
        Some(cut) => Some(partition(items, |item| bin_of(item, &centres, cut.axis) < cut.bin)),
        None if may_be_leaf => None,
        None => Some(halve_along_longest(items, &centres)),
    }
}

/// The cheapest cut, if any leaves items on both sides.
fn best_cut(items: &[Item], centres: &Bounds) -> Option<Cut> {
    let area = union(items).half_area();
    (0..3).filter_map(|axis| best_cut_along(items, centres, axis, area)).min_by(|a, b| a.cost.total_cmp(&b.cost))
}

fn best_cut_along(items: &[Item], centres: &Bounds, axis: usize, area: f32) -> Option<Cut> {
    let extent = centres.extent()[axis];
    if !(extent > 0.0 && area > 0.0) {
        return None;
    }
    let mut bins = [(Bounds::default(), 0u32); BINS];
    for item in items {
        let (bounds, count) = &mut bins[bin_of(item, centres, axis)];
        *bounds = bounds.union(item.bounds);
        *count += 1;
    }
    let grow = |(bounds, count): &mut (Bounds, u32), bin: &(Bounds, u32)| {
        *bounds = bounds.union(bin.0);
        *count += bin.1;
        Some((*bounds, *count))
    };
    let below: Vec<_> = bins.iter().scan(Default::default(), grow).collect();
    let above: Vec<_> = bins.iter().rev().scan(Default::default(), grow).collect();
    let weight = |(bounds, count): (Bounds, u32)| bounds.half_area() / area * count as f32;
    let cuts = (1..BINS).filter_map(|bin| {
        let (left, right) = (below[bin - 1], above[BINS - 1 - bin]);
        let both = left.1 > 0 && right.1 > 0;
        both.then(|| Cut { axis, bin, cost: VISIT_COST + weight(left) + weight(right) })
    });
    cuts.min_by(|a, b| a.cost.total_cmp(&b.cost))
}

fn bin_of(item: &Item, centres: &Bounds, axis: usize) -> usize {
    let place = (item.centre[axis] - centres.min[axis]) / centres.extent()[axis];
    ((place * BINS as f32) as usize).min(BINS - 1)
}

/// Moves the items that go left to the front.
fn partition(items: &mut [Item], goes_left: impl Fn(&Item) -> bool) -> usize {
    let mut left = 0;
    for index in 0..items.len() {
        if goes_left(&items[index]) {
            items.swap(left, index);
            left += 1;
        }
    }
    left
}

fn halve_along_longest(items: &mut [Item], centres: &Bounds) -> usize {
    let extent = centres.extent().to_array();
    let axis = (0..3).max_by(|&a, &b| extent[a].total_cmp(&extent[b])).unwrap_or(0);
    let middle = items.len() / 2;
    items.select_nth_unstable_by(middle, |a, b| {
        a.centre[axis].total_cmp(&b.centre[axis]).then(a.triangle.cmp(&b.triangle))
    });
    middle
}
