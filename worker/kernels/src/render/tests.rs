mod device;
mod hierarchy;
mod picture;
mod settings;

use crate::mesh::Mesh;

/// The bunny of the examples.
fn bunny() -> Mesh {
    let file = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/bunny.obj"));
    Mesh::from_obj(&file.expect("the example is there")).expect("the example is a mesh")
}
