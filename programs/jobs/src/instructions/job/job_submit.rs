use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;

use crate::error::JobsError;
use crate::events::JobSubmitted;
use crate::state::{Attestation, Job};

#[derive(Accounts)]
pub struct JobSubmit {
    /// The hot key that claimed.
    #[account(address = job.worker_key @ JobsError::NotWorker)]
    pub key: Signer,
    #[account(mut)]
    pub job: Account<Job>,
}

pub(crate) fn handler(ctx: &mut Context<JobSubmit>, args: Attestation) -> Result<()> {
    let clock = Clock::get()?;
    let job = &mut ctx.accounts.job;
    job.submit(&args, clock.unix_timestamp, clock.slot)?;
    emit!(JobSubmitted {
        job: *job.address(),
        worker: job.worker,
        result_hash: args.result_hash,
        review_ends_at: job.review_ends_at
    });
    Ok(())
}
