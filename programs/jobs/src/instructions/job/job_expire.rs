use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::JobExpired;
use crate::instructions::now;
use crate::state::{ClientBalance, Job};

#[derive(Accounts)]
pub struct JobExpire {
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.escrow.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
}

pub(crate) fn handler(ctx: &mut Context<JobExpire>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.job.expire(now()?)?;
    let refunded = accounts.job.escrow.empty();
    accounts.balance.release(refunded)?;
    emit!(JobExpired { job: *accounts.job.address(), refunded });
    Ok(())
}
