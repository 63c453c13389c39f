use anchor_lang::prelude::*;
use furnace_common::limits::*;
use furnace_common::state::{JobState, Payment, PriceMode};
use furnace_common::{bps, dispute};

use super::{Job, Needs};
use crate::error::JobsError;

/// The terms on which a class of hardware is bought, and what was bought on them. Jobs copy the terms; no job
/// writes the market before its account is closed.
#[account]
pub struct Market {
    /// Who opened it.
    pub opener: Address,
    /// What jobs are paid in.
    pub payment_mint: Address,
    /// The token program's vault for this market's fees.
    pub fee_vault: Address,
    /// Token account that holds the opener's bond; zeros once it is closed.
    pub bond_vault: Address,
    /// Paid the rent of the bond's account and gets it back.
    pub rent_payer: Address,
    /// Whose co-signature a result needs to be paid without its client; zeros for nobody's.
    pub attestor: Address,
    /// UTF-8, padded with zeros.
    pub name: [u8; 32],
    /// Jobs that were settled, among those whose accounts are closed.
    pub settled: u64,
    /// Jobs that failed.
    pub failed: u64,
    /// Jobs that ended without ever having been worked on.
    pub unclaimed: u64,
    /// From start to submission, and of leases what was billed, in seconds.
    pub busy_seconds: u64,
    /// Paid, base units of the payment mint.
    pub paid: u64,
    pub needs: Needs,
    /// Longest time that a job may ask for, in seconds.
    pub max_job_seconds: u32,
    /// Longest time that a lease may ask for, in seconds.
    pub max_lease_seconds: u32,
    /// Time to review a result, in seconds.
    pub review_seconds: u32,
    /// How long a lease out of funds waits for more, in seconds.
    pub grace_seconds: u32,
    /// How long before leaving a lease a worker says so, in seconds.
    pub notice_seconds: u32,
    /// Collateral as a part of the price, in basis points.
    pub collateral_bps: u16,
    /// The protocol's part of the price, in basis points.
    pub take_bps: u16,
    /// The burned part of the take, in basis points.
    pub burn_bps: u16,
    /// The part of all results that is audited, in basis points; zero for none. Of jobs of one worker, paid in HEAT.
    pub audit_bps: u16,
    /// Bits of the `PriceMode`s that it takes.
    pub modes: u8,
    /// A `Payment` byte.
    pub payment: u8,
    /// Which of the opener's markets this is.
    pub index: u8,
    /// One while the authority lists it among the official ones.
    pub listed: u8,
    /// One once the opener closed it.
    pub closed: u8,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 21],
}

const _: () = assert!(core::mem::size_of::<Market>() == 344);
const _: () = assert!(NAME_BYTES == 32);

impl Market {
    pub const VERSION: u8 = 1;

    /// Takes new orders of this mode.
    pub fn require_takes(&self, mode: PriceMode) -> Result<()> {
        require!(self.closed == 0, JobsError::MarketClosed);
        require!(self.modes & mode.bit() != 0, JobsError::WrongPriceMode);
        Ok(())
    }

    /// Closes it to new orders.
    pub fn retire(&mut self) -> Result<()> {
        require!(self.closed == 0, JobsError::MarketClosed);
        self.closed = 1;
        self.bond_vault = Address::default();
        Ok(())
    }

    /// Counts a job that ended.
    pub fn count_job(&mut self, job: &Job) -> Result<()> {
        let counter = match job.state()? {
            JobState::Settled => &mut self.settled,
            JobState::Failed => &mut self.failed,
            _ => &mut self.unclaimed,
        };
        *counter = counter.checked_add(1).ok_or(JobsError::Overflow)?;
        self.count_use(job.escrow.paid, if job.state()? == JobState::Settled { job.busy_seconds() } else { 0 })
    }

    /// Counts what an order paid, and for how long.
    pub fn count_use(&mut self, paid: u64, busy_seconds: u64) -> Result<()> {
        self.paid = self.paid.checked_add(paid).ok_or(JobsError::Overflow)?;
        self.busy_seconds = self.busy_seconds.checked_add(busy_seconds).ok_or(JobsError::Overflow)?;
        Ok(())
    }

    /// Every term lies in its hard bounds.
    pub fn invariant(&self) -> Result<()> {
        let in_bounds = (MIN_JOB_SECONDS..=MAX_JOB_SECONDS).contains(&self.max_job_seconds)
            && (MIN_LEASE_SECONDS..=MAX_LEASE_SECONDS).contains(&self.max_lease_seconds)
            && (MIN_REVIEW_SECONDS..=MAX_REVIEW_SECONDS).contains(&self.review_seconds)
            && self.grace_seconds <= MAX_GRACE_SECONDS
            && (MIN_LEASE_NOTICE_SECONDS..=MAX_LEASE_NOTICE_SECONDS).contains(&self.notice_seconds)
            && self.collateral_bps <= MAX_COLLATERAL_BPS
            && self.modes != 0
            && self.modes & !PriceMode::ALL_BITS == 0
            && Payment::from_byte(self.payment).is_some();
        let paid_in_heat = Payment::from_byte(self.payment).is_some_and(|payment| payment.mint_index() == 0);
        let audited = (dispute::MIN_AUDIT_BPS..=bps::ONE).contains(&self.audit_bps) && paid_in_heat;
        let audited = audited && self.attestor == Address::default();
        require!(in_bounds && (self.audit_bps == 0 || audited), JobsError::ParameterOutOfBounds);
        let judged = dispute::is_judged_in_time(self.max_job_seconds, self.review_seconds, self.audit_bps > 0);
        require!(judged, JobsError::ParameterOutOfBounds);
        self.needs.invariant()
    }
}
