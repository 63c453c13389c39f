use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::LeaseStarted;
use crate::instructions::now;
use crate::state::Lease;

#[derive(Accounts)]
pub struct LeaseStart {
    /// The hot key that claimed.
    #[account(address = lease.worker_key @ JobsError::NotWorker)]
    pub key: Signer,
    #[account(mut)]
    pub lease: Account<Lease>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseStart>) -> Result<()> {
    let lease = &mut ctx.accounts.lease;
    lease.start(now()?)?;
    emit!(LeaseStarted { lease: *lease.address(), worker: lease.worker, ends_at: lease.ends_at });
    Ok(())
}
