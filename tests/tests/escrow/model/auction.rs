//! Bids for a job or a lease.

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;

use super::dispute::vote_fee;
use super::money::Escrow;
use super::refusal::{Outcome, Refusal, require};
use super::{Job, Lease, Model, Order};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Bid {
    pub(crate) worker: usize,
    pub(crate) price: u64,
    record: u64,
    placed_at: i64,
}

#[derive(Clone, Debug)]
pub(crate) struct Auction {
    market: usize,
    pub(crate) ceiling: u64,
    collateral: u64,
    pub(crate) closes_at: i64,
    /// In no order that says anything.
    pub(crate) bids: Vec<Bid>,
}

impl Auction {
    /// The lowest price, then the longer record, then the earlier one.
    pub(crate) fn best(&self) -> Option<Bid> {
        self.bids.iter().copied().min_by_key(|bid| (bid.price, u64::MAX - bid.record, bid.placed_at))
    }

    fn of(&self, worker: usize) -> Outcome<usize> {
        self.bids.iter().position(|bid| bid.worker == worker).ok_or_else(|| NoBid.into())
    }

    fn remove(&mut self, worker: usize) -> Outcome {
        let place = self.of(worker)?;
        self.bids.swap_remove(place);
        Ok(())
    }
}

/// What jobs and leases share as things that are bid for.
pub(crate) trait Auctioned {
    fn client(&self) -> usize;
    fn auction(&mut self) -> &mut Option<Auction>;
    /// It is open, and its price up for auction.
    fn require_auctioned(&self) -> Outcome;
    /// Market, ceiling, collateral and when the bidding ends.
    fn offer(&self) -> (usize, u64, u64, i64);
    /// Gives it to the bidder.
    fn award(&mut self, model: &mut Model, worker: usize, price: u64) -> Outcome;
}

impl Auctioned for Job {
    fn client(&self) -> usize {
        self.client()
    }

    fn auction(&mut self) -> &mut Option<Auction> {
        &mut self.auction
    }

    fn require_auctioned(&self) -> Outcome {
        self.is(furnace_common::state::JobState::Open, JobNotOpen)?;
        require(self.auctioned, JobNotAuctioned)
    }

    fn offer(&self) -> (usize, u64, u64, i64) {
        let Escrow { market, collateral, .. } = self.escrow;
        (market, self.price, collateral, self.posted_at + i64::from(self.ask.claim_seconds))
    }

    fn award(&mut self, model: &mut Model, worker: usize, price: u64) -> Outcome {
        require(model.now <= self.expires_at, ClaimWindowOver)?;
        let freed = self.escrow.reserved - self.escrow.to_hold(price)?;
        self.vote_fee = vote_fee(self.escrow.in_heat(price), self.ask.max_seconds);
        (self.price, self.auctioned) = (price, false);
        self.assign(worker, model.now);
        model.engage(worker, &self.escrow)?;
        self.escrow.reserved -= freed;
        model.purses[self.escrow.purse].release(freed);
        Ok(())
    }
}

impl Auctioned for Lease {
    fn client(&self) -> usize {
        self.client()
    }

    fn auction(&mut self) -> &mut Option<Auction> {
        &mut self.auction
    }

    fn require_auctioned(&self) -> Outcome {
        self.is(furnace_common::state::LeaseState::Open, LeaseNotOpen)?;
        require(self.auctioned, LeaseNotAuctioned)
    }

    fn offer(&self) -> (usize, u64, u64, i64) {
        let Escrow { market, collateral, .. } = self.escrow;
        (market, self.rate, collateral, self.posted_at + i64::from(self.ask.claim_seconds))
    }

    fn award(&mut self, model: &mut Model, worker: usize, rate: u64) -> Outcome {
        require(self.is_claimable(model.now), ClaimWindowOver)?;
        let funded = u64::from(self.ask.funded_seconds);
        let freed = self.escrow.to_hold(self.rate * funded)? - self.escrow.to_hold(rate * funded)?;
        (self.rate, self.auctioned) = (rate, false);
        self.assign(worker, model.now);
        model.engage(worker, &self.escrow)?;
        self.escrow.reserved -= freed;
        model.purses[self.escrow.purse].release(freed);
        Ok(())
    }
}

impl Model {
    fn on_auction(&mut self, order: usize, act: impl FnOnce(&mut Self, &mut dyn Auctioned) -> Outcome) -> Outcome {
        self.on(order, Order::any, |model, order| match order {
            Order::Job(job) => act(model, job.as_mut()),
            Order::Lease(lease) => act(model, lease.as_mut()),
            Order::Gone => Err(Refusal::Unfit),
        })
    }

    pub(super) fn open_bids(&mut self, order: usize, by: usize) -> Outcome {
        self.on_auction(order, |model, order| {
            require(by == order.client(), NotClient)?;
            order.require_auctioned()?;
            require(order.auction().is_none(), AlreadyAttached)?;
            let (market, ceiling, collateral, closes_at) = order.offer();
            require(model.now <= closes_at, BiddingOver)?;
            *order.auction() = Some(Auction { market, ceiling, collateral, closes_at, bids: Vec::new() });
            Ok(())
        })
    }

    pub(super) fn bid(&mut self, order: usize, worker: usize, price: u64) -> Outcome {
        self.on_auction(order, |model, order| {
            let auction = order.auction().as_mut().ok_or(Refusal::Unfit)?;
            model.require_active(worker)?;
            model.require_backed(worker, auction.market, auction.collateral)?;
            require(model.now <= auction.closes_at, BiddingOver)?;
            require(price > 0, ZeroPrice)?;
            require(price <= auction.ceiling, BidAboveCeiling)?;
            let bid = Bid { worker, price, record: model.workers[worker].record(), placed_at: model.now };
            match auction.of(worker) {
                Ok(place) => auction.bids[place] = bid,
                Err(_) => auction.bids.push(bid),
            }
            Ok(())
        })
    }

    pub(super) fn withdraw_bid(&mut self, order: usize, worker: usize) -> Outcome {
        self.on_auction(order, |model, order| {
            let auction = order.auction().as_mut().ok_or(Refusal::Unfit)?;
            require(model.now <= auction.closes_at, BiddingOver)?;
            auction.remove(worker)
        })
    }

    pub(super) fn drop_bid(&mut self, order: usize, worker: usize) -> Outcome {
        self.on_auction(order, |model, order| {
            let auction = order.auction().as_mut().ok_or(Refusal::Unfit)?;
            require(model.now > auction.closes_at, BiddingOpen)?;
            let backed = model.require_backed(worker, auction.market, auction.collateral);
            require(model.require_free(worker).is_err() || backed.is_err(), NotDroppable)?;
            auction.remove(worker)
        })
    }

    pub(super) fn award(&mut self, order: usize, by: usize, worker: usize, most: u64) -> Outcome {
        self.on_auction(order, |model, order| {
            require(order.auction().is_some(), Refusal::Unfit)?;
            require(by == order.client(), NotClient)?;
            let auction = order.auction().as_ref().ok_or(Refusal::Unfit)?;
            let price = auction.bids[auction.of(worker)?].price;
            require(price <= most, BidRaised)?;
            model.give(order, worker, price)
        })
    }

    pub(super) fn award_best(&mut self, order: usize, worker: usize) -> Outcome {
        self.on_auction(order, |model, order| {
            let auction = order.auction().as_ref().ok_or(Refusal::Unfit)?;
            require(model.now > auction.closes_at, BiddingOpen)?;
            let best = auction.best().ok_or_else(|| Refusal::from(NoBid))?;
            require(best.worker == worker, NotBestBid)?;
            model.give(order, worker, best.price)
        })
    }

    fn give(&mut self, order: &mut dyn Auctioned, worker: usize, price: u64) -> Outcome {
        order.require_auctioned()?;
        order.award(self, worker, price)?;
        *order.auction() = None;
        Ok(())
    }

    pub(super) fn close_bids(&mut self, order: usize) -> Outcome {
        self.on_auction(order, |_, order| {
            require(order.auction().is_some(), Refusal::Unfit)?;
            require(order.require_auctioned().is_err(), StillAuctioned)?;
            *order.auction() = None;
            Ok(())
        })
    }
}
