//! Crews.

use furnace_worker::chain::{Action, CrewAccount};
use solana_address::Address;

use super::State;

impl State {
    pub(super) fn seen_crews(&self) -> Vec<CrewAccount> {
        self.crews.values().cloned().collect()
    }

    pub(super) fn crew(&self, job: &Address) -> Option<CrewAccount> {
        self.crews.get(job).cloned()
    }

    pub(super) fn seat_step(&mut self, _job: &Address, _action: &Action, _now: i64) -> bool {
        false
    }
}
