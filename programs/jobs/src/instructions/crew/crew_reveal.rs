use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::{CrewSettled, SeatSubmitted};
use crate::instructions::now;
use crate::state::{Attestation, Crew, Job};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct CrewRevealArgs {
    /// The worker's seat.
    pub seat: u8,
    pub attestation: Attestation,
    /// That of the commitment.
    pub salt: [u8; 32],
}

#[derive(Accounts)]
pub struct CrewReveal {
    /// The hot key of the seat's worker.
    pub key: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, constraint = crew.job == *job.address() @ JobsError::JobMismatch)]
    pub crew: Account<Crew>,
}

pub(crate) fn handler(ctx: &mut Context<CrewReveal>, args: CrewRevealArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (job, result_hash) = (&mut accounts.job, args.attestation.result_hash);
    let address = *job.address();
    let key = accounts.key.address();
    let (worker, agreed) = accounts.crew.reveal(job, args.seat, key, &args.attestation, &args.salt, now()?)?;
    emit!(SeatSubmitted { job: address, worker, result_hash });
    if agreed {
        emit!(CrewSettled { job: address, result_hash });
    }
    Ok(())
}
