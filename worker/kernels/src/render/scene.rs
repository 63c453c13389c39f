use bytemuck::{Pod, Zeroable};
use glam::Vec3;

use crate::bvh::{Bounds, Bvh, MAX_LEAF, Node};
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

/// A corner of a triangle, laid out as the kernel reads it (16 bytes).
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Corner {
    pub(super) position: Vec3,
    /// The normal, folded onto an octahedron: two signed 16 bit numbers.
    normal: u32,
}

/// The grid on which the hierarchy's boxes lie; the kernel has it too. The mesh, in a sphere of
/// radius 1 that touches or crosses the ground, is well inside.
const GRID_ORIGIN: f32 = -1.25;
const GRID_STEPS: f32 = 65535.0 / 3.5;

const _: () = assert!(MAX_LEAF < 8);

/// A node of the hierarchy, laid out as the kernel reads it (16 bytes): the fewer words a ray has to
/// fetch, the faster it is.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct GridBox {
    /// The coordinates of the box: the lower one in the low half.
    bounds: [u32; 3],
    /// The first child or triangle, and in the low three bits the number of triangles.
    content: u32,
}

impl From<&Node> for GridBox {
    fn from(node: &Node) -> Self {
        // One step of room all around, so that rounding in the kernel loses no hit.
        let grid = |corner: Vec3, room: f32| {
            ((corner - GRID_ORIGIN) * GRID_STEPS + room).clamp(Vec3::ZERO, Vec3::splat(65535.0)).to_array()
        };
        let (low, high) = (grid(node.min, -1.0), grid(node.max, 2.0));
        let bounds = [0, 1, 2].map(|axis| low[axis] as u32 | (high[axis] as u32) << 16);
        Self { bounds, content: node.first << 3 | node.count }
    }
}

/// A mesh made ready for rendering: set on the ground, brought to size, sorted into a hierarchy.
#[derive(Debug, Clone)]
pub struct Scene {
    /// How the mesh looks.
    pub material: Material,
    pub(super) nodes: Vec<GridBox>,
    pub(super) corners: Vec<[Corner; 3]>,
    /// The height of the mesh's centre over the ground, in radii of the sphere around the mesh.
    pub(super) centre: f32,
}

impl Scene {
    /// Builds the scene of `mesh`, whose y axis points up.
    #[must_use]
    pub fn new(mesh: &Mesh) -> Self {
        let bounds = Bounds::around(mesh.positions().iter().copied());
        let centre = bounds.centre();
        let farthest = mesh.positions().iter().map(|point| point.distance(centre)).fold(0.0, f32::max);
        let floor = Vec3::new(centre.x, bounds.min.y, centre.z);
        let positions: Vec<_> = mesh.positions().iter().map(|point| (*point - floor) / farthest).collect();

        let Bvh { nodes, order } = Bvh::build(&positions, mesh.triangles());
        let corner = |vertex: u32| Corner {
            position: positions[vertex as usize],
            normal: fold(mesh.normals()[vertex as usize]),
        };
        let corners = order.iter().map(|&triangle| mesh.triangles()[triangle as usize].map(corner)).collect();
        let nodes = nodes.iter().map(GridBox::from).collect();
        let centre = (centre.y - bounds.min.y) / farthest;
        Self { material: Material::default(), nodes, corners, centre }
    }
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
