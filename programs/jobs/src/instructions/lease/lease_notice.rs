use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::LeaseNoticed;
use crate::instructions::now;
use crate::state::Lease;

#[derive(Accounts)]
pub struct LeaseNotice {
    /// The hot key that claimed.
    #[account(address = lease.worker_key @ JobsError::NotWorker)]
    pub key: Signer,
    #[account(mut)]
    pub lease: Account<Lease>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseNotice>) -> Result<()> {
    let lease = &mut ctx.accounts.lease;
    lease.give_notice(now()?)?;
    emit!(LeaseNoticed { lease: *lease.address(), worker: lease.worker, leaves_at: lease.leaves_at });
    Ok(())
}
