use std::time::Instant;

use furnace_common::proof::Shape;
use furnace_common::proof::expand::keys;
use furnace_common::proof::tree::{Hash, SEGMENT};

use super::part::GROUP;
use super::plan::Plan;
use super::proven::Round;
use super::stage::{ExpandJob, LeavesJob, ProductJob, TreeJob};
use super::stages::Stages;
use super::{Challenge, Proof, ProofError};
use crate::device::{Device, MAX_BINDING_BYTES, Pace};
use crate::{Progress, Watch};

/// The most workgroups along one dimension of a dispatch that every driver takes.
const MAX_WORKGROUPS: u64 = 65_535;

/// A device that is ready for challenges of one shape: the kernels are compiled, and the memory is taken, at
/// most half a gigabyte.
pub struct Prover<'a> {
    device: &'a Device,
    shape: Shape,
    pub(super) plan: Plan,
    stages: Stages,
    pace: Pace,
}

impl<'a> Prover<'a> {
    /// Prepares `device`, which is better done before the clock of a challenge runs.
    ///
    /// # Errors
    /// When the shape is out of bounds or the device fails.
    pub fn new(device: &'a Device, shape: Shape) -> Result<Self, ProofError> {
        Self::within(device, shape, MAX_BINDING_BYTES)
    }

    /// Prepares `device` with buffers of at most `limit` bytes.
    pub(super) fn within(device: &'a Device, shape: Shape, limit: u64) -> Result<Self, ProofError> {
        if !shape.is_valid() {
            return Err(ProofError::OutOfBounds { shape });
        }
        let plan = Plan::new(&shape, limit);
        Ok(Self { stages: Stages::new(device, &shape, &plan)?, pace: Pace::from_units(16), device, shape, plan })
    }

    /// Computes all rounds from `seed`. Progress is counted in tiles of the products.
    ///
    /// # Errors
    /// When the device fails or the watch stops it.
    pub fn prove(&mut self, seed: Hash, watch: &mut Watch<'_>) -> Result<Proof, ProofError> {
        let challenge = Challenge { seed, shape: self.shape };
        let size = u64::from(self.shape.size);
        let blocks = size * size / (u64::from(self.plan.rows) * u64::from(self.plan.columns));
        let total = blocks * self.plan.tiles() * u64::from(self.shape.rounds);
        let mut progress = Progress { done: 0, total };
        let (mut rounds, mut roots) = (Vec::new(), Vec::new());
        for _ in 0..self.shape.rounds {
            let round = self.round(challenge.round_seed(&roots), &mut progress, watch)?;
            roots.push(round.root);
            rounds.push(round);
        }
        Ok(Proof { challenge, rounds })
    }

    fn round(&mut self, seed: Hash, progress: &mut Progress, watch: &mut Watch<'_>) -> Result<Round, ProofError> {
        let (device, shape, plan) = (self.device, self.shape, self.plan);
        let (keys, size) = (keys(&seed), u32::from(shape.size));
        let expand = |key, first_line| ExpandJob::new(&shape, &plan, key, keys.second, first_line);
        let mut columns_there = None;
        for first_row in (0..size).step_by(plan.rows as usize) {
            self.stages.a.run(device, expand(keys.a, first_row), plan.stride / 64, plan.rows / 32)?;
            for first_column in (0..size).step_by(plan.columns as usize) {
                if columns_there != Some(first_column) {
                    self.stages.b.run(device, expand(keys.b, first_column), plan.stride / 64, plan.columns / 32)?;
                    columns_there = Some(first_column);
                }
                self.multiply(progress, watch)?;
                let segments = plan.columns / u32::from(SEGMENT);
                let first_segment = first_column / u32::from(SEGMENT);
                let job = LeavesJob { first_row, first_segment, segments, stride: shape.segments() };
                self.stages.leaves.run(device, job, plan.rows * segments / GROUP, 1)?;
            }
            let kept = |rows| rows * shape.segments() / GROUP;
            let job = TreeJob { width: GROUP, first: kept(first_row) };
            self.stages.kept.run(device, job, kept(plan.rows), 1)?;
        }
        let (kept, root) = self.stages.crown.finish(device)?;
        Ok(Round { seed, root, kept })
    }

    /// Computes the block of the product whose lines are on the device.
    fn multiply(&mut self, progress: &mut Progress, watch: &mut Watch<'_>) -> Result<(), ProofError> {
        let (mut done, tiles) = (0, self.plan.tiles());
        while done < tiles {
            let count = self.pace.units().min(tiles - done).min(MAX_WORKGROUPS);
            let started = Instant::now();
            self.stages.product.run(self.device, ProductJob::new(&self.plan, done), count as u32, 1)?;
            self.pace.learn(count, started.elapsed());
            done += count;
            progress.done += count;
            watch.pause(*progress)?;
        }
        Ok(())
    }
}

/// Answers a challenge with a prover made for it.
///
/// # Errors
/// As [`Prover::new`] and [`Prover::prove`].
pub fn prove(device: &Device, challenge: &Challenge, watch: &mut Watch<'_>) -> Result<Proof, ProofError> {
    Prover::new(device, challenge.shape)?.prove(challenge.seed, watch)
}
