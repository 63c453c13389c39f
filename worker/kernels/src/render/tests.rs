mod device;
mod hierarchy;
mod picture;
mod reference;
mod settings;

use glam::Vec3;

use crate::matmul::{Side, expand};
use crate::mesh::Mesh;

/// The bunny of the examples.
fn bunny() -> Mesh {
    let file = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/bunny.obj"));
    Mesh::from_obj(&file.expect("the example is there")).expect("the example is a mesh")
}

/// Triangles of all sizes, thin ones among them, that cross each other; some lie there twice.
fn shards() -> Mesh {
    let numbers = expand(9, Side::A, 90, 9);
    let points = numbers.chunks(9).enumerate().flat_map(|(index, nine)| {
        let number = |place: usize| f32::from(nine[place]) / 127.0;
        let corner = |first: usize| Vec3::new(number(first), number(first + 1), number(first + 2));
        let (middle, size) = (corner(0), 0.6f32.powi(index as i32 % 20));
        [middle, middle + corner(3) * size, middle + corner(6) * size]
    });
    let points: Vec<_> = points.collect();
    let triangles: Vec<_> = (0..90).chain(0..9).map(|index| [3 * index, 3 * index + 1, 3 * index + 2]).collect();
    Mesh::new(points, vec![], triangles).expect("shards are a mesh")
}
