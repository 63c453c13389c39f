//! How a worker stands: what decides whether the programs let it claim.

use furnace_client::heat::Heat;

/// A worker, its operator's book and the pool behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether it has left for good.
    pub retired: bool,
    /// Jobs it holds, those in review included.
    pub jobs: u8,
    /// Most jobs it may hold.
    pub max_jobs: u8,
    /// GPUs it declares.
    pub gpus: u8,
    /// Memory of each, in GiB.
    pub vram_gib: u16,
    /// GPUs of all the operator's workers, which its stake must cover.
    pub operator_gpus: u32,
    /// The pool's active stake.
    pub stake: Heat,
    /// Whether half of it is the operator's own, as claims demand.
    pub half_own: bool,
    /// Stake that the operator's jobs hold.
    pub locked: Heat,
    /// Jobs settled so far.
    pub completed: u64,
    /// Jobs lost so far.
    pub failed: u64,
}

impl Standing {
    /// Stake that no job holds.
    pub fn free(&self) -> Heat {
        Heat(self.stake.0.saturating_sub(self.locked.0))
    }

    /// Whether one more job fits under the worker's own limit.
    pub fn is_full(&self) -> bool {
        self.jobs >= self.max_jobs
    }
}
