use anchor_lang::prelude::*;
use anchor_lang::Nested;

use crate::events::LeaseClaimed;
use crate::instructions::engagement::*;
use crate::instructions::now;
use crate::state::Lease;

#[derive(Accounts)]
pub struct LeaseClaim {
    pub engagement: Nested<Engagement>,
    #[account(mut)]
    pub lease: Account<Lease>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseClaim>) -> Result<()> {
    let now = now()?;
    let accounts = &mut ctx.accounts;
    let (engagement, lease) = (&mut accounts.engagement, &mut accounts.lease);
    let worker = *engagement.worker.address();
    lease.claim(worker, &engagement.worker, now)?;
    engagement.engage(&lease.needs, lease.escrow.collateral, now)?;
    emit!(LeaseClaimed { lease: *lease.address(), worker, start_by: lease.start_by });
    Ok(())
}
