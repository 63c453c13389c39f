use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::{LeaseState, ReclaimReason};

use crate::error::JobsError;
use crate::events::LeaseEnded;
use crate::instructions::now;
use crate::instructions::reclaim::*;
use crate::state::Lease;

#[derive(Accounts)]
pub struct LeaseReclaim {
    pub reclaim: Nested<Reclaim>,
    #[account(mut)]
    pub lease: Account<Lease>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseReclaim>, args: ReclaimArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (lease, reclaim) = (&mut accounts.lease, &mut accounts.reclaim);
    require!(args.reason()? == ReclaimReason::Downtime, JobsError::NotDown);
    reclaim.require_of(&lease.escrow, &lease.worker)?;
    // What is due follows from the clock, so the slashing program took the same.
    if lease.penalise(now()?)? {
        reclaim.lose(ReclaimReason::Downtime, lease.escrow.collateral)?;
    }
    let mut freed = 0;
    if lease.state()? == LeaseState::Closed {
        freed = lease.escrow.empty();
        emit!(LeaseEnded { lease: *lease.address(), refunded: freed, reason: lease.reason, _pad: [0; 7] });
    }
    // What was taken the slashing program tells: it alone calls this, and knows why.
    reclaim.compensate(&args, freed)
}
