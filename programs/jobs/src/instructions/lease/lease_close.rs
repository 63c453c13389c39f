use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::CloseReason;

use super::billing::*;
use crate::error::JobsError;
use crate::instructions::now;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct LeaseCloseArgs {
    /// A `CloseReason` byte, one of a client's.
    pub reason: u8,
}

#[derive(Accounts)]
pub struct LeaseClose {
    #[account(constraint = *client.address() == billing.lease.client @ JobsError::NotClient)]
    pub client: Signer,
    pub billing: Nested<Billing>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseClose>, args: LeaseCloseArgs) -> Result<()> {
    let now = now()?;
    let billing = &mut ctx.accounts.billing;
    let reason = CloseReason::from_byte(args.reason).filter(|reason| reason.is_clients());
    let reason = reason.ok_or(JobsError::NotClientsReason)?;
    billing.lease.require_held()?;
    billing.lease.withdraw_ping(now);
    billing.end(reason, now)
}
