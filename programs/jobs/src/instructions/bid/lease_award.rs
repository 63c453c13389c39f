use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::award::BidAwardArgs;
use super::award_lease::*;
use crate::error::JobsError;
use crate::instructions::now;

#[derive(Accounts)]
pub struct LeaseAward {
    #[account(constraint = *client.address() == award_lease.lease.client @ JobsError::NotClient)]
    pub client: Signer,
    pub award_lease: Nested<AwardLease>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseAward>, args: BidAwardArgs) -> Result<()> {
    let order = &mut ctx.accounts.award_lease;
    let rate = order.award.chosen(&args)?;
    order.give(rate, now()?)
}
