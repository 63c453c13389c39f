use std::time::{Duration, Instant};

use furnace_common::proof::Shape;
use furnace_common::proof::expand::keys;
use furnace_common::proof::tree::{Hash, SEGMENT, next_seed};

use super::backend::Backend;
use super::part::GROUP;
use super::plan::Plan;
use super::proven::Round;
use super::stage::{ExpandJob, LeavesJob, ProductJob, TreeJob};
use super::stages::Stages;
use super::tree::hash;
use super::{Challenge, Proof, ProofError};
use crate::device::Pace;
use crate::{DeviceError, Progress, Watch};

/// The most workgroups along one dimension of a dispatch that every driver takes.
const MAX_WORKGROUPS: u64 = 65_535;

/// The rounds of a proof on a device.
pub(super) struct Rounds<B: Backend> {
    backend: B,
    shape: Shape,
    pub(super) plan: Plan,
    stages: Stages<B>,
    pace: Pace,
}

impl<B: Backend> Rounds<B> {
    /// Takes memory, no piece of it larger than `limit` bytes.
    pub(super) fn new(backend: B, shape: Shape, limit: u64) -> Result<Self, DeviceError> {
        let plan = Plan::new(&shape, limit);
        Ok(Self { stages: Stages::new(&backend, &shape, &plan)?, pace: Pace::from_units(16), backend, shape, plan })
    }

    /// Computes all rounds from `seed`.
    pub(super) fn prove(&mut self, seed: Hash, watch: &mut Watch<'_>) -> Result<Proof, ProofError> {
        let challenge = Challenge { seed, shape: self.shape };
        let size = u64::from(self.shape.size);
        let blocks = size * size / (u64::from(self.plan.rows) * u64::from(self.plan.columns));
        let tiles = self.plan.tiles(self.backend.tile());
        let mut progress = Progress { done: 0, total: blocks * tiles * u64::from(self.shape.rounds) };
        let (mut rounds, mut seed) = (Vec::new(), seed);
        for _ in 0..self.shape.rounds {
            let round = self.round(seed, &mut progress, watch)?;
            seed = next_seed(&seed, &round.root, hash);
            rounds.push(round);
        }
        Ok(Proof { challenge, rounds })
    }

    fn round(&mut self, seed: Hash, progress: &mut Progress, watch: &mut Watch<'_>) -> Result<Round, ProofError> {
        let (shape, plan, size) = (self.shape, self.plan, u32::from(self.shape.size));
        let mut columns_there = None;
        for first_row in (0..size).step_by(plan.rows as usize) {
            self.grow_rows(&seed, first_row)?;
            for first_column in (0..size).step_by(plan.columns as usize) {
                if columns_there != Some(first_column) {
                    self.grow_columns(&seed, first_column)?;
                    columns_there = Some(first_column);
                }
                self.multiply(progress, watch)?;
                let segments = plan.columns / u32::from(SEGMENT);
                let first_segment = first_column / u32::from(SEGMENT);
                let job = LeavesJob { first_row, first_segment, segments, stride: shape.segments() };
                self.stages.leaves.run(&self.backend, job, plan.rows * segments / GROUP, 1)?;
            }
            let leaves = |rows| rows * shape.segments();
            let (job, workgroups) = TreeJob::new(&self.backend, leaves(plan.rows), GROUP, leaves(first_row) / GROUP);
            self.stages.kept.run(&self.backend, job, workgroups, 1)?;
        }
        let (kept, root) = self.stages.crown.finish(&self.backend)?;
        Ok(Round { seed, root, kept })
    }

    fn grow_rows(&self, seed: &Hash, first: u32) -> Result<(), DeviceError> {
        let (keys, plan) = (keys(seed), &self.plan);
        let job = ExpandJob::new(&self.shape, plan, keys.a, keys.second, first);
        self.stages.a.run(&self.backend, job, plan.stride / 64, plan.rows / 32)
    }

    fn grow_columns(&self, seed: &Hash, first: u32) -> Result<(), DeviceError> {
        let (keys, plan) = (keys(seed), &self.plan);
        let job = ExpandJob::new(&self.shape, plan, keys.b, keys.second, first);
        self.stages.b.run(&self.backend, job, plan.stride / 64, plan.columns / 32)
    }

    /// Computes the block of the product whose lines are on the device.
    fn multiply(&mut self, progress: &mut Progress, watch: &mut Watch<'_>) -> Result<(), ProofError> {
        let tile = self.backend.tile();
        let (mut done, tiles) = (0, self.plan.tiles(tile));
        while done < tiles {
            let count = self.pace.units().min(tiles - done).min(MAX_WORKGROUPS);
            let started = Instant::now();
            let job = ProductJob::new(&self.plan, tile, done);
            self.stages.product.run(&self.backend, job, count as u32, 1)?;
            self.backend.wait()?;
            self.pace.learn(count, started.elapsed());
            done += count;
            progress.done += count;
            watch.pause(*progress)?;
        }
        Ok(())
    }

    /// Computes a block of the product until it has taken `enough`; the multiplications and additions of 8 bit
    /// integers in a second of it. The first one warms up, and does not count.
    pub(super) fn product_rate(&mut self, enough: Duration, watch: &mut Watch<'_>) -> Result<f64, ProofError> {
        self.grow_rows(&[1; 32], 0)?;
        self.grow_columns(&[1; 32], 0)?;
        let (mut blocks, mut elapsed) = (0u64, Duration::ZERO);
        self.multiply(&mut Progress { done: 0, total: 0 }, watch)?;
        while elapsed < enough {
            let started = Instant::now();
            self.multiply(&mut Progress { done: 0, total: 0 }, watch)?;
            elapsed += started.elapsed();
            blocks += 1;
        }
        let entries = u64::from(self.plan.rows) * u64::from(self.plan.columns);
        Ok((blocks * 2 * entries * u64::from(self.shape.inner)) as f64 / elapsed.as_secs_f64())
    }
}
