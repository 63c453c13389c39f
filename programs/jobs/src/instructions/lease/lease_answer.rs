use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::LeaseAnswered;
use crate::instructions::now;
use crate::state::Lease;

#[derive(Accounts)]
pub struct LeaseAnswer {
    /// The hot key that claimed.
    #[account(address = lease.worker_key @ JobsError::NotWorker)]
    pub key: Signer,
    #[account(mut)]
    pub lease: Account<Lease>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseAnswer>) -> Result<()> {
    let lease = &mut ctx.accounts.lease;
    let in_time = lease.answer(now()?)?;
    emit!(LeaseAnswered { lease: *lease.address(), worker: lease.worker, in_time });
    Ok(())
}
