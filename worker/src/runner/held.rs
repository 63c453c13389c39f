//! What was done lately about jobs that this worker holds on chain.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use solana_address::Address;
use tokio::time::Instant;

use crate::{chain::JobAccount, reconcile::Duty};

/// Between two attempts at the same duty: what failed a moment ago would fail again.
const AGAIN: Duration = Duration::from_secs(10);

/// Held jobs with the last attempt at each.
#[derive(Debug, Default)]
pub(super) struct Held {
    tried: HashMap<Address, (Duty, Instant)>,
}

impl Held {
    /// Forgets jobs that are not held any more.
    pub(super) fn keep(&mut self, held: &[JobAccount]) {
        let held: HashSet<_> = held.iter().map(|job| job.address).collect();
        self.tried.retain(|address, _| held.contains(address));
    }

    /// Whether a duty was never tried for a job.
    pub(super) fn is_new(&self, job: &Address, duty: Duty) -> bool {
        self.tried.get(job).is_none_or(|(tried, _)| *tried != duty)
    }

    /// Whether a duty is due now.
    pub(super) fn is_due(&self, job: &Address, duty: Duty) -> bool {
        self.tried.get(job).is_none_or(|(tried, at)| *tried != duty || at.elapsed() >= AGAIN)
    }

    /// Notes that a duty is being tried.
    pub(super) fn note(&mut self, job: &Address, duty: Duty) {
        self.tried.insert(*job, (duty, Instant::now()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::job_account;

    #[test]
    fn a_duty_rests_after_an_attempt_and_another_one_does_not() {
        let job = job_account(1);
        let mut held = Held::default();
        assert!(held.is_new(&job.address, Duty::Settle) && held.is_due(&job.address, Duty::Settle));
        held.note(&job.address, Duty::Settle);
        assert!(!held.is_due(&job.address, Duty::Settle));
        assert!(held.is_due(&job.address, Duty::HandBack));
        held.keep(&[]);
        assert!(held.is_due(&job.address, Duty::Settle));
    }
}
