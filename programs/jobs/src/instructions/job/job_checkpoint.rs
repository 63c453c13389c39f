use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::JobCheckpointed;
use crate::instructions::now;
use crate::state::{Checkpoint, Job};

#[derive(Accounts)]
pub struct JobCheckpoint {
    /// The hot key that claimed.
    #[account(address = job.worker_key @ JobsError::NotWorker)]
    pub key: Signer,
    #[account(mut)]
    pub job: Account<Job>,
}

pub(crate) fn handler(ctx: &mut Context<JobCheckpoint>, args: Checkpoint) -> Result<()> {
    let job = &mut ctx.accounts.job;
    job.checkpoint(&args, now()?)?;
    emit!(JobCheckpointed {
        job: *job.address(),
        worker: job.worker,
        hash: args.hash,
        sequence: args.sequence,
        progress_bps: args.progress_bps,
        _pad: [0; 2]
    });
    Ok(())
}
