use proptest::prelude::*;

use super::*;

/// Checks every promise of the hierarchy and returns its depth.
fn check(positions: &[Vec3], triangles: &[[u32; 3]], bvh: &Bvh) -> u32 {
    let mut seen = vec![0; triangles.len()];
    let mut visited = vec![0; bvh.nodes.len()];
    let mut deepest = 0;
    let mut stack = vec![(0usize, 0u32)];
    while let Some((index, depth)) = stack.pop() {
        let node = bvh.nodes[index];
        visited[index] += 1;
        deepest = deepest.max(depth);
        if node.is_leaf() {
            assert!(node.count <= MAX_LEAF);
            for &triangle in &bvh.order[node.first as usize..][..node.count as usize] {
                seen[triangle as usize] += 1;
                let corners = triangles[triangle as usize].map(|vertex| positions[vertex as usize]);
                assert!(node.bounds().contains(&Bounds::around(corners)));
            }
        } else {
            assert!(node.first as usize > index);
            for child in [node.first as usize, node.first as usize + 1] {
                assert!(node.bounds().contains(&bvh.nodes[child].bounds()));
                stack.push((child, depth + 1));
            }
        }
    }
    assert!(seen.iter().all(|&times| times == 1), "every triangle is in exactly one leaf");
    assert!(visited.iter().all(|&times| times == 1), "every node is reached once");
    assert!(deepest <= MAX_DEPTH);
    deepest
}

/// The box around each triangle.
fn boxes(positions: &[Vec3], triangles: &[[u32; 3]]) -> Vec<Bounds> {
    triangles.iter().map(|corners| Bounds::around(corners.map(|vertex| positions[vertex as usize]))).collect()
}

/// A triangle of the given size at each point.
fn specks(points: &[Vec3], size: f32) -> (Vec<Vec3>, Vec<[u32; 3]>) {
    let corners = |point: &Vec3| [*point, point + Vec3::X * size, point + Vec3::Y * size];
    let positions = points.iter().flat_map(corners).collect();
    let triangles = (0..points.len() as u32).map(|index| [0, 1, 2].map(|corner| 3 * index + corner)).collect();
    (positions, triangles)
}

#[test]
fn nothing_gives_nothing() {
    let bvh = Bvh::build(&[]);
    assert!(bvh.nodes.is_empty() && bvh.order.is_empty());
}

#[test]
fn an_even_row_is_shallow() {
    let points: Vec<_> = (0..1024).map(|step| Vec3::X * step as f32).collect();
    let (positions, triangles) = specks(&points, 0.5);
    let bvh = Bvh::build(&boxes(&positions, &triangles));
    assert!(check(&positions, &triangles, &bvh) <= 12);
}

#[test]
fn a_heap_in_one_place_is_still_divided() {
    let (positions, triangles) = specks(&[Vec3::ONE; 1000], 1.0);
    check(&positions, &triangles, &Bvh::build(&boxes(&positions, &triangles)));
}

#[test]
fn an_exponential_row_stays_within_the_depth() {
    let points: Vec<_> = (-60..60).flat_map(|power| [Vec3::X * 1.9f32.powi(power); 9]).collect();
    let (positions, triangles) = specks(&points, 1e-9);
    check(&positions, &triangles, &Bvh::build(&boxes(&positions, &triangles)));
}

proptest! {
    #[test]
    fn every_soup_gives_a_sound_hierarchy(
        points in prop::collection::vec(prop::array::uniform3(-100.0f32..100.0), 1..400),
        size in 1e-6f32..300.0,
        flat: bool,
    ) {
        let squash = if flat { Vec3::new(1.0, 0.0, 1.0) } else { Vec3::ONE };
        let points: Vec<_> = points.into_iter().map(|point| Vec3::from_array(point) * squash).collect();
        let (positions, triangles) = specks(&points, size);
        let bvh = Bvh::build(&boxes(&positions, &triangles));
        check(&positions, &triangles, &bvh);
        prop_assert_eq!(&bvh.nodes, &Bvh::build(&boxes(&positions, &triangles)).nodes);
    }
}
