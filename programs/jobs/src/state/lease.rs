use anchor_lang::prelude::*;
use furnace_common::lease::first_of;
use furnace_common::limits::*;
use furnace_common::state::{CloseReason, LeaseState, PriceMode};

use super::job::after;
use super::{Auction, Escrow, Market, Needs, Worker};
use crate::error::JobsError;

/// Compute paid by the second, for as long as both like. The terms are the market's at the time of posting.
/// What it bills, and when it does not, stands in `billing`.
#[account]
pub struct Lease {
    pub client: Address,
    pub market: Address,
    /// Gets the rent back when the account is closed.
    pub rent_payer: Address,
    pub escrow: Escrow,
    /// The only worker that may claim it at first; zeros for any.
    pub designated: Address,
    /// The worker for which it is kept a while when another lost or left it; zeros for none.
    pub backup: Address,
    /// The worker that holds or held it; zero before the first claim.
    pub worker: Address,
    /// That worker's hot key.
    pub worker_key: Address,
    /// That worker's operator.
    pub operator: Address,
    /// sha256 of the specification.
    pub spec_hash: [u8; 32],
    /// Artifact store that holds the specification: a URI in UTF-8, padded with zeros.
    pub store_uri: [u8; 96],
    /// The client's number of this lease.
    pub number: u64,
    /// By the second, units of the quote; in an auction the ceiling until the award.
    pub rate: u64,
    /// Earned by the present worker and not paid yet, units of the quote.
    pub owed: u64,
    /// The time in it, in seconds.
    pub owed_seconds: u64,
    /// Paid for, in seconds.
    pub billed_seconds: u64,
    /// Unix seconds, as all times below; zero where it has not happened.
    pub posted_at: i64,
    /// Last moment to claim it, or to award it.
    pub expires_at: i64,
    /// Until then only the backup worker may claim it.
    pub backup_until: i64,
    pub claimed_at: i64,
    /// Last moment to start; from then on the worker is down.
    pub start_by: i64,
    /// When its first worker started.
    pub started_at: i64,
    /// Nothing before it is billed any more.
    pub paid_until: i64,
    /// When it was last settled.
    pub settled_at: i64,
    /// As long as it may last; zero before the first start.
    pub ends_at: i64,
    /// When its funds were used up; zero while they are not.
    pub suspended_at: i64,
    /// When the client asked whether the worker is there; zero once it answered.
    pub pinged_at: i64,
    /// When the worker may leave; zero without notice.
    pub leaves_at: i64,
    pub ended_at: i64,
    pub needs: Needs,
    /// How long it waits for a claim, or for bids, in seconds.
    pub claim_seconds: u32,
    /// Longest that it may last from its first start, in seconds.
    pub max_seconds: u32,
    /// Paid ahead when it was opened, in seconds.
    pub funded_seconds: u32,
    /// How long it waits for more funds, in seconds.
    pub grace_seconds: u32,
    /// How long before leaving the worker says so, in seconds.
    pub notice_seconds: u32,
    /// It warns where its funds last for less than that, in seconds.
    pub low_seconds: u32,
    /// Taken for the present outage so far, in basis points of the collateral.
    pub penalised_bps: u16,
    /// A `LeaseState` byte.
    pub state: u8,
    /// A `CloseReason` byte; zero until it ended.
    pub reason: u8,
    /// A `PriceMode` byte, `Fixed` or `Auction`; an auction turns into a fixed price when it is awarded.
    pub mode: u8,
    /// Workers that lost it.
    pub attempts: u8,
    /// Accounts that belong to it and are closed before it: bids.
    pub attached: u8,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 31],
}

const _: () = assert!(core::mem::size_of::<Lease>() == 768);
const _: () = assert!(STORE_URI_BYTES == 96);

/// What the client asks for.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct LeaseTerms {
    /// By the second, units of the quote: HEAT base units or micro-dollars. In an auction the ceiling.
    pub rate: u64,
    /// Paid ahead, in seconds.
    pub funded_seconds: u32,
    /// Longest that it may last from its first start, in seconds.
    pub max_seconds: u32,
    /// How long it waits for a claim, or for bids, in seconds.
    pub claim_seconds: u32,
    /// It warns where its funds last for less than that, in seconds; zero for never.
    pub low_seconds: u32,
    /// Whether the rate is up for auction.
    pub auction: bool,
    /// The only worker that may claim it at first; zeros for any.
    pub designated: Address,
    /// The worker for which it is kept a while when another lost or left it; zeros for none.
    pub backup: Address,
    /// sha256 of the specification.
    pub spec_hash: [u8; 32],
    /// A URI in UTF-8, padded with zeros.
    pub store_uri: [u8; 96],
}

impl LeaseTerms {
    /// Every term lies in its bounds, and they go together.
    pub fn validate(&self, market: &Market) -> Result<()> {
        market.require_takes(PriceMode::Lease)?;
        if self.auction {
            market.require_takes(PriceMode::Auction)?;
        }
        let lease_seconds = MIN_LEASE_SECONDS..=market.max_lease_seconds;
        require!(lease_seconds.contains(&self.max_seconds), JobsError::LeaseTimeOutOfBounds);
        let funded_seconds = MIN_LEASE_SECONDS..=self.max_seconds;
        require!(funded_seconds.contains(&self.funded_seconds), JobsError::FundedTimeOutOfBounds);
        let claim_seconds = MIN_CLAIM_SECONDS..=MAX_CLAIM_SECONDS;
        require!(claim_seconds.contains(&self.claim_seconds), JobsError::ClaimTimeOutOfBounds);
        require!(self.low_seconds <= self.max_seconds, JobsError::LowTimeOutOfBounds);
        require!(!self.auction || self.designated == Address::default(), JobsError::AuctionRestricted);
        require!(self.store_uri[0] != 0, JobsError::StoreUriEmpty);
        Ok(())
    }
}

impl Lease {
    pub const VERSION: u8 = 1;

    pub fn state(&self) -> Result<LeaseState> {
        LeaseState::from_byte(self.state).ok_or(JobsError::UnknownState.into())
    }

    /// The lease is in this state.
    pub fn require_state(&self, state: LeaseState, error: JobsError) -> Result<()> {
        if self.state()? != state {
            return Err(error.into());
        }
        Ok(())
    }

    /// A worker holds it.
    pub fn require_held(&self) -> Result<()> {
        require!(self.state()?.is_held(), JobsError::LeaseNotHeld);
        Ok(())
    }

    /// Opens the lease under the market's terms; the escrow is open already. Returns what is to be held.
    pub fn open(&mut self, terms: &LeaseTerms, market: &Market, now: i64) -> Result<u64> {
        self.rate = terms.rate;
        self.escrow.reserved = self.escrow.to_hold(self.cost(terms.funded_seconds)?)?;
        // Whatever is owed at any time is then an amount that fits, and no bill can hold the lease up.
        let most = self.escrow.to_hold(self.cost(terms.max_seconds)?)?;
        require!(most <= u64::MAX >> 2, JobsError::RateTooHigh);
        let at_risk = terms.funded_seconds.min(LEASE_COLLATERAL_SECONDS);
        self.escrow.collateral = self.escrow.collateral_for(self.cost(at_risk)?, market.collateral_bps)?;
        self.designated = terms.designated;
        self.backup = terms.backup;
        self.spec_hash = terms.spec_hash;
        self.store_uri = terms.store_uri;
        self.claim_seconds = terms.claim_seconds;
        self.max_seconds = terms.max_seconds;
        self.funded_seconds = terms.funded_seconds;
        self.low_seconds = terms.low_seconds;
        self.grace_seconds = market.grace_seconds;
        self.notice_seconds = market.notice_seconds;
        self.needs = market.needs;
        self.posted_at = now;
        self.expires_at = after(now, terms.claim_seconds)?;
        self.mode = PriceMode::Fixed.byte();
        if terms.auction {
            self.mode = PriceMode::Auction.byte();
            self.expires_at = after(self.expires_at, AWARD_SECONDS)?;
        }
        self.state = LeaseState::Open.byte();
        self.version = Self::VERSION;
        Ok(self.escrow.reserved)
    }

    /// Gives the lease to the worker that claims it.
    pub fn claim(&mut self, worker: Address, by: &Worker, now: i64) -> Result<()> {
        self.require_state(LeaseState::Open, JobsError::LeaseNotOpen)?;
        require!(self.mode == PriceMode::Fixed.byte(), JobsError::LeaseAuctioned);
        require!(self.is_claimable(now), JobsError::ClaimWindowOver);
        let named = self.designated == Address::default() || self.designated == worker;
        require!(named, JobsError::NotDesignated);
        require!(now > self.backup_until || self.backup == worker, JobsError::KeptForBackup);
        self.assign(worker, by, now)
    }

    /// Gives the lease to the bidder, at the rate of its bid. Returns what is held no longer.
    pub fn award(&mut self, worker: Address, by: &Worker, rate: u64, now: i64) -> Result<u64> {
        self.require_auctioned()?;
        require!(self.is_claimable(now), JobsError::ClaimWindowOver);
        // The difference alone: the client may have put in more meanwhile.
        let asked = self.escrow.to_hold(self.cost(self.funded_seconds)?)?;
        self.rate = rate;
        let needed = self.escrow.to_hold(self.cost(self.funded_seconds)?)?;
        self.mode = PriceMode::Fixed.byte();
        self.assign(worker, by, now)?;
        self.escrow.give_back(asked.checked_sub(needed).ok_or(JobsError::Overflow)?)
    }

    /// The lease is open, and its rate is up for auction.
    pub fn require_auctioned(&self) -> Result<()> {
        self.require_state(LeaseState::Open, JobsError::LeaseNotOpen)?;
        require!(self.mode == PriceMode::Auction.byte(), JobsError::LeaseNotAuctioned);
        Ok(())
    }

    /// What it asks bids for.
    pub fn auction(&self) -> Result<Auction> {
        self.require_auctioned()?;
        Ok(Auction {
            client: self.client,
            ceiling: self.rate,
            collateral: self.escrow.collateral,
            closes_at: after(self.posted_at, self.claim_seconds)?,
            needs: self.needs,
        })
    }

    /// Bids belong to it from now on.
    pub fn attach(&mut self) -> Result<()> {
        require!(self.attached == 0, JobsError::AlreadyAttached);
        self.attached = 1;
        Ok(())
    }

    /// They are closed.
    pub fn detach(&mut self) -> Result<()> {
        self.attached = self.attached.checked_sub(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    fn is_claimable(&self, now: i64) -> bool {
        now <= self.expires_at && now < self.service_ends_at()
    }

    fn assign(&mut self, worker: Address, by: &Worker, now: i64) -> Result<()> {
        self.worker = worker;
        self.worker_key = by.key;
        self.operator = by.operator;
        self.claimed_at = now;
        self.start_by = after(now, LEASE_START_SECONDS)?;
        self.penalised_bps = 0;
        self.state = LeaseState::Assigned.byte();
        Ok(())
    }

    /// The workload answers: from now on it is billed.
    pub fn start(&mut self, now: i64) -> Result<()> {
        self.require_state(LeaseState::Assigned, JobsError::LeaseNotAssigned)?;
        require!(now <= self.start_by, JobsError::StartOver);
        if self.started_at == 0 {
            self.started_at = now;
            self.ends_at = after(now, self.max_seconds)?;
        }
        self.run(now);
        Ok(())
    }

    /// Bills from now on.
    pub(super) fn run(&mut self, now: i64) {
        self.paid_until = now;
        self.settled_at = now;
        self.suspended_at = 0;
        self.state = LeaseState::Running.byte();
    }

    /// The worker says when it leaves.
    pub fn give_notice(&mut self, now: i64) -> Result<()> {
        let served = matches!(self.state()?, LeaseState::Running | LeaseState::Suspended);
        require!(served, JobsError::LeaseNotRunning);
        require!(self.leaves_at == 0, JobsError::NoticeGiven);
        // Else a worker that is down could end its duty before its silence costs anything.
        require!(self.pinged_at == 0, JobsError::PingOpen);
        self.leaves_at = after(now, self.notice_seconds)?;
        Ok(())
    }

    /// The worker's notice is over, and no penalty of it is due.
    pub fn require_leaving(&self, now: i64) -> Result<()> {
        self.require_held()?;
        require!(self.leaves_at != 0 && now >= self.leaves_at, JobsError::NoticeNotOver);
        self.require_no_penalty(now)
    }

    /// The worker is gone, and was paid: open again with a fresh time to claim, for the backup first; or ended,
    /// where nobody could go on.
    pub fn part(&mut self, reason: CloseReason, now: i64) -> Result<()> {
        self.designated = Address::default();
        self.claimed_at = 0;
        self.start_by = 0;
        self.suspended_at = 0;
        self.pinged_at = 0;
        self.leaves_at = 0;
        let goes_on =
            self.attempts < MAX_ATTEMPTS && now < self.service_ends_at() && self.pays_for(MIN_LEASE_SECONDS)?;
        if !goes_on {
            self.end(reason, now);
            return Ok(());
        }
        let kept = self.backup != Address::default() && self.backup != self.worker;
        self.backup_until = if kept { after(now, BACKUP_SECONDS)? } else { 0 };
        self.expires_at = after(now.max(self.backup_until), self.claim_seconds)?;
        self.state = LeaseState::Open.byte();
        Ok(())
    }

    /// Ends the lease that nobody holds: withdrawn by its client.
    pub fn cancel(&mut self, now: i64) -> Result<()> {
        self.require_state(LeaseState::Open, JobsError::LeaseNotOpen)?;
        self.end(CloseReason::Cancelled, now);
        Ok(())
    }

    /// Ends the lease that nobody took in time, or can take any more.
    pub fn expire(&mut self, now: i64) -> Result<()> {
        self.require_state(LeaseState::Open, JobsError::LeaseNotOpen)?;
        require!(!self.is_claimable(now), JobsError::ClaimWindowOpen);
        self.end(CloseReason::Expired, now);
        Ok(())
    }

    /// Why a lease that is held is over, whoever says so.
    pub fn over(&self, now: i64) -> Result<CloseReason> {
        self.require_held()?;
        self.require_no_penalty(now)?;
        if self.ends_at != 0 && now >= self.ends_at {
            return Ok(CloseReason::TimeUp);
        }
        let out = self.state()? == LeaseState::Suspended && now > self.grace_ends_at()?;
        require!(out, JobsError::LeaseGoesOn);
        Ok(CloseReason::OutOfFunds)
    }

    /// Ends the lease.
    pub fn end(&mut self, reason: CloseReason, now: i64) {
        self.pinged_at = 0;
        self.state = LeaseState::Closed.byte();
        self.reason = reason.byte();
        self.ended_at = now;
    }

    /// Nothing is held for it, nothing hangs on it, and it has ended.
    pub fn require_sweepable(&self) -> Result<()> {
        self.require_state(LeaseState::Closed, JobsError::LeaseNotCleared)?;
        require!(self.escrow.reserved == 0 && self.attached == 0, JobsError::LeaseNotCleared);
        Ok(())
    }

    /// When the present worker's duty ends, as far as that is known.
    pub fn service_ends_at(&self) -> i64 {
        first_of(i64::MAX, &[self.ends_at, self.leaves_at])
    }

    /// What so many seconds cost, units of the quote.
    pub(super) fn cost(&self, seconds: u32) -> Result<u64> {
        Ok(self.rate.checked_mul(u64::from(seconds)).ok_or(JobsError::RateTooHigh)?)
    }
}
