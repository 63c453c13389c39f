use std::sync::Arc;

use super::backend::{Backend, Kernel, Tile};
use super::part::GROUP;
use crate::device::{Device, DeviceError, MAX_BINDING_BYTES, Pipeline};

const EXPAND: &str = include_str!("../../wgsl/proof/expand.wgsl");
const PRODUCT: &str = include_str!("../../wgsl/proof/product.wgsl");
const LEAVES: &str =
    concat!(include_str!("../../wgsl/proof/sha256.wgsl"), include_str!("../../wgsl/proof/leaves.wgsl"));
const TREE: &str = concat!(include_str!("../../wgsl/proof/sha256.wgsl"), include_str!("../../wgsl/proof/tree.wgsl"));

/// The kernels in WGSL, through Vulkan.
pub(super) struct Wgsl<'a> {
    device: &'a Device,
    pipelines: [Arc<Pipeline>; 4],
}

/// A pipeline with its bindings, the first of which is the job.
pub(super) struct Bound {
    pipeline: Arc<Pipeline>,
    job: wgpu::Buffer,
    bindings: wgpu::BindGroup,
}

impl<'a> Wgsl<'a> {
    /// Compiles the kernels.
    pub(super) fn new(device: &'a Device) -> Result<Self, DeviceError> {
        let compile = |label, source| Pipeline::compile(device, label, source, "main").map(Arc::new);
        let (lines, product) = (compile("lines", EXPAND)?, compile("product", PRODUCT)?);
        let pipelines = [lines, product, compile("leaves", LEAVES)?, compile("nodes", TREE)?];
        Ok(Self { device, pipelines })
    }
}

impl Backend for Wgsl<'_> {
    type Memory = wgpu::Buffer;
    type Bound = Bound;

    fn tile(&self) -> Tile {
        Tile { rows: 64, columns: 64 }
    }

    fn nodes(&self) -> u32 {
        GROUP
    }

    fn limit(&self) -> u64 {
        MAX_BINDING_BYTES
    }

    fn memory(&self, what: &'static str, bytes: u64) -> Result<wgpu::Buffer, DeviceError> {
        self.device.storage(what, bytes)
    }

    fn bind(&self, kernel: Kernel, told: usize, memory: &[&wgpu::Buffer]) -> Result<Bound, DeviceError> {
        let pipeline = Arc::clone(&self.pipelines[kernel as usize]);
        let job = self.device.uniform("proof job", told as u64)?;
        let bindings = pipeline.bind(self.device, &[&[&job], memory].concat());
        Ok(Bound { pipeline, job, bindings })
    }

    fn run(&self, bound: &Bound, job: &[u8], columns: u32, rows: u32) -> Result<(), DeviceError> {
        self.device.write(&bound.job, job)?;
        bound.pipeline.run(self.device, &bound.bindings, columns, rows)
    }

    fn wait(&self) -> Result<(), DeviceError> {
        // Each run has waited.
        Ok(())
    }

    fn read(&self, memory: &wgpu::Buffer, bytes: u64) -> Result<Vec<u8>, DeviceError> {
        self.device.download(memory, bytes, <[u8]>::to_vec)
    }
}
