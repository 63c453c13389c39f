use anchor_lang::prelude::*;
use furnace_support::ids;

use crate::error::JobsError;
use crate::events::SeatDisputed;
use crate::instructions::now;
use crate::state::{Crew, Job, Operator};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct SeatDisputeArgs {
    pub seat: u8,
}

#[derive(Accounts)]
pub struct SeatDispute {
    /// The slashing program's signing authority.
    #[account(address = ids::SLASHING_AUTHORITY @ JobsError::NotSlashingProgram)]
    pub authority: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, constraint = crew.job == *job.address() @ JobsError::JobMismatch)]
    pub crew: Account<Crew>,
    /// The seat's.
    #[account(mut)]
    pub operator: Account<Operator>,
}

pub(crate) fn handler(ctx: &mut Context<SeatDispute>, args: SeatDisputeArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let seat = accounts.crew.dispute(&mut accounts.job, args.seat, now()?)?;
    require!(seat.operator == *accounts.operator.address(), JobsError::JobMismatch);
    accounts.operator.answer_for_seat()?;
    emit!(SeatDisputed { job: *accounts.job.address(), worker: seat.worker, result_hash: seat.result_hash });
    Ok(())
}
