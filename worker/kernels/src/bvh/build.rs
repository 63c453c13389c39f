use glam::Vec3;

use super::split::split;
use super::{Bounds, Bvh, MAX_DEPTH, MAX_LEAF, Node};

/// A triangle as the builder sees it.
#[derive(Clone, Copy)]
pub(super) struct Item {
    pub(super) triangle: u32,
    pub(super) bounds: Bounds,
    pub(super) centre: Vec3,
}

/// A node still to be filled in.
struct Task {
    node: usize,
    start: usize,
    end: usize,
    depth: u32,
}

pub(super) fn build(boxes: &[Bounds]) -> Bvh {
    let item = |(triangle, &bounds): (u32, &Bounds)| Item { triangle, bounds, centre: bounds.centre() };
    let mut items: Vec<_> = (0..).zip(boxes).map(item).collect();
    let mut nodes = Vec::with_capacity(items.len());
    let mut tasks = Vec::new();
    if !items.is_empty() {
        nodes.push(Node { min: Vec3::ZERO, first: 0, max: Vec3::ZERO, count: 0 });
        tasks.push(Task { node: 0, start: 0, end: items.len(), depth: 0 });
    }
    while let Some(Task { node, start, end, depth }) = tasks.pop() {
        let range = &mut items[start..end];
        let bounds = union(range);
        let (first, count) = match split(range, must_halve(range.len(), depth)) {
            Some(left) => {
                let children = nodes.len();
                nodes.extend([nodes[node]; 2]);
                let depth = depth + 1;
                tasks.push(Task { node: children + 1, start: start + left, end, depth });
                tasks.push(Task { node: children, start, end: start + left, depth });
                (children as u32, 0)
            }
            None => (start as u32, range.len() as u32),
        };
        nodes[node] = Node { min: bounds.min, first, max: bounds.max, count };
    }
    Bvh { nodes, order: items.iter().map(|item| item.triangle).collect() }
}

pub(super) fn union(items: &[Item]) -> Bounds {
    items.iter().fold(Bounds::default(), |bounds, item| bounds.union(item.bounds))
}

/// Whether only halving at every level from here on still respects the greatest depth.
fn must_halve(items: usize, depth: u32) -> bool {
    let leaves = items.div_ceil(MAX_LEAF as usize);
    depth + leaves.next_power_of_two().ilog2() + 1 >= MAX_DEPTH
}
