use furnace_common::proof::Shape;
use furnace_common::proof::tree::Hash;

use super::backend::{Backend, Kernel};
use super::part::GROUP;
use super::plan::HASH_BYTES;
use super::stage::{Stage, TreeJob};
use crate::DeviceError;

/// The top of a round's tree on the device: the nodes that are kept, and every eighth level above them up to
/// the root.
pub(super) struct Crown<B: Backend> {
    levels: Vec<Level<B>>,
    /// From each level to the next.
    steps: Vec<Stage<B, TreeJob>>,
}

struct Level<B: Backend> {
    nodes: B::Memory,
    count: u32,
}

impl<B: Backend> Crown<B> {
    pub(super) fn new(backend: &B, shape: &Shape) -> Result<Self, DeviceError> {
        let mut levels = vec![Level::new(backend, shape.leaves() / GROUP)?];
        let mut steps = Vec::new();
        while let Some(below) = levels.last().filter(|level| level.count > 1) {
            let above = Level::new(backend, below.count.div_ceil(GROUP))?;
            steps.push(Stage::new(backend, Kernel::Tree, &[&below.nodes, &above.nodes])?);
            levels.push(above);
        }
        Ok(Self { levels, steps })
    }

    /// Where the kept nodes go.
    pub(super) fn kept(&self) -> &B::Memory {
        &self.levels[0].nodes
    }

    /// Goes up from the kept nodes, and brings them and the root back.
    pub(super) fn finish(&self, backend: &B) -> Result<(Vec<Hash>, Hash), DeviceError> {
        for (step, level) in self.steps.iter().zip(&self.levels) {
            let (job, workgroups) = TreeJob::new(backend, level.count, level.count.min(GROUP), 0);
            step.run(backend, job, workgroups, 1)?;
        }
        let kept = self.levels[0].read(backend)?;
        let root = self.levels[self.steps.len()].read(backend)?;
        Ok((kept, root[0]))
    }
}

impl<B: Backend> Level<B> {
    fn new(backend: &B, count: u32) -> Result<Self, DeviceError> {
        let nodes = backend.memory("nodes", u64::from(count) * u64::from(HASH_BYTES))?;
        Ok(Self { nodes, count })
    }

    fn read(&self, backend: &B) -> Result<Vec<Hash>, DeviceError> {
        let bytes = backend.read(&self.nodes, u64::from(self.count) * u64::from(HASH_BYTES))?;
        // A hash has the highest byte of each of its words first, and the device the lowest.
        let turned = |words: &Hash| std::array::from_fn(|byte| words[byte ^ 3]);
        Ok(bytes.as_chunks().0.iter().map(turned).collect())
    }
}
