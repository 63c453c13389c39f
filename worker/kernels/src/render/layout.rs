//! A scene's triangles and boxes as the kernels read them.

use bytemuck::{Pod, Zeroable};
use glam::{IVec3, Vec3};

use crate::bvh::{MAX_LEAF, Node};

/// The ground's place before the mesh's middle, in 16 fraction bits: the mesh, in a sphere of radius 1 on the ground, is
/// then within one of 0 on every axis.
pub(super) const GROUND: IVec3 = IVec3::new(0, LENGTH, 0);

/// How far from 0 a box of the hierarchy may be, in 16 fraction bits. The kernel has it too.
pub(super) const REACH: i32 = 73_728;

/// One, in 16 fraction bits.
pub(super) const LENGTH: i32 = 1 << 16;

/// The steps of the grid on which the boxes lie, in 16 fraction bits.
const GRID: i32 = 4;

const _: () = assert!(MAX_LEAF < 8);
const _: () = assert!(2 * REACH / GRID <= 0xffff);

/// A corner of a triangle, laid out as the kernel reads it (16 bytes).
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Corner {
    /// In 16 fraction bits, from the mesh's middle.
    pub(super) position: IVec3,
    /// The normal, folded onto an octahedron: two signed 16 bit numbers.
    pub(super) normal: u32,
}

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
        let grid = |corner: Vec3| corner.as_ivec3().clamp(IVec3::splat(-REACH), IVec3::splat(REACH)) + REACH;
        let low = (grid(node.min.floor()) / GRID).to_array();
        let high = ((grid(node.max.ceil()) + (GRID - 1)) / GRID).to_array();
        let bounds = [0, 1, 2].map(|axis| low[axis] as u32 | (high[axis] as u32) << 16);
        Self { bounds, content: node.first << 3 | node.count }
    }
}
