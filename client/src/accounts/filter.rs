//! Which orders to list.

use furnace_common::state::{JobState, LeaseState};
use solana_address::Address;

use crate::chain::Filter;

/// A filter for one kind of order; every part that is given must match.
#[derive(Clone, Copy, Debug)]
pub struct OrderFilter<S> {
    /// Where the order stands.
    pub state: Option<S>,
    /// Who placed it.
    pub client: Option<Address>,
    /// Where it was placed.
    pub market: Option<Address>,
    /// The worker account that holds or held it.
    pub worker: Option<Address>,
    /// The hot key that holds or held it.
    pub worker_key: Option<Address>,
    /// The operator account whose worker holds or held it.
    pub operator: Option<Address>,
}

/// Which jobs to list.
pub type JobFilter = OrderFilter<JobState>;
/// Which leases to list.
pub type LeaseFilter = OrderFilter<LeaseState>;

/// The states of a kind of order, and where its account has what a filter looks at.
pub trait OrderState: Copy {
    /// Offset of the client.
    const CLIENT: usize = 8;
    /// Offset of the market.
    const MARKET: usize = 40;
    /// Offset of the worker; its hot key and its operator stand behind it.
    const WORKER: usize;
    /// Offset of the state.
    const STATE: usize;

    /// The state as the account has it.
    fn byte(self) -> u8;
}

impl OrderState for JobState {
    const WORKER: usize = 608;
    const STATE: usize = 1_056;

    fn byte(self) -> u8 {
        Self::byte(self)
    }
}

impl OrderState for LeaseState {
    const WORKER: usize = 320;
    const STATE: usize = 738;

    fn byte(self) -> u8 {
        Self::byte(self)
    }
}

impl<S> Default for OrderFilter<S> {
    /// All orders of the kind.
    fn default() -> Self {
        Self { state: None, client: None, market: None, worker: None, worker_key: None, operator: None }
    }
}

impl<S: OrderState> OrderFilter<S> {
    /// All orders in one state.
    pub fn in_state(state: S) -> Self {
        Self { state: Some(state), ..Self::default() }
    }

    /// What the orders pass beyond being of the kind.
    pub(crate) fn filters(&self) -> Vec<Filter> {
        let parties = [
            (S::CLIENT, self.client),
            (S::MARKET, self.market),
            (S::WORKER, self.worker),
            (S::WORKER + 32, self.worker_key),
            (S::WORKER + 64, self.operator),
        ];
        let parties = parties.into_iter().filter_map(|(offset, address)| Some(Filter::bytes(offset, address?)));
        parties.chain(self.state.map(|state| Filter::bytes(S::STATE, [state.byte()]))).collect()
    }
}

#[cfg(test)]
mod tests;
