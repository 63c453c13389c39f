//! A bounding volume hierarchy over triangles, flat as the kernels want it.

mod bounds;
mod build;
mod split;

use bytemuck::{Pod, Zeroable};
use glam::Vec3;

pub use bounds::Bounds;

/// The deepest a hierarchy gets, in levels below the root: the room on a traversal's stack.
pub const MAX_DEPTH: u32 = 32;

/// The most triangles in a leaf; a kernel keeps their number in three bits.
pub const MAX_LEAF: u32 = 4;

/// A box of the hierarchy, laid out as the kernels read it (32 bytes).
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct Node {
    /// The box's smallest corner.
    pub min: Vec3,
    /// In a leaf the first of its triangles in [`Bvh::order`], else the left child, whose sibling follows it.
    pub first: u32,
    /// The box's largest corner.
    pub max: Vec3,
    /// The triangles of a leaf; 0 in an inner node.
    pub count: u32,
}

impl Node {
    /// Whether the node holds triangles itself.
    #[must_use]
    pub fn is_leaf(&self) -> bool {
        self.count > 0
    }

    /// The node's box.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        Bounds { min: self.min, max: self.max }
    }
}

/// A hierarchy. Node 0 is the root.
#[derive(Debug, Clone)]
pub struct Bvh {
    /// The nodes, children after their parents.
    pub nodes: Vec<Node>,
    /// The triangles' indices, leaf by leaf.
    pub order: Vec<u32>,
}

impl Bvh {
    /// Builds the hierarchy of triangles, given the box around each. The same input gives the same hierarchy, always.
    /// Without triangles it has no nodes.
    #[must_use]
    pub fn build(boxes: &[Bounds]) -> Self {
        build::build(boxes)
    }
}

#[cfg(test)]
mod tests;
