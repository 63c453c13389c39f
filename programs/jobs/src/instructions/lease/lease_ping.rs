use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::LeasePinged;
use crate::instructions::now;
use crate::state::Lease;

#[derive(Accounts)]
pub struct LeasePing {
    #[account(address = lease.client @ JobsError::NotClient)]
    pub client: Signer,
    #[account(mut)]
    pub lease: Account<Lease>,
}

pub(crate) fn handler(ctx: &mut Context<LeasePing>) -> Result<()> {
    let lease = &mut ctx.accounts.lease;
    lease.ping(now()?)?;
    emit!(LeasePinged { lease: *lease.address(), worker: lease.worker, pinged_at: lease.pinged_at });
    Ok(())
}
