use std::marker::PhantomData;
use std::sync::Arc;

use bytemuck::{Pod, Zeroable};
use furnace_common::proof::Shape;

use super::plan::{Plan, TILE};
use crate::device::{Device, DeviceError, Pipeline};

/// A kernel with what it works on.
pub(super) struct Stage<J> {
    pipeline: Arc<Pipeline>,
    job: wgpu::Buffer,
    bindings: wgpu::BindGroup,
    told: PhantomData<J>,
}

impl<J: Pod> Stage<J> {
    /// Binds `buffers` to a kernel, behind a job.
    pub(super) fn new(
        device: &Device,
        pipeline: &Arc<Pipeline>,
        buffers: &[&wgpu::Buffer],
    ) -> Result<Self, DeviceError> {
        let job = device.uniform("proof job", size_of::<J>() as u64)?;
        let bound = [&[&job], buffers].concat();
        let bindings = pipeline.bind(device, &bound);
        Ok(Self { pipeline: Arc::clone(pipeline), job, bindings, told: PhantomData })
    }

    /// Runs `columns` by `rows` workgroups.
    pub(super) fn run(&self, device: &Device, job: J, columns: u32, rows: u32) -> Result<(), DeviceError> {
        device.write(&self.job, bytemuck::bytes_of(&job))?;
        self.pipeline.run(device, &self.bindings, columns, rows)
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
    pub(super) fn new(plan: &Plan, first_tile: u64) -> Self {
        let strip = (plan.rows / TILE).min(8);
        let Plan { columns, stride, .. } = *plan;
        Self { columns, tiles_across: columns / TILE, strip, quads: stride / 16, first_tile: first_tile as u32 }
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
    pub(super) width: u32,
    pub(super) first: u32,
}
