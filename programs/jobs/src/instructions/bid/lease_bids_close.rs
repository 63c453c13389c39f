use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::closing::*;
use crate::error::JobsError;
use crate::state::Lease;

#[derive(Accounts)]
pub struct LeaseBidsClose {
    #[account(mut)]
    pub lease: Account<Lease>,
    pub closing: Nested<Closing>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseBidsClose>) -> Result<()> {
    let lease = &mut ctx.accounts.lease;
    ctx.accounts.closing.require_of(lease.address())?;
    require!(lease.require_auctioned().is_err(), JobsError::StillAuctioned);
    lease.detach()
}
