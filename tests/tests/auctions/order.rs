//! Jobs and leases alike: what they hold, what they are called when they are refused, and how they are moved.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::{Escrow, JobTerms, LeaseTerms};
use furnace_client::instructions::jobs::{self, Bidder, Venue};
use furnace_common::state::{LeaseState, PriceMode};
use furnace_tests::network::{Network, job_terms, lease_terms};
use solana_address::Address;
use solana_instruction::Instruction;

/// What is up for auction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Job,
    Lease,
}

pub(crate) const KINDS: [Kind; 2] = [Kind::Job, Kind::Lease];

/// What jobs and leases both are to an auction.
#[derive(Debug, PartialEq)]
pub(crate) struct Order {
    pub(crate) escrow: Escrow,
    /// The lease's rate.
    pub(crate) price: u64,
    pub(crate) auctioned: bool,
    pub(crate) worker: Address,
    pub(crate) worker_key: Address,
    pub(crate) operator: Address,
    pub(crate) attached: u8,
    pub(crate) open: bool,
    pub(crate) held: bool,
}

impl Kind {
    /// How many seconds' price is held: a lease is paid an hour ahead.
    pub(crate) const fn seconds(self) -> u64 {
        match self {
            Self::Job => 1,
            Self::Lease => 3_600,
        }
    }

    /// Held for a price, base units of HEAT.
    pub(crate) const fn held(self, price: u64) -> u64 {
        self.seconds() * price
    }

    pub(crate) fn not_open(self) -> FurnaceJobsError {
        match self {
            Self::Job => FurnaceJobsError::JobNotOpen,
            Self::Lease => FurnaceJobsError::LeaseNotOpen,
        }
    }

    pub(crate) fn not_auctioned(self) -> FurnaceJobsError {
        match self {
            Self::Job => FurnaceJobsError::JobNotAuctioned,
            Self::Lease => FurnaceJobsError::LeaseNotAuctioned,
        }
    }

    pub(crate) fn not_cleared(self) -> FurnaceJobsError {
        match self {
            Self::Job => FurnaceJobsError::JobNotCleared,
            Self::Lease => FurnaceJobsError::LeaseNotCleared,
        }
    }

    pub(crate) fn auctioned(self) -> FurnaceJobsError {
        match self {
            Self::Job => FurnaceJobsError::JobAuctioned,
            Self::Lease => FurnaceJobsError::LeaseAuctioned,
        }
    }

    pub(crate) fn read(self, network: &Network, address: &Address) -> Order {
        match self {
            Self::Job => {
                let job = network.job(address);
                let state = JobState::from_byte(job.state).expect("known state");
                Order {
                    price: job.price,
                    auctioned: job.mode == PriceMode::Auction.byte(),
                    worker: job.worker,
                    worker_key: job.worker_key,
                    operator: job.operator,
                    attached: job.attached,
                    open: state == JobState::Open,
                    held: state.is_held(),
                    escrow: job.escrow,
                }
            }
            Self::Lease => {
                let lease = network.lease(address);
                let state = LeaseState::from_byte(lease.state).expect("known state");
                Order {
                    price: lease.rate,
                    auctioned: lease.mode == PriceMode::Auction.byte(),
                    worker: lease.worker,
                    worker_key: lease.worker_key,
                    operator: lease.operator,
                    attached: lease.attached,
                    open: state == LeaseState::Open,
                    held: state.is_held(),
                    escrow: lease.escrow,
                }
            }
        }
    }

    // Instructions

    /// Posts it under this ceiling, or at this price where it is not auctioned.
    pub(crate) fn post(
        self,
        client: Address,
        payer: Address,
        venue: &Venue,
        number: u64,
        price: u64,
        auction: bool,
    ) -> (Address, Instruction) {
        match self {
            Self::Job => {
                let mode = if auction { PriceMode::Auction } else { PriceMode::Fixed }.byte();
                jobs::job_post(client, payer, venue, number, JobTerms { mode, ..job_terms(price) })
            }
            Self::Lease => jobs::lease_open(client, payer, venue, number, LeaseTerms { auction, ..lease_terms(price) }),
        }
    }

    pub(crate) fn open_bids(self, client: Address, payer: Address, order: Address) -> Instruction {
        match self {
            Self::Job => jobs::bids_open(client, payer, order),
            Self::Lease => jobs::lease_bids_open(client, payer, order),
        }
    }

    pub(crate) fn award(self, network: &Network, order: Address, to: &Bidder, max_price: u64) -> Instruction {
        let bids = network.bids(&order);
        match self {
            Self::Job => jobs::bid_award(order, &network.job(&order), &bids, to, max_price),
            Self::Lease => jobs::lease_award(order, &network.lease(&order), &bids, to, max_price),
        }
    }

    pub(crate) fn award_best(self, network: &Network, order: Address, to: &Bidder) -> Instruction {
        let bids = network.bids(&order);
        match self {
            Self::Job => jobs::bid_award_best(order, &network.job(&order), &bids, to),
            Self::Lease => jobs::lease_award_best(order, &network.lease(&order), &bids, to),
        }
    }

    pub(crate) fn close_bids(self, network: &Network, order: Address) -> Instruction {
        let bids = network.bids(&order);
        match self {
            Self::Job => jobs::bids_close(order, &bids),
            Self::Lease => jobs::lease_bids_close(order, &bids),
        }
    }

    pub(crate) fn claim(self, wallet: Address, key: Address, order: Address) -> Instruction {
        match self {
            Self::Job => jobs::job_claim(wallet, key, order),
            Self::Lease => jobs::lease_claim(wallet, key, order),
        }
    }

    pub(crate) fn cancel(self, network: &Network, order: Address) -> Instruction {
        match self {
            Self::Job => jobs::job_cancel(order, &network.job(&order)),
            Self::Lease => jobs::lease_cancel(order, &network.lease(&order)),
        }
    }

    pub(crate) fn expire(self, network: &Network, order: Address) -> Instruction {
        match self {
            Self::Job => jobs::job_expire(order, &network.job(&order)),
            Self::Lease => jobs::lease_expire(order, &network.lease(&order)),
        }
    }

    /// Closes the account of an ended order.
    pub(crate) fn sweep(self, network: &Network, closer: Address, order: Address) -> Instruction {
        match self {
            Self::Job => jobs::job_close(closer, order, &network.job(&order)),
            Self::Lease => jobs::lease_sweep(closer, order, &network.lease(&order)),
        }
    }
}
