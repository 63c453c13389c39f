use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::LeaseEnded;
use crate::instructions::now;
use crate::state::{ClientBalance, Lease};

#[derive(Accounts)]
pub struct LeaseExpire {
    #[account(mut)]
    pub lease: Account<Lease>,
    #[account(mut, address = lease.escrow.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseExpire>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let lease = &mut accounts.lease;
    lease.expire(now()?)?;
    let refunded = lease.escrow.empty();
    accounts.balance.release(refunded)?;
    emit!(LeaseEnded { lease: *lease.address(), refunded, reason: lease.reason, _pad: [0; 7] });
    Ok(())
}
