use anchor_lang::prelude::*;

use super::now;
use crate::error::JobsError;
use crate::events::JobExpired;
use crate::state::{ClientBalance, Job};

#[derive(Accounts)]
pub struct JobExpire {
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
}

pub(crate) fn handler(ctx: &mut Context<JobExpire>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.job.expire(now()?)?;
    accounts.balance.release(accounts.job.price)?;
    emit!(JobExpired { job: *accounts.job.address(), refunded: accounts.job.price });
    Ok(())
}
