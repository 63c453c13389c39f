use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::JobCancelled;
use crate::instructions::now;
use crate::state::{ClientBalance, Job};

#[derive(Accounts)]
pub struct JobCancel {
    #[account(address = job.client @ JobsError::NotClient)]
    pub client: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.escrow.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
}

pub(crate) fn handler(ctx: &mut Context<JobCancel>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.job.cancel(now()?)?;
    let refunded = accounts.job.escrow.empty();
    accounts.balance.release(refunded)?;
    emit!(JobCancelled { job: *accounts.job.address(), refunded });
    Ok(())
}
