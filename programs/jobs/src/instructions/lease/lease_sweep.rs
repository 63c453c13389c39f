use anchor_lang::prelude::*;
use furnace_common::limits::RETENTION_SECONDS;

use crate::error::JobsError;
use crate::instructions::now;
use crate::state::{Lease, Market};

#[derive(Accounts)]
pub struct LeaseSweep {
    /// The client at any time, anyone after the retention.
    pub closer: Signer,
    #[account(mut, close = rent_payer)]
    pub lease: Account<Lease>,
    /// Counts the lease.
    #[account(mut, address = lease.market @ JobsError::JobMismatch)]
    pub market: Account<Market>,
    // It may be the closer.
    #[account(mut, unsafe(dup), address = lease.rent_payer @ JobsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<LeaseSweep>) -> Result<()> {
    let lease = &ctx.accounts.lease;
    lease.require_sweepable()?;
    if *ctx.accounts.closer.address() != lease.client {
        let kept_until = lease.ended_at.checked_add(RETENTION_SECONDS).ok_or(JobsError::Overflow)?;
        require!(now()? > kept_until, JobsError::RetentionNotOver);
    }
    ctx.accounts.market.count_use(lease.escrow.paid, lease.billed_seconds)
}
