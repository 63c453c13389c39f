use std::sync::Arc;

use furnace_common::proof::Shape;
use furnace_common::proof::tree::Hash;

use super::part::GROUP;
use super::plan::HASH_BYTES;
use super::stage::{Stage, TreeJob};
use crate::device::{Device, DeviceError, Pipeline};

/// The top of a round's tree on the device: the nodes that are kept, and every eighth level above them up to
/// the root.
pub(super) struct Crown {
    levels: Vec<Level>,
    /// From each level to the next.
    steps: Vec<Stage<TreeJob>>,
}

struct Level {
    nodes: wgpu::Buffer,
    count: u32,
}

impl Crown {
    pub(super) fn new(device: &Device, tree: &Arc<Pipeline>, shape: &Shape) -> Result<Self, DeviceError> {
        let mut levels = vec![Level::new(device, shape.leaves() / GROUP)?];
        let mut steps = Vec::new();
        while let Some(below) = levels.last().filter(|level| level.count > 1) {
            let above = Level::new(device, below.count.div_ceil(GROUP))?;
            steps.push(Stage::new(device, tree, &[&below.nodes, &above.nodes])?);
            levels.push(above);
        }
        Ok(Self { levels, steps })
    }

    /// Where the kept nodes go.
    pub(super) fn kept(&self) -> &wgpu::Buffer {
        &self.levels[0].nodes
    }

    /// Goes up from the kept nodes, and brings them and the root back.
    pub(super) fn finish(&self, device: &Device) -> Result<(Vec<Hash>, Hash), DeviceError> {
        for (step, level) in self.steps.iter().zip(&self.levels) {
            let width = level.count.min(GROUP);
            step.run(device, TreeJob { width, first: 0 }, level.count / width, 1)?;
        }
        let kept = self.levels[0].read(device)?;
        let root = self.levels[self.steps.len()].read(device)?;
        Ok((kept, root[0]))
    }
}

impl Level {
    fn new(device: &Device, count: u32) -> Result<Self, DeviceError> {
        let nodes = device.storage("nodes", u64::from(count) * u64::from(HASH_BYTES))?;
        Ok(Self { nodes, count })
    }

    fn read(&self, device: &Device) -> Result<Vec<Hash>, DeviceError> {
        device.download(&self.nodes, u64::from(self.count) * u64::from(HASH_BYTES), |bytes| {
            bytemuck::cast_slice::<u8, [u32; 8]>(bytes).iter().map(words_to_bytes).collect()
        })
    }
}

/// A hash has the highest byte of each of its words first.
fn words_to_bytes(words: &[u32; 8]) -> Hash {
    let mut hash = [0; size_of::<Hash>()];
    for (bytes, word) in hash.as_chunks_mut().0.iter_mut().zip(words) {
        *bytes = word.to_be_bytes();
    }
    hash
}
