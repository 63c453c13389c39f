//! What was done lately about what is owed on chain.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use solana_address::Address;
use tokio::time::Instant;

/// Between two attempts at the same duty: what failed a moment ago would fail again.
const AGAIN: Duration = Duration::from_secs(10);

/// Orders with the last attempt at each, by the duty `D`.
#[derive(Debug)]
pub(crate) struct Held<D> {
    tried: HashMap<Address, (D, Instant)>,
}

impl<D> Default for Held<D> {
    fn default() -> Self {
        Self { tried: HashMap::new() }
    }
}

impl<D: Copy + PartialEq> Held<D> {
    /// Forgets those that owe nothing any more.
    pub(crate) fn keep(&mut self, held: impl Iterator<Item = Address>) {
        let held: HashSet<_> = held.collect();
        self.tried.retain(|address, _| held.contains(address));
    }

    /// Whether a duty was never tried for a job.
    pub(crate) fn is_new(&self, job: &Address, duty: D) -> bool {
        self.tried.get(job).is_none_or(|(tried, _)| *tried != duty)
    }

    /// Whether a duty is due now.
    pub(crate) fn is_due(&self, job: &Address, duty: D) -> bool {
        self.tried.get(job).is_none_or(|(tried, at)| *tried != duty || at.elapsed() >= AGAIN)
    }

    /// Notes that a duty is being tried.
    pub(crate) fn note(&mut self, job: &Address, duty: D) {
        self.tried.insert(*job, (duty, Instant::now()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{reconcile::Duty, testing::job_account};

    #[test]
    fn a_duty_rests_after_an_attempt_and_another_one_does_not() {
        let job = job_account(1);
        let mut held = Held::default();
        assert!(held.is_new(&job.address, Duty::Settle) && held.is_due(&job.address, Duty::Settle));
        held.note(&job.address, Duty::Settle);
        assert!(!held.is_due(&job.address, Duty::Settle));
        assert!(held.is_due(&job.address, Duty::HandBack));
        held.keep(std::iter::empty());
        assert!(held.is_due(&job.address, Duty::Settle));
    }
}
