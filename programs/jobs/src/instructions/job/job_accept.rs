use anchor_lang::prelude::*;
use anchor_lang::Nested;

use furnace_support::event;

use super::settlement::*;
use crate::error::JobsError;
use crate::instructions::now;

#[event_cpi]
#[derive(Accounts)]
pub struct JobAccept {
    #[account(constraint = *client.address() == settlement.job.client @ JobsError::NotClient)]
    pub client: Signer,
    pub settlement: Nested<Settlement>,
}

pub(crate) fn handler(ctx: &mut Context<JobAccept>) -> Result<()> {
    let settled = ctx.accounts.settlement.settle(now()?)?;
    event::emit_call(ctx.program_id, ctx.accounts.event_authority.account(), ctx.bumps.event_authority, &settled)
}
