use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::delivery::*;
use crate::error::JobsError;
use crate::instructions::now;

#[derive(Accounts)]
pub struct CrewAccept {
    #[account(constraint = *client.address() == delivery.job.client @ JobsError::NotClient)]
    pub client: Signer,
    pub delivery: Nested<Delivery>,
}

pub(crate) fn handler(ctx: &mut Context<CrewAccept>) -> Result<()> {
    ctx.accounts.delivery.settle(now()?)
}
