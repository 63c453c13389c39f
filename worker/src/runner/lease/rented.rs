//! The leases that some task serves or tries to get, and what the chain shows of them.

use std::collections::HashMap;

use solana_address::Address;
use tokio::sync::watch;

use crate::chain::{LeaseAccount, Survey};

/// What surveys show of one lease; none where they do not show it.
pub(super) type Shown = watch::Receiver<Option<LeaseAccount>>;

/// Leases with a task each.
#[derive(Debug, Default)]
pub(in crate::runner) struct Rented(HashMap<Address, watch::Sender<Option<LeaseAccount>>>);

impl Rented {
    /// Tells each task what the chain shows of its lease, and forgets those that have ended.
    pub(super) fn tell(&mut self, survey: &Survey) {
        self.0.retain(|_, told| !told.is_closed());
        for (address, told) in &self.0 {
            told.send_replace(survey.leases.iter().find(|lease| lease.address == *address).cloned());
        }
    }

    /// Whether a lease has a task.
    pub(super) fn knows(&self, lease: &Address) -> bool {
        self.0.contains_key(lease)
    }

    /// Begins a task, which lasts until what is returned is dropped.
    pub(super) fn begin(&mut self, lease: &LeaseAccount) -> Shown {
        let (told, shown) = watch::channel(Some(lease.clone()));
        self.0.insert(lease.address, told);
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{empty_survey, lease_account};

    #[test]
    fn a_lease_is_known_for_as_long_as_its_task_lasts() {
        let (lease, mut rented) = (lease_account(1), Rented::default());
        let mut shown = rented.begin(&lease);
        let there = LeaseAccount { paid: 7, ..lease.clone() };
        rented.tell(&Survey { leases: vec![lease_account(2), there.clone()], ..empty_survey(5) });
        assert_eq!(*shown.borrow_and_update(), Some(there));
        rented.tell(&empty_survey(6));
        assert_eq!(*shown.borrow_and_update(), None);
        assert!(rented.knows(&lease.address) && !rented.knows(&lease_account(2).address));
        drop(shown);
        rented.tell(&empty_survey(7));
        assert!(!rented.knows(&lease.address));
    }
}
