use glam::{IVec3, Vec3};

use super::layout::{Corner, GROUND, GridBox, LENGTH};
use crate::bvh::{Bounds, Bvh};
use crate::mesh::Mesh;

/// The look of the mesh: a coloured body under a clear, glossy coat.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Material {
    /// The body's colour: the part of red, green and blue light it throws back, linear.
    pub colour: Vec3,
    /// The coat's roughness, from 0.05, a mirror, to 1, chalk.
    pub roughness: f32,
}

impl Default for Material {
    fn default() -> Self {
        Self { colour: Vec3::new(0.66, 0.135, 0.03), roughness: 0.22 }
    }
}

/// A mesh made ready for rendering: set on the ground, brought to size, sorted into a hierarchy.
#[derive(Debug, Clone)]
pub struct Scene {
    /// How the mesh looks.
    pub material: Material,
    pub(super) nodes: Vec<GridBox>,
    pub(super) corners: Vec<[Corner; 3]>,
    /// The height of the mesh's centre over the ground, in 16 fraction bits of the radius of the sphere around it.
    pub(super) centre: i32,
}

impl Scene {
    /// Builds the scene of `mesh`, whose y axis points up.
    #[must_use]
    pub fn new(mesh: &Mesh) -> Self {
        let bounds = Bounds::around(mesh.positions().iter().copied());
        let centre = bounds.centre();
        let farthest = mesh.positions().iter().map(|point| point.distance(centre)).fold(0.0, f32::max);
        let floor = Vec3::new(centre.x, bounds.min.y, centre.z);
        let place = |length: Vec3| (length / farthest * LENGTH as f32).round().as_ivec3();
        let positions: Vec<_> = mesh.positions().iter().map(|point| place(*point - floor) - GROUND).collect();

        let bounds: Vec<_> = mesh.triangles().iter().map(|corners| roomy(&positions, corners)).collect();
        let Bvh { nodes, order } = Bvh::build(&bounds);
        let corner = |vertex: u32| Corner {
            position: positions[vertex as usize],
            normal: fold(mesh.normals()[vertex as usize]),
        };
        let corners = order.iter().map(|&triangle| mesh.triangles()[triangle as usize].map(corner)).collect();
        let nodes = nodes.iter().map(GridBox::from).collect();
        Self { material: Material::default(), nodes, corners, centre: place(centre - floor).y }
    }
}

/// The box of a triangle, with room for what the kernel's crossing of ray and triangle rounds, which grows with the
/// triangle, and for what its walk through the boxes rounds: so that no hit is lost, on any device.
fn roomy(positions: &[IVec3], corners: &[u32; 3]) -> Bounds {
    let Bounds { min, max } = Bounds::around(corners.map(|vertex| positions[vertex as usize].as_vec3()));
    let room = 8.0 + (max - min).max_element() / 2048.0;
    Bounds { min: min - room, max: max + room }
}

/// Folds the sphere onto an octahedron and that into a square; the kernel unfolds it.
fn fold(normal: Vec3) -> u32 {
    let on_octahedron = normal / normal.abs().element_sum();
    let (x, y) = (on_octahedron.x, on_octahedron.y);
    let (x, y) = if on_octahedron.z >= 0.0 {
        (x, y)
    } else {
        ((1.0 - y.abs()) * 1f32.copysign(x), (1.0 - x.abs()) * 1f32.copysign(y))
    };
    let quantise = |value: f32| u32::from(((value * 32767.0).round() as i16).cast_unsigned());
    quantise(x) | quantise(y) << 16
}
