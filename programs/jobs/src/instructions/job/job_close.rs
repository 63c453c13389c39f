use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::instructions::now;
use crate::state::{Job, Market};

#[derive(Accounts)]
pub struct JobClose {
    /// The client at any time, anyone after the retention.
    pub closer: Signer,
    #[account(mut, close = rent_payer)]
    pub job: Account<Job>,
    /// Counts the job.
    #[account(mut, address = job.market @ JobsError::JobMismatch)]
    pub market: Account<Market>,
    // It may be the closer.
    #[account(mut, unsafe(dup), address = job.rent_payer @ JobsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<JobClose>) -> Result<()> {
    let job = &ctx.accounts.job;
    job.require_closable()?;
    job.require_kept_long_enough(ctx.accounts.closer.address(), now)?;
    ctx.accounts.market.count_job(job)
}
