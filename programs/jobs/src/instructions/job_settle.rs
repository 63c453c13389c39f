use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::now;
use super::settlement::*;
use crate::error::JobsError;

#[event_cpi]
#[derive(Accounts)]
pub struct JobSettle {
    pub settlement: Nested<Settlement>,
}

pub(crate) fn handler(ctx: &mut Context<JobSettle>) -> Result<()> {
    let now = now()?;
    let settlement = &mut ctx.accounts.settlement;
    require!(now >= settlement.job.review_ends_at, JobsError::ReviewOpen);
    let settled = settlement.settle(now)?;
    emit_cpi!(settled);
    Ok(())
}
