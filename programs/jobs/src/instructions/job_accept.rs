use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::now;
use super::settlement::*;
use crate::error::JobsError;

#[event_cpi]
#[derive(Accounts)]
pub struct JobAccept {
    #[account(constraint = *client.address() == settlement.job.client @ JobsError::NotClient)]
    pub client: Signer,
    pub settlement: Nested<Settlement>,
}

pub(crate) fn handler(ctx: &mut Context<JobAccept>) -> Result<()> {
    let settled = ctx.accounts.settlement.settle(now()?)?;
    emit_cpi!(settled);
    Ok(())
}
