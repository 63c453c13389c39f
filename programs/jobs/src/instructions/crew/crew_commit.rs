use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::SeatCommitted;
use crate::instructions::now;
use crate::state::{Crew, Job};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct CrewCommitArgs {
    /// The worker's seat.
    pub seat: u8,
    /// sha256 of result hash, the worker's address and a secret salt.
    pub commitment: [u8; 32],
}

#[derive(Accounts)]
pub struct CrewCommit {
    /// The hot key of the seat's worker.
    pub key: Signer,
    pub job: Account<Job>,
    #[account(mut, constraint = crew.job == *job.address() @ JobsError::JobMismatch)]
    pub crew: Account<Crew>,
}

pub(crate) fn handler(ctx: &mut Context<CrewCommit>, args: CrewCommitArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (job, key) = (&accounts.job, accounts.key.address());
    let worker = accounts.crew.commit(job, args.seat, key, args.commitment, now()?)?;
    emit!(SeatCommitted { job: *job.address(), worker });
    Ok(())
}
