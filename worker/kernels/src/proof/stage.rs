use std::marker::PhantomData;

use bytemuck::{Pod, Zeroable};
use furnace_common::proof::Shape;

use super::backend::{Backend, Kernel, Tile};
use super::plan::Plan;
use crate::DeviceError;

/// A kernel with what it works on.
pub(super) struct Stage<B: Backend, J> {
    bound: B::Bound,
    told: PhantomData<J>,
}

impl<B: Backend, J: Pod> Stage<B, J> {
    pub(super) fn new(backend: &B, kernel: Kernel, memory: &[&B::Memory]) -> Result<Self, DeviceError> {
        Ok(Self { bound: backend.bind(kernel, size_of::<J>(), memory)?, told: PhantomData })
    }

    /// Begins to run `columns` by `rows` workgroups.
    pub(super) fn run(&self, backend: &B, job: J, columns: u32, rows: u32) -> Result<(), DeviceError> {
        backend.run(&self.bound, bytemuck::bytes_of(&job), columns, rows)
    }
}

/// What the kernel that grows lines is told.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct ExpandJob {
    key: u64,
    second: u64,
    first_line: u32,
    words: u32,
    stride: u32,
    unused: u32,
}

impl ExpandJob {
    pub(super) fn new(shape: &Shape, plan: &Plan, key: u64, second: u64, first_line: u32) -> Self {
        Self { key, second, first_line, words: u32::from(shape.inner) / 8, stride: plan.stride / 8, unused: 0 }
    }
}

/// What the kernel that multiplies is told.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct ProductJob {
    columns: u32,
    tiles_across: u32,
    strip: u32,
    quads: u32,
    first_tile: u32,
}

impl ProductJob {
    pub(super) fn new(plan: &Plan, tile: Tile, first_tile: u64) -> Self {
        let strip = plan.rows.div_ceil(tile.rows).min(8);
        let tiles_across = plan.columns.div_ceil(tile.columns);
        Self { columns: plan.columns, tiles_across, strip, quads: plan.stride / 16, first_tile: first_tile as u32 }
    }
}

/// What the kernel that hashes leaves is told.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct LeavesJob {
    pub(super) first_row: u32,
    pub(super) first_segment: u32,
    pub(super) segments: u32,
    pub(super) stride: u32,
}

/// What the kernel that hashes nodes is told.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct TreeJob {
    /// Nodes that a workgroup takes, and those that it leaves.
    width: u32,
    tops: u32,
    first: u32,
}

impl TreeJob {
    /// Takes `below` nodes, `width` of them to each that is above, and says how many workgroups that are. The nodes
    /// above are written from `first` on.
    pub(super) fn new(backend: &impl Backend, below: u32, width: u32, first: u32) -> (Self, u32) {
        let taken = backend.nodes().min(below);
        (Self { width: taken, tops: taken / width, first }, below / taken)
    }
}
