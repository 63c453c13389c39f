use anchor_lang::prelude::*;
use anchor_lang::Nested;

use furnace_support::event;

use super::settlement::*;
use crate::error::JobsError;
use crate::instructions::now;

#[event_cpi]
#[derive(Accounts)]
pub struct JobSettle {
    pub settlement: Nested<Settlement>,
}

pub(crate) fn handler(ctx: &mut Context<JobSettle>) -> Result<()> {
    let now = now()?;
    let settlement = &mut ctx.accounts.settlement;
    require!(now >= settlement.job.review_ends_at, JobsError::ReviewOpen);
    settlement.job.require_audited()?;
    let settled = settlement.settle(now)?;
    event::emit_call(ctx.program_id, ctx.accounts.event_authority.account(), ctx.bumps.event_authority, &settled)
}
