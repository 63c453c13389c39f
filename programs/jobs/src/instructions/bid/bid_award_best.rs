use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::award_job::*;
use crate::instructions::now;

#[derive(Accounts)]
pub struct BidAwardBest {
    pub award_job: Nested<AwardJob>,
}

pub(crate) fn handler(ctx: &mut Context<BidAwardBest>) -> Result<()> {
    let order = &mut ctx.accounts.award_job;
    let now = now()?;
    let price = order.award.best(now)?;
    order.give(price, now)
}
