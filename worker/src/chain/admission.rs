//! Who may claim a job.

use furnace_client::{accounts::Job, artifacts::Digest};
use furnace_common::{sortition, state::CrewKind};
use solana_address::Address;

/// A job's rules for claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Admission {
    /// Whether workers bid for it; it is awarded, not claimed.
    pub auctioned: bool,
    /// Whether a crew does it; its seats are joined, not claimed.
    pub crew: bool,
    /// The only worker that may claim.
    pub designated: Option<Address>,
    /// A drawing for the first claim.
    pub drawing: Option<Drawing>,
}

/// A time in which only drawn workers may claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Its end, unix seconds.
    pub ends_at: i64,
    /// The part of all workers that is drawn, in basis points.
    pub rate: u16,
}

impl Drawing {
    /// Whether `worker` may claim `job` at `now`, unix seconds.
    pub fn admits(&self, job: &Address, worker: &Address, now: i64) -> bool {
        let ticket = || Digest::of(&[job.as_ref(), worker.as_ref()].concat()).0;
        now >= self.ends_at || sortition::is_drawn(&ticket(), self.rate)
    }
}

impl From<&Job> for Admission {
    fn from(job: &Job) -> Self {
        let ends_at = job.posted_at.saturating_add(i64::from(job.sortition_seconds));
        Self {
            auctioned: job.is_auctioned(),
            crew: job.crew() != Some(CrewKind::Solo),
            designated: Some(job.designated).filter(|worker| *worker != Address::default()),
            drawing: (job.sortition_seconds > 0).then_some(Drawing { ends_at, rate: job.sortition_bps }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawn_part_may_claim_at_once_and_all_others_later() {
        let job = Address::new_from_array([9; 32]);
        let drawing = Drawing { ends_at: 100, rate: 2_500 };
        let workers = || (0..=255).map(|byte| Address::new_from_array([byte; 32]));
        let drawn = workers().filter(|worker| drawing.admits(&job, worker, 99)).count();
        assert!((32..=96).contains(&drawn), "{drawn} of 256");
        assert!(workers().all(|worker| drawing.admits(&job, &worker, 100)));
        assert!(!workers().any(|worker| Drawing { rate: 0, ..drawing }.admits(&job, &worker, 99)));
    }
}
