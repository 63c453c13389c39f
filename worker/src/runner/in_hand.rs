//! Which jobs some part of the worker is at, so that no two are at the same one.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use solana_address::Address;

/// The jobs in hand; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct InHand {
    jobs: Arc<Mutex<HashSet<Address>>>,
}

/// The right to work on one job, until it is dropped.
#[derive(Debug)]
pub struct Hold {
    in_hand: InHand,
    job: Address,
}

impl InHand {
    /// Takes a job in hand, unless it is already.
    pub fn hold(&self, job: Address) -> Option<Hold> {
        self.jobs().insert(job).then(|| Hold { in_hand: self.clone(), job })
    }

    /// How many jobs are in hand.
    pub fn len(&self) -> usize {
        self.jobs().len()
    }

    /// Whether no job is in hand.
    pub fn is_empty(&self) -> bool {
        self.jobs().is_empty()
    }

    fn jobs(&self) -> MutexGuard<'_, HashSet<Address>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.in_hand.jobs().remove(&self.job);
    }
}
