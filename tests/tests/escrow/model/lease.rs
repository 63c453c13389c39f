//! The life of a lease. What it bills stands in `billing`.

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;
use furnace_common::state::{CloseReason, LeaseState, PriceMode};

use super::auction::Auction;
use super::job::{AWARD_SECONDS, DAY};
use super::money::Escrow;
use super::refusal::{Outcome, Refusal, require};
use super::work::MAX_ATTEMPTS;
use super::{Model, Order, RETENTION, Worker};
use crate::action::{LeaseAsk, Quote};
use crate::cast::{MARKETS, MAX_LEASE_SECONDS, PURSES};

const START_SECONDS: i64 = 600;
const BACKUP_SECONDS: i64 = 600;
pub(super) const MINUTE: u64 = 60;

#[derive(Clone, Debug)]
pub(crate) struct Lease {
    pub(crate) number: u64,
    pub(crate) ask: LeaseAsk,
    pub(crate) state: LeaseState,
    pub(crate) escrow: Escrow,
    pub(crate) rate: u64,
    pub(crate) auctioned: bool,
    pub(crate) designated: Option<usize>,
    pub(crate) worker: Option<usize>,
    /// Earned and not paid, units of the quote, and the seconds in it.
    pub(crate) owed: u64,
    pub(crate) owed_seconds: u64,
    pub(crate) billed_seconds: u64,
    /// Taken for the present outage, in basis points.
    pub(crate) penalised_bps: u64,
    pub(crate) attempts: u8,
    pub(crate) posted_at: i64,
    pub(crate) expires_at: i64,
    pub(crate) backup_until: i64,
    pub(crate) start_by: i64,
    pub(crate) paid_until: i64,
    pub(crate) settled_at: i64,
    pub(crate) suspended_at: i64,
    /// When it must end, once it started.
    pub(crate) ends_at: Option<i64>,
    pub(crate) pinged_at: Option<i64>,
    pub(crate) leaves_at: Option<i64>,
    pub(crate) ended_at: i64,
    pub(crate) reason: Option<CloseReason>,
    pub(crate) auction: Option<Auction>,
    pub(crate) closed: bool,
}

impl Lease {
    pub(crate) fn client(&self) -> usize {
        PURSES[self.escrow.purse].0
    }

    pub(super) fn is(&self, state: LeaseState, error: impl Into<Refusal>) -> Outcome {
        require(self.state == state, error)
    }

    /// When the worker's duty ends, as far as that is known.
    pub(crate) fn service_ends_at(&self) -> i64 {
        self.ends_at.unwrap_or(i64::MAX).min(self.leaves_at.unwrap_or(i64::MAX))
    }

    pub(super) fn is_claimable(&self, now: i64) -> bool {
        now <= self.expires_at && now < self.service_ends_at()
    }

    pub(crate) fn grace_ends_at(&self) -> i64 {
        self.suspended_at + i64::from(MARKETS[self.escrow.market].grace_seconds)
    }

    pub(super) fn assign(&mut self, worker: usize, now: i64) {
        self.worker = Some(worker);
        self.start_by = now + START_SECONDS;
        self.penalised_bps = 0;
        self.state = LeaseState::Assigned;
    }

    fn require_key(&self, worker: usize) -> Outcome {
        require(self.worker == Some(worker), NotWorker)
    }

    /// Bills from now on.
    pub(super) fn run(&mut self, now: i64) {
        (self.paid_until, self.settled_at, self.suspended_at) = (now, now, 0);
        self.state = LeaseState::Running;
    }

    pub(super) fn end(&mut self, reason: CloseReason, now: i64) {
        (self.state, self.reason, self.ended_at, self.pinged_at) = (LeaseState::Closed, Some(reason), now, None);
    }

    /// The worker is gone: open for another, or at an end where none could go on.
    pub(super) fn part(&mut self, reason: CloseReason, now: i64) -> Outcome {
        self.designated = None;
        (self.start_by, self.suspended_at, self.pinged_at, self.leaves_at) = (0, 0, None, None);
        if self.attempts >= MAX_ATTEMPTS || now >= self.service_ends_at() || !self.pays_for(MINUTE)? {
            self.end(reason, now);
            return Ok(());
        }
        let kept = self.ask.backup.is_some() && self.ask.backup != self.worker;
        self.backup_until = if kept { now + BACKUP_SECONDS } else { 0 };
        self.expires_at = now.max(self.backup_until) + i64::from(self.ask.claim_seconds);
        self.state = LeaseState::Open;
        Ok(())
    }

    /// Whether what is held covers what is owed and so many seconds more.
    pub(super) fn pays_for(&self, seconds: u64) -> Outcome<bool> {
        Ok(self.escrow.to_hold(self.rate * seconds + self.owed)? <= self.escrow.reserved)
    }
}

fn validate(ask: &LeaseAsk, market: usize, closed: bool) -> Outcome {
    require(!closed, MarketClosed)?;
    let modes = if ask.auction { PriceMode::Lease.bit() | PriceMode::Auction.bit() } else { PriceMode::Lease.bit() };
    require(MARKETS[market].modes & modes == modes, WrongPriceMode)?;
    require((60..=MAX_LEASE_SECONDS).contains(&ask.max_seconds), LeaseTimeOutOfBounds)?;
    require((60..=ask.max_seconds).contains(&ask.funded_seconds), FundedTimeOutOfBounds)?;
    require((10..=30 * DAY).contains(&ask.claim_seconds.into()), ClaimTimeOutOfBounds)?;
    require(ask.low_seconds <= ask.max_seconds, LowTimeOutOfBounds)?;
    require(!ask.auction || ask.designated.is_none(), AuctionRestricted)
}

impl Model {
    pub(super) fn open_lease(
        &mut self,
        purse: usize,
        by: usize,
        market: usize,
        quote: Quote,
        ask: &LeaseAsk,
    ) -> Outcome {
        self.require_venue(purse, by, market)?;
        validate(ask, market, self.markets[market].closed)?;
        let mut escrow = self.open_escrow(purse, market, quote)?;
        escrow.reserved = escrow.to_hold(ask.rate * u64::from(ask.funded_seconds))?;
        // Of a day at most.
        escrow.collateral = escrow.collateral_for(ask.rate * u64::from(ask.funded_seconds.min(DAY as u32)));
        self.purses[purse].reserve(escrow.reserved)?;
        let now = self.now;
        let number = self.purses[purse].next;
        self.purses[purse].next += 1;
        self.orders.push(Order::Lease(Box::new(Lease {
            number,
            ask: ask.clone(),
            state: LeaseState::Open,
            escrow,
            rate: ask.rate,
            auctioned: ask.auction,
            designated: ask.designated,
            worker: None,
            owed: 0,
            owed_seconds: 0,
            billed_seconds: 0,
            penalised_bps: 0,
            attempts: 0,
            posted_at: now,
            expires_at: now + i64::from(ask.claim_seconds) + if ask.auction { AWARD_SECONDS } else { 0 },
            backup_until: 0,
            start_by: 0,
            paid_until: 0,
            settled_at: 0,
            suspended_at: 0,
            ends_at: None,
            pinged_at: None,
            leaves_at: None,
            ended_at: 0,
            reason: None,
            auction: None,
            closed: false,
        })));
        Ok(())
    }

    pub(super) fn take(&mut self, lease: &mut Lease, worker: usize) -> Outcome {
        lease.is(LeaseState::Open, LeaseNotOpen)?;
        require(!lease.auctioned, LeaseAuctioned)?;
        require(lease.is_claimable(self.now), ClaimWindowOver)?;
        require(lease.designated.is_none_or(|named| named == worker), NotDesignated)?;
        require(self.now > lease.backup_until || lease.ask.backup == Some(worker), KeptForBackup)?;
        self.engage(worker, &lease.escrow)?;
        lease.assign(worker, self.now);
        Ok(())
    }

    pub(super) fn start_lease(&mut self, lease: &mut Lease, worker: usize) -> Outcome {
        lease.require_key(worker)?;
        lease.is(LeaseState::Assigned, LeaseNotAssigned)?;
        require(self.now <= lease.start_by, StartOver)?;
        lease.ends_at = lease.ends_at.or(Some(self.now + i64::from(lease.ask.max_seconds)));
        lease.run(self.now);
        Ok(())
    }

    pub(super) fn answer(&mut self, lease: &mut Lease, worker: usize) -> Outcome {
        lease.require_key(worker)?;
        lease.is(LeaseState::Running, LeaseNotRunning)?;
        let pinged_at = lease.pinged_at.ok_or_else(|| Refusal::from(NoPing))?;
        if self.now - pinged_at <= 180 {
            lease.owed += lease.rate * MINUTE;
        } else {
            require(lease.penalty_bps(self.now) == 0, PenaltyDue)?;
            lease.accrue(self.now);
            lease.paid_until = self.now;
        }
        lease.pinged_at = None;
        Ok(())
    }

    pub(super) fn notice(&mut self, lease: &mut Lease, worker: usize) -> Outcome {
        lease.require_key(worker)?;
        require(matches!(lease.state, LeaseState::Running | LeaseState::Suspended), LeaseNotRunning)?;
        require(lease.leaves_at.is_none(), NoticeGiven)?;
        require(lease.pinged_at.is_none(), PingOpen)?;
        lease.leaves_at = Some(self.now + i64::from(MARKETS[lease.escrow.market].notice_seconds));
        Ok(())
    }

    pub(super) fn cancel_lease(&mut self, lease: &mut Lease, by: usize) -> Outcome {
        require(by == lease.client(), NotClient)?;
        lease.is(LeaseState::Open, LeaseNotOpen)?;
        lease.end(CloseReason::Cancelled, self.now);
        self.refund_all(&mut lease.escrow);
        Ok(())
    }

    pub(super) fn expire_lease(&mut self, lease: &mut Lease) -> Outcome {
        lease.is(LeaseState::Open, LeaseNotOpen)?;
        require(!lease.is_claimable(self.now), ClaimWindowOpen)?;
        lease.end(CloseReason::Expired, self.now);
        self.refund_all(&mut lease.escrow);
        Ok(())
    }

    pub(super) fn sweep(&mut self, lease: &mut Lease, by: usize) -> Outcome {
        let cleared = lease.state == LeaseState::Closed && lease.escrow.reserved == 0 && lease.auction.is_none();
        require(cleared, LeaseNotCleared)?;
        require(by == lease.client() || self.now > lease.ended_at + RETENTION, RetentionNotOver)?;
        let market = &mut self.markets[lease.escrow.market];
        market.paid += lease.escrow.paid;
        market.busy_seconds += lease.billed_seconds;
        lease.closed = true;
        Ok(())
    }

    /// The worker that holds it; whoever held it before stands there too.
    pub(super) fn holder(lease: &Lease) -> Outcome<(usize, usize)> {
        lease.worker.map(|worker| (worker, Worker::operator(worker))).ok_or(Refusal::Unfit)
    }
}
