use anchor_lang::prelude::*;
use furnace_common::limits::*;
use furnace_common::state::JobState;
use furnace_common::{collateral, fees};

use crate::error::JobsError;
use crate::state::{Market, Worker};

/// One piece of work, its price and its promise. The terms are the market's at the time of posting.
#[account]
pub struct Job {
    pub client: Address,
    /// The client's balance that pays.
    pub balance: Address,
    pub market: Address,
    pub fee_vault: Address,
    /// Gets the rent back when the job is closed.
    pub rent_payer: Address,
    /// The worker that holds or held it; zero before the first claim.
    pub worker: Address,
    /// That worker's hot key.
    pub worker_key: Address,
    /// That worker's operator.
    pub operator: Address,
    /// Takes the worker's part of a settlement.
    pub earnings: Address,
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
    /// Base units of the payment mint.
    pub price: u64,
    /// Stake at risk while a worker holds it, HEAT base units.
    pub collateral: u64,
    /// Unix seconds, as all times below; zero where it has not happened.
    pub posted_at: i64,
    /// Last moment to claim it.
    pub expires_at: i64,
    pub claimed_at: i64,
    pub started_at: i64,
    /// Last moment to submit.
    pub deadline: i64,
    pub submitted_at: i64,
    /// From then on anyone may settle.
    pub review_ends_at: i64,
    pub ended_at: i64,
    /// How long it waits for a claim, in seconds.
    pub claim_seconds: u32,
    /// From claim to deadline, in seconds.
    pub max_seconds: u32,
    /// From submission to the end of review, in seconds.
    pub review_seconds: u32,
    /// The workload's exit code as attested.
    pub exit_code: i32,
    pub take_bps: u16,
    pub burn_bps: u16,
    pub class_multiplier: u16,
    pub min_vram_gib: u16,
    pub min_gpus: u8,
    /// A `JobState` byte.
    pub state: u8,
    /// A `Verification` byte.
    pub verification: u8,
    /// Workers that lost it.
    pub attempts: u8,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 42],
}

const _: () = assert!(core::mem::size_of::<Job>() == 640);
const _: () = assert!(STORE_URI_BYTES == 96);

/// What the client asks for.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct JobTerms {
    /// Base units of the payment mint.
    pub price: u64,
    /// How long it waits for a claim, in seconds.
    pub claim_seconds: u32,
    /// From claim to deadline, in seconds.
    pub max_seconds: u32,
    /// sha256 of the job's specification.
    pub spec_hash: [u8; 32],
    /// A URI in UTF-8, padded with zeros.
    pub store_uri: [u8; 96],
}

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

    /// Opens the job under the market's terms.
    pub fn post(&mut self, terms: &JobTerms, market: &Market, now: i64) -> Result<()> {
        let job_seconds = MIN_JOB_SECONDS..=market.max_job_seconds;
        require!(job_seconds.contains(&terms.max_seconds), JobsError::JobTimeOutOfBounds);
        let claim_seconds = MIN_CLAIM_SECONDS..=MAX_CLAIM_SECONDS;
        require!(claim_seconds.contains(&terms.claim_seconds), JobsError::ClaimTimeOutOfBounds);
        require!(terms.store_uri[0] != 0, JobsError::StoreUriEmpty);
        self.price = terms.price;
        self.collateral = collateral::required(terms.price, market.collateral_bps).ok_or(JobsError::Overflow)?;
        self.spec_hash = terms.spec_hash;
        self.store_uri = terms.store_uri;
        self.claim_seconds = terms.claim_seconds;
        self.max_seconds = terms.max_seconds;
        self.fee_vault = market.fee_vault;
        self.review_seconds = market.review_seconds;
        self.take_bps = market.take_bps;
        self.burn_bps = market.burn_bps;
        self.class_multiplier = market.class_multiplier;
        self.min_vram_gib = market.min_vram_gib;
        self.min_gpus = market.min_gpus;
        self.verification = market.verification;
        self.posted_at = now;
        self.expires_at = after(now, terms.claim_seconds)?;
        self.state = JobState::Open.byte();
        self.version = Self::VERSION;
        Ok(())
    }

    /// Gives the job to a worker.
    pub fn claim(&mut self, worker: Address, by: &Worker, earnings: Address, now: i64) -> Result<()> {
        require!(self.state()? == JobState::Open, JobsError::JobNotOpen);
        require!(now <= self.expires_at, JobsError::ClaimWindowOver);
        self.worker = worker;
        self.worker_key = by.key;
        self.operator = by.operator;
        self.earnings = earnings;
        self.claimed_at = now;
        self.deadline = after(now, self.max_seconds)?;
        self.state = JobState::Assigned.byte();
        Ok(())
    }

    /// The workload answers: the work begins.
    pub fn start(&mut self, now: i64) -> Result<()> {
        require!(self.state()? == JobState::Assigned, JobsError::JobNotAssigned);
        require!(now <= self.deadline, JobsError::DeadlinePassed);
        self.started_at = now;
        self.state = JobState::Running.byte();
        Ok(())
    }

    /// Records the completion attestation and opens the review.
    pub fn submit(&mut self, attestation: &Attestation, now: i64) -> Result<()> {
        require!(self.state()? == JobState::Running, JobsError::JobNotRunning);
        require!(now <= self.deadline, JobsError::DeadlinePassed);
        require!(attestation.result_hash != [0; 32], JobsError::ResultHashZero);
        self.result_hash = attestation.result_hash;
        self.log_hash = attestation.log_hash;
        self.exit_code = attestation.exit_code;
        self.submitted_at = now;
        self.review_ends_at = after(now, self.review_seconds)?;
        self.state = JobState::Review.byte();
        Ok(())
    }

    /// Ends the job as paid; returns how the price is divided.
    pub fn settle(&mut self, now: i64) -> Result<fees::Settlement> {
        require!(self.state()? == JobState::Review, JobsError::JobNotInReview);
        let parts = fees::settle(self.price, self.take_bps, self.burn_bps).ok_or(JobsError::Overflow)?;
        self.end(JobState::Settled, now);
        Ok(parts)
    }

    /// Ends the job before anyone took it.
    pub fn cancel(&mut self, now: i64) -> Result<()> {
        require!(self.state()? == JobState::Open, JobsError::JobNotOpen);
        self.end(JobState::Cancelled, now);
        Ok(())
    }

    /// Ends the job that nobody took in time.
    pub fn expire(&mut self, now: i64) -> Result<()> {
        require!(self.state()? == JobState::Open, JobsError::JobNotOpen);
        require!(now > self.expires_at, JobsError::ClaimWindowOpen);
        self.end(JobState::Expired, now);
        Ok(())
    }

    /// Takes the job from its worker: open again with a fresh time to claim, or failed after too many
    /// attempts.
    pub fn reclaim(&mut self, now: i64) -> Result<()> {
        require!(self.state()?.is_held(), JobsError::JobNotHeld);
        self.attempts = self.attempts.checked_add(1).ok_or(JobsError::Overflow)?;
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

    /// Seconds from start to submission.
    pub fn busy_seconds(&self) -> u64 {
        u64::try_from(self.submitted_at.saturating_sub(self.started_at)).unwrap_or(0)
    }

    fn end(&mut self, state: JobState, now: i64) {
        self.state = state.byte();
        self.ended_at = now;
    }
}

fn after(now: i64, seconds: u32) -> Result<i64> {
    now.checked_add(i64::from(seconds)).ok_or(JobsError::Overflow.into())
}
