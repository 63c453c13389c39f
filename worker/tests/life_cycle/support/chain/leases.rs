//! Leases.

use furnace_worker::chain::{Action, LeaseAccount};
use solana_address::Address;

use super::State;

impl State {
    pub(super) fn seen_leases(&self) -> Vec<LeaseAccount> {
        self.leases.values().cloned().collect()
    }

    pub(super) fn lease_step(&mut self, _lease: &Address, _action: &Action, _now: i64) -> bool {
        false
    }
}
