use anchor_lang::prelude::*;
use furnace_common::limits::*;
use furnace_common::state::{CrewKind, JobState, PriceMode, ReclaimReason};
use furnace_common::{dispute, sortition};

use super::{Auction, Checkpoint, Escrow, JobTerms, Market, Needs, Progress, Worker};
use crate::error::JobsError;

/// One piece of work, its price and its promise. The terms are the market's at the time of posting.
#[account]
pub struct Job {
    pub client: Address,
    pub market: Address,
    /// Gets the rent back when the job is closed.
    pub rent_payer: Address,
    pub escrow: Escrow,
    pub progress: Progress,
    /// The only worker that may claim; zeros for any.
    pub designated: Address,
    /// The worker that holds or held it; zero before the first claim, and where a crew does it.
    pub worker: Address,
    /// That worker's hot key.
    pub worker_key: Address,
    /// That worker's operator.
    pub operator: Address,
    /// sha256 of the job's specification.
    pub spec_hash: [u8; 32],
    /// sha256 of the result's manifest.
    pub result_hash: [u8; 32],
    /// sha256 of the log.
    pub log_hash: [u8; 32],
    /// Artifact store that holds specification, inputs and results: a URI in UTF-8, padded with zeros.
    pub store_uri: [u8; 96],
    /// The client's number of this job.
    pub number: u64,
    /// Of one worker's work, units of the quote; in an auction the ceiling until the award.
    pub price: u64,
    /// What the price turned out to be worth when it was settled, base units of the payment mint.
    pub worth: u64,
    /// Held beside the price to pay an audit, HEAT base units; zero once it is used, and without audits.
    pub audit_fee: u64,
    /// What doing the work again is worth to who judges the result, HEAT base units.
    pub vote_fee: u64,
    /// From its block on an audit is drawn.
    pub audit_slot: u64,
    /// Unix seconds, as all times below; zero where it has not happened.
    pub posted_at: i64,
    /// Last moment to claim it, or to award it.
    pub expires_at: i64,
    pub claimed_at: i64,
    pub started_at: i64,
    /// Last moment to submit.
    pub deadline: i64,
    pub submitted_at: i64,
    /// From then on anyone may settle.
    pub review_ends_at: i64,
    pub ended_at: i64,
    pub needs: Needs,
    /// How long it waits for a claim, or for bids, in seconds.
    pub claim_seconds: u32,
    /// From claim to deadline, in seconds.
    pub max_seconds: u32,
    /// From submission to the end of review, in seconds.
    pub review_seconds: u32,
    /// How long after posting only drawn workers may claim, in seconds.
    pub sortition_seconds: u32,
    /// The workload's exit code as attested.
    pub exit_code: i32,
    /// The part of all results that is audited, in basis points.
    pub audit_bps: u16,
    /// The part of all workers that is drawn, in basis points.
    pub sortition_bps: u16,
    /// A `JobState` byte.
    pub state: u8,
    /// A `PriceMode` byte; an auction turns into a fixed price when it is awarded.
    pub mode: u8,
    /// A `Verification` byte.
    pub verification: u8,
    /// A `CrewKind` byte.
    pub crew: u8,
    /// Workers that do it.
    pub seats: u8,
    /// Equal results that settle it, where replicas do it.
    pub quorum: u8,
    /// Workers that lost it.
    pub attempts: u8,
    /// Accounts that belong to it and are closed before it: bids, crew.
    pub attached: u8,
    /// An `AuditState` byte.
    pub audit: u8,
    /// Times that a result was judged.
    pub disputes: u8,
    /// One once a committee found the result right: it is not judged again.
    pub upheld: u8,
    pub version: u8,
    pub bump: u8,
    /// A bit for each attempt whose result was found wrong, the first one the lowest.
    pub wrong: u8,
    pub _reserved: [u8; 26],
}

const _: () = assert!(core::mem::size_of::<Job>() == 1_088);
const _: () = assert!(STORE_URI_BYTES == 96);
const _: () = assert!(MAX_ATTEMPTS as u32 <= u8::BITS);

/// What the worker says of its result.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct Attestation {
    /// sha256 of the result's manifest.
    pub result_hash: [u8; 32],
    /// sha256 of the log.
    pub log_hash: [u8; 32],
    pub exit_code: i32,
}

impl Job {
    pub const VERSION: u8 = 1;

    pub fn state(&self) -> Result<JobState> {
        JobState::from_byte(self.state).ok_or(JobsError::UnknownState.into())
    }

    pub fn crew(&self) -> Result<CrewKind> {
        CrewKind::from_byte(self.crew).ok_or(JobsError::UnknownState.into())
    }

    /// The job is in this state.
    pub fn require_state(&self, state: JobState, error: JobsError) -> Result<()> {
        if self.state()? != state {
            return Err(error.into());
        }
        Ok(())
    }

    /// The job is one that a crew of this kind does.
    pub fn require_crew(&self, kind: CrewKind) -> Result<()> {
        require!(self.crew()? == kind, JobsError::WrongCrew);
        Ok(())
    }

    /// Opens the job under the market's terms; the escrow is open already. Returns what is to be held.
    pub fn post(&mut self, terms: &JobTerms, market: &Market, now: i64) -> Result<u64> {
        self.price = terms.price;
        let each = self.escrow.to_hold(terms.price)?;
        let price = each.checked_mul(u64::from(terms.seats)).ok_or(JobsError::Overflow)?;
        self.crew = terms.crew;
        self.promise_audits(terms, market)?;
        self.escrow.reserved = price.checked_add(self.audit_fee).ok_or(JobsError::Overflow)?;
        self.designated = terms.designated;
        self.spec_hash = terms.spec_hash;
        self.store_uri = terms.store_uri;
        self.claim_seconds = terms.claim_seconds;
        self.max_seconds = terms.max_seconds;
        self.sortition_seconds = terms.sortition_seconds;
        self.sortition_bps = terms.sortition_bps;
        self.review_seconds = market.review_seconds;
        self.needs = market.needs;
        self.mode = terms.mode;
        self.seats = terms.seats;
        self.quorum = terms.quorum;
        self.posted_at = now;
        self.expires_at = after(now, terms.claim_seconds)?;
        if terms.mode == PriceMode::Auction.byte() {
            self.expires_at = after(self.expires_at, AWARD_SECONDS)?;
        }
        self.state = JobState::Open.byte();
        self.version = Self::VERSION;
        Ok(self.escrow.reserved)
    }

    /// Gives the job to the worker that claims it. `hash` draws, where only drawn workers may claim yet; it is
    /// that of job and worker.
    pub fn claim(&mut self, worker: Address, by: &Worker, now: i64, hash: impl FnOnce() -> [u8; 32]) -> Result<()> {
        self.require_state(JobState::Open, JobsError::JobNotOpen)?;
        self.require_crew(CrewKind::Solo)?;
        require!(self.mode == PriceMode::Fixed.byte(), JobsError::JobAuctioned);
        require!(now <= self.expires_at, JobsError::ClaimWindowOver);
        self.require_admitted(&worker, now, hash)?;
        self.assign(worker, by, now)
    }

    /// The worker is the one that the client named, and is drawn while only drawn ones may claim.
    pub fn require_admitted(&self, worker: &Address, now: i64, hash: impl FnOnce() -> [u8; 32]) -> Result<()> {
        let named = self.designated == Address::default() || self.designated == *worker;
        require!(named, JobsError::NotDesignated);
        let drawing = self.sortition_seconds > 0 && now < after(self.posted_at, self.sortition_seconds)?;
        require!(!drawing || sortition::is_drawn(&hash(), self.sortition_bps), JobsError::NotDrawn);
        Ok(())
    }

    /// Gives the job to the bidder, at the price of its bid. Returns what is held no longer.
    pub fn award(&mut self, worker: Address, by: &Worker, price: u64, now: i64) -> Result<u64> {
        self.require_auctioned()?;
        require!(now <= self.expires_at, JobsError::ClaimWindowOver);
        let heat = self.escrow.heat_for(price)?;
        let fee = dispute::vote_fee(heat, self.max_seconds).ok_or(JobsError::Overflow)?;
        self.price = price;
        self.mode = PriceMode::Fixed.byte();
        self.vote_fee = fee;
        self.audit_fee = self.audit_fee.min(fee);
        let kept = self.escrow.to_hold(price)?.checked_add(self.audit_fee).ok_or(JobsError::Overflow)?;
        let freed = self.escrow.reserved.checked_sub(kept).ok_or(JobsError::Overflow)?;
        self.assign(worker, by, now)?;
        self.escrow.give_back(freed)
    }

    /// The job is open, and its price is up for auction.
    pub fn require_auctioned(&self) -> Result<()> {
        self.require_state(JobState::Open, JobsError::JobNotOpen)?;
        require!(self.mode == PriceMode::Auction.byte(), JobsError::JobNotAuctioned);
        Ok(())
    }

    /// What it asks bids for.
    pub fn auction(&self) -> Result<Auction> {
        self.require_auctioned()?;
        Ok(Auction {
            client: self.client,
            ceiling: self.price,
            collateral: self.escrow.collateral,
            closes_at: after(self.posted_at, self.claim_seconds)?,
            needs: self.needs,
        })
    }

    /// Bids or a crew belong to it from now on.
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

    fn assign(&mut self, worker: Address, by: &Worker, now: i64) -> Result<()> {
        self.worker = worker;
        self.worker_key = by.key;
        self.operator = by.operator;
        self.claimed_at = now;
        self.deadline = after(now, self.max_seconds)?;
        self.state = JobState::Assigned.byte();
        Ok(())
    }

    /// The workload answers: the work begins, from so many checkpoints of others.
    pub fn start(&mut self, from: u8, now: i64) -> Result<()> {
        self.require_state(JobState::Assigned, JobsError::JobNotAssigned)?;
        require!(now <= self.deadline, JobsError::DeadlinePassed);
        self.progress.resume(from)?;
        self.started_at = now;
        self.state = JobState::Running.byte();
        Ok(())
    }

    /// Records a state from which the work can go on.
    pub fn checkpoint(&mut self, checkpoint: &Checkpoint, now: i64) -> Result<()> {
        self.require_state(JobState::Running, JobsError::JobNotRunning)?;
        require!(now <= self.deadline, JobsError::DeadlinePassed);
        self.progress.record(checkpoint)
    }

    /// Records the completion attestation and opens the review. An audit is drawn by the block that comes so many
    /// slots after `slot`, which nobody knows yet.
    pub fn submit(&mut self, attestation: &Attestation, now: i64, slot: u64) -> Result<()> {
        self.require_state(JobState::Running, JobsError::JobNotRunning)?;
        require!(now <= self.deadline, JobsError::DeadlinePassed);
        require!(attestation.result_hash != [0; 32], JobsError::ResultHashZero);
        self.result_hash = attestation.result_hash;
        self.log_hash = attestation.log_hash;
        self.exit_code = attestation.exit_code;
        self.submitted_at = now;
        self.audit_slot = slot.checked_add(dispute::DRAW_SLOTS).ok_or(JobsError::Overflow)?;
        self.review(now)
    }

    /// Opens the review.
    pub fn review(&mut self, now: i64) -> Result<()> {
        self.review_ends_at = after(now, self.review_seconds)?;
        self.state = JobState::Review.byte();
        Ok(())
    }

    /// Ends the job as delivered.
    pub fn settle(&mut self, now: i64) -> Result<()> {
        self.require_delivered()?;
        self.end(JobState::Settled, now);
        Ok(())
    }

    /// What the worker that delivered gets, base units of the payment mint: the price less what others are
    /// credited. `worth` is that of the price.
    pub fn due(&mut self, worth: u64) -> Result<u64> {
        let all = self.escrow.reserved.checked_sub(self.audit_fee).ok_or(JobsError::Overflow)?;
        self.worth = worth.min(all);
        let credited = Escrow::part(self.worth, self.progress.credited_bps())?;
        Ok(self.worth.checked_sub(credited).ok_or(JobsError::Overflow)?)
    }

    /// What is still owed to others than the last worker, base units of the payment mint. Each is owed its
    /// part rounded down; together they are owed no more than what was kept for them.
    pub fn owed_to_credits(&self) -> Result<u64> {
        let mut owed = (0..self.progress.count).filter(|index| self.progress.is_owed(*index));
        owed.try_fold(0u64, |sum, index| {
            let part = Escrow::part(self.worth, self.progress.part_bps(index)?)?;
            sum.checked_add(part).ok_or(JobsError::Overflow.into())
        })
    }

    /// Ends the job before anyone took it.
    pub fn cancel(&mut self, now: i64) -> Result<()> {
        self.require_state(JobState::Open, JobsError::JobNotOpen)?;
        self.end(JobState::Cancelled, now);
        Ok(())
    }

    /// Ends the job that nobody took in time.
    pub fn expire(&mut self, now: i64) -> Result<()> {
        self.require_state(JobState::Open, JobsError::JobNotOpen)?;
        require!(now > self.expires_at, JobsError::ClaimWindowOpen);
        self.end(JobState::Expired, now);
        Ok(())
    }

    /// Takes the job from its worker: open again for anyone with a fresh time to claim, from the last
    /// checkpoint, or failed after too many attempts. A result that was judged or refuted takes its checkpoints with it.
    pub fn reclaim(&mut self, reason: ReclaimReason, now: i64) -> Result<()> {
        require!(self.crew()? == CrewKind::Solo, JobsError::WrongCrew);
        if reason.is_ruling() {
            self.require_state(JobState::Disputed, JobsError::JobNotDisputed)?;
            self.progress.forfeit();
        } else if reason == ReclaimReason::WrongEntry {
            self.require_delivered()?;
            self.progress.forfeit();
        } else {
            require!(self.state()?.is_held(), JobsError::JobNotHeld);
            self.progress.leave(self.operator);
        }
        if reason.is_wrong_result() {
            self.wrong |= Self::bit_of(self.attempts);
        }
        self.reopen(now)
    }

    /// Open again for anyone, or failed.
    pub(super) fn reopen(&mut self, now: i64) -> Result<()> {
        self.begin_anew();
        self.attempts = self.attempts.checked_add(1).ok_or(JobsError::Overflow)?;
        self.designated = Address::default();
        self.sortition_seconds = 0;
        self.claimed_at = 0;
        self.started_at = 0;
        self.deadline = 0;
        if self.attempts >= MAX_ATTEMPTS {
            self.end(JobState::Failed, now);
        } else {
            self.expires_at = after(now, self.claim_seconds)?;
            self.state = JobState::Open.byte();
        }
        Ok(())
    }

    /// Whether the result of this attempt was found wrong, and its worker punished for that.
    pub fn is_found_wrong(&self, attempt: u8) -> bool {
        self.wrong & Self::bit_of(attempt) != 0
    }

    /// There are fewer attempts than bits.
    fn bit_of(attempt: u8) -> u8 {
        1u8.checked_shl(attempt.into()).unwrap_or(0)
    }

    /// Nothing is held for it, nothing hangs on it, and it has ended.
    pub fn require_closable(&self) -> Result<()> {
        require!(self.state()?.is_final(), JobsError::JobNotEnded);
        require!(self.escrow.reserved == 0 && self.attached == 0, JobsError::JobNotCleared);
        Ok(())
    }

    /// It has ended, and `closer` is its client, or it was kept for everyone to read.
    pub fn require_kept_long_enough(&self, closer: &Address, now: impl FnOnce() -> Result<i64>) -> Result<()> {
        if *closer != self.client {
            let kept_until = self.ended_at.checked_add(RETENTION_SECONDS).ok_or(JobsError::Overflow)?;
            require!(now()? > kept_until, JobsError::RetentionNotOver);
        }
        Ok(())
    }

    /// Seconds from start to submission.
    pub fn busy_seconds(&self) -> u64 {
        u64::try_from(self.submitted_at.saturating_sub(self.started_at)).unwrap_or(0)
    }

    pub(crate) fn end(&mut self, state: JobState, now: i64) {
        self.state = state.byte();
        self.ended_at = now;
    }
}

/// `seconds` after `now`.
pub(crate) fn after(now: i64, seconds: u32) -> Result<i64> {
    now.checked_add(i64::from(seconds)).ok_or(JobsError::Overflow.into())
}
