//! Auctions of jobs.

use std::time::{Duration, Instant};

use furnace_client::heat::Heat;
use furnace_worker::chain::{Action, Auction, Lot};
use solana_address::Address;

use super::{FakeChain, OTHER, State, WORKER, jobs::engage};

/// The bids for one order: who, and for how much.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    closes_at: i64,
    bids: Vec<(Address, Heat)>,
}

impl FakeChain {
    /// Puts a job up for auction: its price becomes the ceiling.
    pub(crate) fn put_up(&self, job: &Address, seconds: i64) {
        let closes_at = self.now() + seconds;
        let mut state = self.state();
        if let Some(job) = state.jobs.get_mut(job) {
            job.admission.auctioned = true;
        }
        state.auctions.insert(*job, Book { closes_at, bids: Vec::new() });
    }

    /// Somebody else bids.
    pub(crate) fn outbid(&self, job: &Address, price: u64) {
        if let Some(book) = self.state().auctions.get_mut(job) {
            book.place(OTHER, Heat(price));
        }
    }

    /// Waits until the worker bids a price for a job.
    pub(crate) async fn until_bid(&self, job: &Address, price: Option<u64>) {
        let deadline = Instant::now() + Duration::from_secs(20);
        while self.own_bid(job) != price {
            assert!(Instant::now() < deadline, "the bid is {:?}, not {price:?}", self.own_bid(job));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// What the worker bids for a job.
    pub(crate) fn own_bid(&self, job: &Address) -> Option<u64> {
        self.state().auctions.get(job)?.of(&WORKER).map(|price| price.0)
    }
}

impl Book {
    fn of(&self, worker: &Address) -> Option<Heat> {
        self.bids.iter().find(|(bidder, _)| bidder == worker).map(|(_, price)| *price)
    }

    fn place(&mut self, worker: Address, price: Heat) {
        self.bids.retain(|(bidder, _)| *bidder != worker);
        self.bids.push((worker, price));
    }

    /// The lowest bid, of equal ones the first.
    fn best(&self) -> Option<(Address, Heat)> {
        self.bids.iter().min_by_key(|(_, price)| *price).copied()
    }
}

impl State {
    pub(super) fn auctions(&self) -> Vec<Auction> {
        self.auctions.keys().filter_map(|order| self.auction(order)).collect()
    }

    pub(super) fn auction(&self, order: &Address) -> Option<Auction> {
        let (book, job) = (self.auctions.get(order)?, self.jobs.get(order)?);
        let others = book.bids.iter().filter(|(bidder, _)| *bidder != WORKER);
        Some(Auction {
            lot: Lot::Job(job.clone()),
            ceiling: job.price,
            closes_at: book.closes_at,
            full: false,
            own: book.of(&WORKER),
            lowest_other: others.map(|(_, price)| *price).min(),
            leads: book.best().is_some_and(|(bidder, _)| bidder == WORKER),
        })
    }

    pub(super) fn bid_step(&mut self, order: &Address, action: &Action, now: i64) -> bool {
        let (Some(book), Some(job)) = (self.auctions.get_mut(order), self.jobs.get_mut(order)) else {
            return false;
        };
        match *action {
            Action::Bid(price) if now <= book.closes_at && price <= job.price => book.place(WORKER, price),
            Action::Withdraw if now <= book.closes_at && book.of(&WORKER).is_some() => {
                book.bids.retain(|(bidder, _)| *bidder != WORKER);
            }
            Action::Award if now > book.closes_at => {
                let Some((winner, price)) = book.best() else {
                    return false;
                };
                (job.price, job.admission.auctioned) = (price, false);
                engage(job, now);
                job.worker = winner;
                self.auctions.remove(order);
            }
            _ => return false,
        }
        true
    }
}
