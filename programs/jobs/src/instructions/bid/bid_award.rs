use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::award::BidAwardArgs;
use super::award_job::*;
use crate::error::JobsError;
use crate::instructions::now;

#[derive(Accounts)]
pub struct BidAward {
    #[account(constraint = *client.address() == award_job.job.client @ JobsError::NotClient)]
    pub client: Signer,
    pub award_job: Nested<AwardJob>,
}

pub(crate) fn handler(ctx: &mut Context<BidAward>, args: BidAwardArgs) -> Result<()> {
    let order = &mut ctx.accounts.award_job;
    let price = order.award.chosen(&args)?;
    order.give(price, now()?)
}
