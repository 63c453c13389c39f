use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::opening::*;
use crate::error::JobsError;
use crate::state::Lease;

#[derive(Accounts)]
pub struct LeaseBidsOpen {
    pub opening: Nested<Opening>,
    #[account(mut, constraint = lease.client == *opening.client.address() @ JobsError::NotClient)]
    pub lease: Account<Lease>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseBidsOpen>, args: BidsOpenArgs) -> Result<()> {
    let lease = &mut ctx.accounts.lease;
    let auction = lease.auction()?;
    lease.attach()?;
    ctx.accounts.opening.open(*lease.address(), &auction, args.bump)
}
