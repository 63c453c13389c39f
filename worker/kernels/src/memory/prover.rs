use std::time::Instant;

use furnace_common::memory::WALKS_PER_MIB;
use furnace_common::proof::tree::Hash;

use super::jobs::{FillJob, LeavesJob, TreeJob, WalkJob};
use super::plan::Plan;
use super::stages::{GROUP, GROUPS_AT_ONCE, Stages};
use super::{MemoryError, Proof};
use crate::device::{Device, Pace};
use crate::{Progress, Watch};

/// Items, and walks, of a workgroup.
const WORKGROUP: u32 = 256;
/// The most workgroups of a dispatch that every driver takes.
const MAX_WORKGROUPS: u64 = 65_535;
/// Leaves of a workgroup, and below a node that is kept.
const LEAVES: u32 = 256;

/// The largest table for which a device has buffers, in MiB; whether it has the memory is seen when it is asked for.
#[must_use]
pub fn most_mib(device: &Device) -> u32 {
    let (limit, most) = device.tables();
    Plan::most_mib(limit, most)
}

/// Fills a table of `mib` MiB from `seed` on the device, takes all walks through it, and lets it go. Progress is
/// counted in workgroups.
///
/// # Errors
/// When the size is out of bounds, the device has no such memory or fails, or the watch stops it.
pub fn prove(device: &Device, seed: Hash, mib: u32, watch: &mut Watch<'_>) -> Result<Proof, MemoryError> {
    let (limit, most) = device.tables();
    within(device, seed, Plan::new(mib, limit, most)?, watch)
}

/// As [`prove`], with the table where the plan says.
pub(super) fn within(device: &Device, seed: Hash, plan: Plan, watch: &mut Watch<'_>) -> Result<Proof, MemoryError> {
    let stages = Stages::new(device, &plan)?;
    let groups = plan.mib * (WALKS_PER_MIB / GROUP);
    let fills = (0..plan.buffers()).map(|buffer| u64::from(plan.blocks_in(buffer) * 2 / WORKGROUP)).sum::<u64>();
    let total = fills + u64::from(groups) * u64::from(GROUP / WORKGROUP);
    let mut work = Work { device, seed, plan, stages, progress: Progress { done: 0, total } };
    work.fill(watch)?;
    let kept = work.walk(groups, watch)?;
    Ok(Proof::new(seed, plan.mib, kept))
}

struct Work<'a> {
    device: &'a Device,
    seed: Hash,
    plan: Plan,
    stages: Stages,
    progress: Progress,
}

impl Work<'_> {
    fn fill(&mut self, watch: &mut Watch<'_>) -> Result<(), MemoryError> {
        let mut pace = Pace::from_units(16);
        for (buffer, stage) in (0..).zip(&self.stages.fill) {
            let base = u64::from(buffer << self.plan.shift) * 2;
            let (mut done, all) = (0, u64::from(self.plan.blocks_in(buffer) * 2 / WORKGROUP));
            while done < all {
                let count = pace.units().min(all - done).min(MAX_WORKGROUPS);
                let started = Instant::now();
                let job = FillJob::new(&self.seed, base, done as u32 * WORKGROUP);
                stage.run(self.device, job, count as u32)?;
                pace.learn(count, started.elapsed());
                done += count;
                self.progress.done += count;
                watch.pause(self.progress)?;
            }
        }
        Ok(())
    }

    /// Takes all walks, and brings back the nodes that are kept.
    fn walk(&mut self, groups: u32, watch: &mut Watch<'_>) -> Result<Vec<Hash>, MemoryError> {
        let (device, stages) = (self.device, &self.stages);
        let (mut pace, mut kept) = (Pace::from_units(1), Vec::with_capacity(groups as usize));
        let mut first = 0;
        while first < groups {
            let count = pace.units().min(u64::from(groups - first)).min(GROUPS_AT_ONCE.into()) as u32;
            let started = Instant::now();
            let job = WalkJob::new(&self.seed, u64::from(first) * u64::from(GROUP), self.plan.mib);
            stages.walk.run(device, job, count * (GROUP / WORKGROUP))?;
            let leaves = LeavesJob { first_row: first * LEAVES, first_segment: 0, segments: 1, stride: 1 };
            stages.leaves.run(device, leaves, count)?;
            stages.tree.run(device, TreeJob { width: LEAVES, tops: 1, first: 0 }, count)?;
            device.download(&stages.kept, u64::from(count) * 32, |bytes| {
                // A hash has the highest byte of each of its words first, and the device the lowest.
                let turned = |words: &Hash| -> Hash { std::array::from_fn(|byte| words[byte ^ 3]) };
                kept.extend(bytes.as_chunks().0.iter().map(turned));
            })?;
            pace.learn(count.into(), started.elapsed());
            first += count;
            self.progress.done += u64::from(count * (GROUP / WORKGROUP));
            watch.pause(self.progress)?;
        }
        Ok(kept)
    }
}
