use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::delivery::*;
use crate::error::JobsError;
use crate::instructions::now;

#[derive(Accounts)]
pub struct CrewSettle {
    pub delivery: Nested<Delivery>,
}

pub(crate) fn handler(ctx: &mut Context<CrewSettle>) -> Result<()> {
    let now = now()?;
    let delivery = &mut ctx.accounts.delivery;
    // A job that is not delivered has no review; `settle` refuses it.
    require!(now >= delivery.job.review_ends_at, JobsError::ReviewOpen);
    delivery.settle(now)
}
