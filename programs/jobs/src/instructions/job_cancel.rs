use anchor_lang::prelude::*;

use super::now;
use crate::error::JobsError;
use crate::events::JobCancelled;
use crate::state::{ClientBalance, Job};

#[derive(Accounts)]
pub struct JobCancel {
    #[account(address = job.client @ JobsError::NotClient)]
    pub client: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
}

pub(crate) fn handler(ctx: &mut Context<JobCancel>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.job.cancel(now()?)?;
    accounts.balance.release(accounts.job.price)?;
    emit!(JobCancelled { job: *accounts.job.address(), refunded: accounts.job.price });
    Ok(())
}
