use core::cmp::Reverse;

use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::limits::MAX_BIDS;

use super::Needs;
use crate::error::JobsError;

/// What a worker would do the order for.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Bid {
    pub worker: Address,
    /// That worker's operator.
    pub operator: Address,
    /// Units of the quote; of a lease by the second.
    pub price: u64,
    /// Unix seconds.
    pub placed_at: i64,
    /// The worker's record when it bid, in basis points.
    pub record_bps: u16,
    pub _padding: [u8; 6],
}

/// The bids for one order, be it a job or a lease, whose price is up for auction.
#[account]
pub struct Bids {
    /// The job or the lease.
    pub order: Address,
    pub client: Address,
    /// Gets the rent back when the auction is over.
    pub rent_payer: Address,
    /// Highest price that a bid may name, units of the quote.
    pub ceiling: u64,
    /// Stake at risk of the worker that gets the order, HEAT base units. It is that of the ceiling, so that a
    /// low bid makes no promise cheaper to break.
    pub collateral: u64,
    /// Last moment to bid, unix seconds.
    pub closes_at: i64,
    pub needs: Needs,
    /// Places taken, the first ones.
    pub count: u8,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 45],
    /// In no order.
    pub bids: [Bid; 16],
}

const _: () = assert!(MAX_BIDS == 16);
const _: () = assert!(core::mem::size_of::<Bids>() == 1_600);

/// What an order asks bids for.
#[derive(Clone, Copy)]
pub struct Auction {
    pub client: Address,
    /// Units of the quote.
    pub ceiling: u64,
    /// HEAT base units.
    pub collateral: u64,
    /// Unix seconds.
    pub closes_at: i64,
    pub needs: Needs,
}

impl Bid {
    /// Bids compare by it, the better one first: the lower price, then the better record, then the earlier.
    fn rank(&self) -> (u64, Reverse<u16>, i64) {
        (self.price, Reverse(self.record_bps), self.placed_at)
    }
}

impl Bids {
    pub const VERSION: u8 = 1;

    /// Opens it for the order.
    pub fn open(&mut self, order: Address, auction: &Auction, now: i64) -> Result<()> {
        require!(now <= auction.closes_at, JobsError::BiddingOver);
        self.order = order;
        self.client = auction.client;
        self.ceiling = auction.ceiling;
        self.collateral = auction.collateral;
        self.closes_at = auction.closes_at;
        self.needs = auction.needs;
        self.version = Self::VERSION;
        Ok(())
    }

    /// Takes a worker's bid in place of the one it made before. Where all places are taken, a better bid takes
    /// that of the worst one.
    pub fn place(&mut self, bid: &Bid) -> Result<()> {
        self.require_open(bid.placed_at)?;
        require!(bid.price > 0, JobsError::ZeroPrice);
        require!(bid.price <= self.ceiling, JobsError::BidAboveCeiling);
        let full = self.is_full();
        if let Some(own) = self.taken_mut().iter_mut().find(|own| own.worker == bid.worker) {
            require!(!full || bid.price <= own.price, JobsError::BidBinding);
            *own = *bid;
            return Ok(());
        }
        if full {
            let worst = self.taken_mut().iter_mut().max_by_key(|bid| bid.rank()).ok_or(JobsError::NoBid)?;
            require!(bid.rank() < worst.rank(), JobsError::BidsFull);
            *worst = *bid;
            return Ok(());
        }
        let place = self.bids.get_mut(usize::from(self.count)).ok_or(JobsError::BidsFull)?;
        *place = *bid;
        self.count = self.count.checked_add(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// Takes a worker's bid back.
    pub fn withdraw(&mut self, worker: &Address, now: i64) -> Result<()> {
        self.require_open(now)?;
        // Who kept others out must stand by its bid: low bids of one hand that fill every place and vanish in
        // the last moment would leave the order to that hand's dear one.
        require!(!self.is_full(), JobsError::BidBinding);
        self.remove(worker)
    }

    /// Takes out a bid.
    pub fn remove(&mut self, worker: &Address) -> Result<()> {
        let last = self.count.checked_sub(1).ok_or(JobsError::NoBid)?;
        let moved = *self.bids.get(usize::from(last)).ok_or(JobsError::NoBid)?;
        let place = self.taken_mut().iter_mut().find(|bid| bid.worker == *worker).ok_or(JobsError::NoBid)?;
        *place = moved;
        self.count = last;
        Ok(())
    }

    /// The worker's bid.
    pub fn of(&self, worker: &Address) -> Result<&Bid> {
        self.taken().iter().find(|bid| bid.worker == *worker).ok_or(JobsError::NoBid.into())
    }

    /// The best bid; of equal ones the first.
    pub fn best(&self) -> Result<&Bid> {
        self.taken().iter().min_by_key(|bid| bid.rank()).ok_or(JobsError::NoBid.into())
    }

    /// No bid can change any more.
    pub fn require_over(&self, now: i64) -> Result<()> {
        require!(now > self.closes_at, JobsError::BiddingOpen);
        Ok(())
    }

    fn require_open(&self, now: i64) -> Result<()> {
        require!(now <= self.closes_at, JobsError::BiddingOver);
        Ok(())
    }

    fn is_full(&self) -> bool {
        usize::from(self.count) >= MAX_BIDS
    }

    fn taken(&self) -> &[Bid] {
        self.bids.get(..usize::from(self.count)).unwrap_or_default()
    }

    fn taken_mut(&mut self) -> &mut [Bid] {
        self.bids.get_mut(..usize::from(self.count)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;

    const CEILING: u64 = 1_000;
    const CLOSE: i64 = 100;

    fn worker(byte: u8) -> Address {
        Address::from([byte; 32])
    }

    fn bid(by: u8, price: u64, record_bps: u16, placed_at: i64) -> Bid {
        Bid { worker: worker(by), price, record_bps, placed_at, ..Bid::zeroed() }
    }

    fn bids(all: &[Bid]) -> Bids {
        let mut bids = Bids::zeroed();
        let needs = Needs::zeroed();
        let auction = Auction { client: worker(99), ceiling: CEILING, collateral: 5, closes_at: CLOSE, needs };
        bids.open(worker(98), &auction, CLOSE).unwrap();
        for bid in all {
            bids.place(bid).unwrap();
        }
        bids
    }

    /// Sixteen bids of workers 1 to 16, at prices of 101 to 116.
    fn full() -> Bids {
        let all: std::vec::Vec<Bid> = (1..=16).map(|by| bid(by, 100 + u64::from(by), 0, 1)).collect();
        bids(&all)
    }

    fn refuses(result: Result<()>, error: JobsError) {
        assert_eq!(result, Err(error.into()));
    }

    #[test]
    fn price_then_record_then_time_then_place() {
        for (better, worse) in [
            (bid(1, 10, 0, 9), bid(2, 11, 9_000, 1)),
            (bid(1, 10, 2, 9), bid(2, 10, 1, 1)),
            (bid(1, 10, 2, 1), bid(2, 10, 2, 9)),
        ] {
            assert_eq!(bids(&[better, worse]).best().unwrap().worker, worker(1));
            assert_eq!(bids(&[worse, better]).best().unwrap().worker, worker(1));
        }
        let equal = bids(&[bid(3, 10, 1, 1), bid(1, 10, 1, 1), bid(2, 10, 1, 1)]);
        assert_eq!(equal.best().unwrap().worker, worker(3));
        assert!(bids(&[]).best().is_err());
    }

    #[test]
    fn a_second_bid_replaces_the_first() {
        let mut bids = bids(&[bid(1, 10, 0, 1), bid(2, 20, 0, 1)]);
        bids.place(&bid(1, 30, 0, 2)).unwrap();
        assert_eq!((bids.count, bids.of(&worker(1)).unwrap().price), (2, 30));
        assert_eq!(bids.best().unwrap().worker, worker(2));
    }

    #[test]
    fn bids_lie_in_their_bounds() {
        let mut bids = bids(&[bid(1, CEILING, 0, CLOSE)]);
        refuses(bids.place(&bid(2, 0, 0, 1)), JobsError::ZeroPrice);
        refuses(bids.place(&bid(2, CEILING + 1, 0, 1)), JobsError::BidAboveCeiling);
        refuses(bids.place(&bid(2, 1, 0, CLOSE + 1)), JobsError::BiddingOver);
        refuses(bids.withdraw(&worker(1), CLOSE + 1), JobsError::BiddingOver);
        refuses(bids.require_over(CLOSE), JobsError::BiddingOpen);
        bids.require_over(CLOSE + 1).unwrap();
        let auction = Auction { client: worker(99), ceiling: 1, collateral: 1, closes_at: CLOSE, needs: bids.needs };
        refuses(bids.open(worker(98), &auction, CLOSE + 1), JobsError::BiddingOver);
    }

    #[test]
    fn a_better_bid_takes_the_place_of_the_worst() {
        let mut bids = full();
        refuses(bids.place(&bid(17, 117, 0, 1)), JobsError::BidsFull);
        refuses(bids.place(&bid(17, 116, 0, 1)), JobsError::BidsFull);
        bids.place(&bid(17, 116, 1, 2)).unwrap();
        assert_eq!(bids.count, 16);
        refuses(bids.of(&worker(16)).map(|_| ()), JobsError::NoBid);
        bids.place(&bid(18, 1, 0, 2)).unwrap();
        refuses(bids.of(&worker(17)).map(|_| ()), JobsError::NoBid);
        assert_eq!(bids.best().unwrap().worker, worker(18));
    }

    #[test]
    fn bids_that_keep_others_out_stand() {
        let mut bids = full();
        refuses(bids.withdraw(&worker(1), 2), JobsError::BidBinding);
        refuses(bids.place(&bid(1, 102, 0, 2)), JobsError::BidBinding);
        bids.place(&bid(1, 101, 0, 2)).unwrap();
        bids.place(&bid(1, 90, 0, 2)).unwrap();
        assert_eq!((bids.count, bids.best().unwrap().price), (16, 90));
        // Once the bidding is over, one that nobody can honour is taken out all the same.
        bids.remove(&worker(1)).unwrap();
        assert_eq!((bids.count, bids.best().unwrap().worker), (15, worker(2)));
    }

    #[test]
    fn what_is_taken_back_leaves_the_others() {
        let mut bids = bids(&[bid(1, 10, 0, 1), bid(2, 20, 0, 1), bid(3, 30, 0, 1)]);
        bids.withdraw(&worker(1), CLOSE).unwrap();
        assert_eq!((bids.count, bids.best().unwrap().worker), (2, worker(2)));
        refuses(bids.withdraw(&worker(1), CLOSE), JobsError::NoBid);
        bids.withdraw(&worker(3), CLOSE).unwrap();
        bids.withdraw(&worker(2), CLOSE).unwrap();
        refuses(bids.withdraw(&worker(2), CLOSE), JobsError::NoBid);
        assert_eq!(bids.count, 0);
    }
}
