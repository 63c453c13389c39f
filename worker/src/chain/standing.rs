//! How a worker stands: what decides whether the programs let it claim.

use furnace_client::{accounts::Pool, heat::Heat};
use furnace_common::{memory::least_mib, proof::Showing, stake};

use super::Needs;

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
    /// Where it is: the number that markets give its region.
    pub region: u8,
    /// GPUs of all the operator's workers, which its stake must cover.
    pub operator_gpus: u32,
    /// The pool's active stake.
    pub stake: Heat,
    /// Whether the operator's own stake is at least what others have in the pool, as claims demand.
    pub half_own: bool,
    /// Stake that the operator's jobs hold.
    pub locked: Heat,
    /// Jobs settled so far.
    pub completed: u64,
    /// Jobs lost so far.
    pub failed: u64,
    /// What its certificate shows of the last epochs.
    pub proven: [Showing; 2],
}

impl Standing {
    /// Stake that no job holds.
    pub fn free(&self) -> Heat {
        Heat(self.stake.0.saturating_sub(self.locked.0))
    }

    /// Whether it is certified at `now`, unix seconds, for what is asked for, if anything is.
    pub fn is_certified(&self, needs: Needs, now: i64) -> bool {
        let mib = least_mib(needs.min_vram_gib);
        let covers = |made: &Showing| made.covers(needs.min_gpus, needs.min_score, mib, now);
        needs.min_score == 0 || self.proven.iter().any(covers)
    }

    /// Whether one more job fits under the worker's own limit.
    pub fn is_full(&self) -> bool {
        self.jobs >= self.max_jobs
    }
}

/// Whether the operator's own active stake is at least what others have in the pool, in unbonding or not.
pub(super) fn is_half_own(pool: &Pool) -> bool {
    stake::is_half_own(pool.own_stake(), pool.delegated())
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;

    use super::*;

    /// Amounts of the operator and of others; a share is a unit.
    fn pool(own: u64, others: u64, own_unbonding: u64, others_unbonding: u64) -> Pool {
        Pool {
            own_shares: own,
            active: own + others,
            active_shares: own + others,
            own_unbonding_shares: own_unbonding,
            unbonding: own_unbonding + others_unbonding,
            unbonding_shares: own_unbonding + others_unbonding,
            ..Pool::parse(&[0; Pool::SIZE]).expect("zeros")
        }
    }

    #[test]
    fn what_others_unbond_counts_and_what_the_operator_unbonds_does_not() {
        let heat = 1_000_000;
        assert!(is_half_own(&pool(10 * heat, 10 * heat, 0, 0)));
        assert!(!is_half_own(&pool(10 * heat, 11 * heat, 0, 0)));
        assert!(!is_half_own(&pool(10 * heat, 9 * heat, 0, 2 * heat)));
        assert!(!is_half_own(&pool(10 * heat, 11 * heat, 5 * heat, 0)));
        assert!(is_half_own(&pool(10 * heat, 9 * heat, 5 * heat, heat)));
    }
}
