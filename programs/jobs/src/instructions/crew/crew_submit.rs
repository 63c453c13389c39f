use anchor_lang::prelude::*;
use furnace_common::state::JobState;

use crate::error::JobsError;
use crate::events::{CrewFailed, JobSubmitted, SeatSubmitted};
use crate::instructions::now;
use crate::state::{Attestation, Crew, Job};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct CrewSubmitArgs {
    /// The worker's seat.
    pub seat: u8,
    pub attestation: Attestation,
}

#[derive(Accounts)]
pub struct CrewSubmit {
    /// The hot key of the seat's worker.
    pub key: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, constraint = crew.job == *job.address() @ JobsError::JobMismatch)]
    pub crew: Account<Crew>,
}

pub(crate) fn handler(ctx: &mut Context<CrewSubmit>, args: CrewSubmitArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let job = &mut accounts.job;
    let address = *job.address();
    let (worker, complete) = accounts.crew.submit(job, args.seat, accounts.key.address(), &args.attestation, now()?)?;
    emit!(SeatSubmitted { job: address, worker, result_hash: args.attestation.result_hash });
    if job.state()? == JobState::Failed {
        emit!(CrewFailed { job: address });
    } else if complete {
        // No one worker's, but the crew's.
        emit!(JobSubmitted {
            job: address,
            worker: job.worker,
            result_hash: job.result_hash,
            review_ends_at: job.review_ends_at
        });
    }
    Ok(())
}
