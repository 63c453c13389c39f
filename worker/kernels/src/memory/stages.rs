use std::marker::PhantomData;
use std::sync::Arc;

use bytemuck::Pod;

use super::MemoryError;
use super::jobs::{FillJob, LeavesJob, TreeJob, WalkJob};
use super::plan::Plan;
use crate::device::{Device, DeviceError, Pipeline};

const SHA256: &str = include_str!("../../wgsl/proof/sha256.wgsl");
const SEEDED: &str = include_str!("../../wgsl/memory/seeded.wgsl");
const FILL: &str = include_str!("../../wgsl/memory/fill.wgsl");
const WALK: &str = include_str!("../../wgsl/memory/walk.wgsl");
const LEAVES: &str = include_str!("../../wgsl/proof/leaves.wgsl");
const TREE: &str = include_str!("../../wgsl/proof/tree.wgsl");

/// Walks below a node that is kept: 256 leaves.
pub(super) const GROUP: u32 = 4_096;
/// Groups that are walked at a time, at most.
pub(super) const GROUPS_AT_ONCE: u32 = 1_024;

/// A kernel with what it works on.
pub(super) struct Stage<J> {
    pipeline: Arc<Pipeline>,
    job: wgpu::Buffer,
    bindings: wgpu::BindGroup,
    told: PhantomData<J>,
}

impl<J: Pod> Stage<J> {
    fn new(device: &Device, pipeline: &Arc<Pipeline>, buffers: &[&wgpu::Buffer]) -> Result<Self, DeviceError> {
        let job = device.uniform("memory job", size_of::<J>() as u64)?;
        let bindings = pipeline.bind(device, &[&[&job], buffers].concat());
        Ok(Self { pipeline: Arc::clone(pipeline), job, bindings, told: PhantomData })
    }

    /// Runs so many workgroups and waits for them.
    pub(super) fn run(&self, device: &Device, job: J, workgroups: u32) -> Result<(), DeviceError> {
        device.write(&self.job, bytemuck::bytes_of(&job))?;
        self.pipeline.run(device, &self.bindings, workgroups, 1)
    }
}

/// What a proof goes through.
pub(super) struct Stages {
    /// Fills in each buffer of the table.
    pub(super) fill: Vec<Stage<FillJob>>,
    /// Walks through all of it.
    pub(super) walk: Stage<WalkJob>,
    /// Hashes the leaves of the walks' ends.
    pub(super) leaves: Stage<LeavesJob>,
    /// Hashes the nodes that are kept.
    pub(super) tree: Stage<TreeJob>,
    /// Where those are.
    pub(super) kept: wgpu::Buffer,
}

impl Stages {
    pub(super) fn new(device: &Device, plan: &Plan) -> Result<Self, MemoryError> {
        let compile = |label, parts: &[&str]| Pipeline::compile(device, label, &parts.concat(), "main").map(Arc::new);
        let buffers = (0..plan.buffers()).map(|buffer| device.table("a table", u64::from(plan.blocks_in(buffer)) * 64));
        let table = buffers.collect::<Result<Vec<_>, _>>()?;
        let walks = u64::from(GROUP * GROUPS_AT_ONCE);
        let ends = device.storage("ends of walks", walks * 4)?;
        let leaves = device.storage("leaves", walks / 16 * 32)?;
        let kept = device.storage("nodes", u64::from(GROUPS_AT_ONCE) * 32)?;
        let fill = compile("fill", &[SHA256, SEEDED, FILL])?;
        let walk = compile("walk", &[SHA256, SEEDED, &plan.reader(), WALK])?;
        let walked = [&[&ends], &table.iter().collect::<Vec<_>>()[..]].concat();
        Ok(Self {
            fill: table.iter().map(|buffer| Stage::new(device, &fill, &[buffer])).collect::<Result<_, _>>()?,
            walk: Stage::new(device, &walk, &walked)?,
            leaves: Stage::new(device, &compile("leaves", &[SHA256, LEAVES])?, &[&ends, &leaves])?,
            tree: Stage::new(device, &compile("nodes", &[SHA256, TREE])?, &[&leaves, &kept])?,
            kept,
        })
    }
}
