use anchor_lang::prelude::*;

use super::now;
use crate::error::JobsError;
use crate::state::Job;

#[derive(Accounts)]
pub struct JobStart {
    /// The hot key that claimed.
    #[account(address = job.worker_key @ JobsError::NotWorker)]
    pub key: Signer,
    #[account(mut)]
    pub job: Account<Job>,
}

pub(crate) fn handler(ctx: &mut Context<JobStart>) -> Result<()> {
    ctx.accounts.job.start(now()?)
}
