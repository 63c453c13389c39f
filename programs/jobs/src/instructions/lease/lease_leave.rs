use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::CloseReason;

use super::billing::*;
use crate::events::LeaseLeft;
use crate::instructions::now;

#[derive(Accounts)]
pub struct LeaseLeave {
    pub billing: Nested<Billing>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseLeave>) -> Result<()> {
    let now = now()?;
    let billing = &mut ctx.accounts.billing;
    billing.lease.require_leaving(now)?;
    billing.lease.withdraw_ping(now);
    let seconds = billing.settle(now)?;
    billing.worker.complete(seconds)?;
    billing.lease.part(CloseReason::WorkerLeft, now)?;
    billing.free(CloseReason::WorkerLeft)?;
    emit!(LeaseLeft { lease: *billing.lease.address(), worker: billing.lease.worker });
    Ok(())
}
