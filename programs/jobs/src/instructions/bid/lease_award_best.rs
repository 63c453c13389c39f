use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::award_lease::*;
use crate::instructions::now;

#[derive(Accounts)]
pub struct LeaseAwardBest {
    pub award_lease: Nested<AwardLease>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseAwardBest>) -> Result<()> {
    let order = &mut ctx.accounts.award_lease;
    let now = now()?;
    let rate = order.award.best(now)?;
    order.give(rate, now)
}
