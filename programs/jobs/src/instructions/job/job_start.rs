use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::instructions::now;
use crate::state::Job;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct JobStartArgs {
    /// From how many checkpoints of others the work goes on: all that are credited and the one that waits, or
    /// fewer, because the later ones are no good.
    pub from: u8,
}

#[derive(Accounts)]
pub struct JobStart {
    /// The hot key that claimed.
    #[account(address = job.worker_key @ JobsError::NotWorker)]
    pub key: Signer,
    #[account(mut)]
    pub job: Account<Job>,
}

pub(crate) fn handler(ctx: &mut Context<JobStart>, args: JobStartArgs) -> Result<()> {
    ctx.accounts.job.start(args.from, now()?)
}
