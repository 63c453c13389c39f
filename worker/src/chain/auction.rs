//! Auctions as a worker sees them.

use furnace_client::{accounts::Bids, generated::jobs::types::Bid, heat::Heat};
use furnace_common::state::{JobState, LeaseState};
use solana_address::Address;

use super::{JobAccount, LeaseAccount};

/// What is up for auction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lot {
    /// One piece of work.
    Job(JobAccount),
    /// Compute by the second.
    Lease(LeaseAccount),
}

impl Lot {
    /// Its account.
    pub fn address(&self) -> Address {
        match self {
            Self::Job(job) => job.address,
            Self::Lease(lease) => lease.address,
        }
    }
}

/// An order with the bids for it. Prices are in the quote of the order: for a job, or for a second of a lease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auction {
    /// The order.
    pub lot: Lot,
    /// Highest price of a bid.
    pub ceiling: Heat,
    /// Last moment to bid, unix seconds; then the best bid wins.
    pub closes_at: i64,
    /// Whether no place is left: then bids can only be lowered.
    pub full: bool,
    /// What this worker bids.
    pub own: Option<Heat>,
    /// The lowest price of all others.
    pub lowest_other: Option<Heat>,
    /// Whether this worker's bid would win.
    pub leads: bool,
}

impl Auction {
    /// Whether the order still goes to a bidder.
    pub fn is_on(&self) -> bool {
        match &self.lot {
            Lot::Job(job) => job.state == JobState::Open && job.admission.auctioned,
            Lot::Lease(lease) => lease.state == LeaseState::Open && lease.auctioned,
        }
    }

    /// The bids for an order, as `worker` sees them.
    pub fn new(lot: Lot, bids: &Bids, worker: &Address) -> Self {
        let ranked = bids.ranked();
        let is_own = |bid: &&Bid| bid.worker == *worker;
        Self {
            lot,
            ceiling: Heat(bids.ceiling),
            closes_at: bids.closes_at,
            full: ranked.len() >= bids.bids.len(),
            own: ranked.iter().find(is_own).map(|bid| Heat(bid.price)),
            lowest_other: ranked.iter().find(|bid| !is_own(bid)).map(|bid| Heat(bid.price)),
            leads: ranked.first().as_ref().is_some_and(is_own),
        }
    }
}
