use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::SeatReleased;
use crate::state::{ClientBalance, Crew, Job, Operator, Worker};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct SeatReleaseArgs {
    pub seat: u8,
}

#[derive(Accounts)]
pub struct SeatRelease {
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, constraint = crew.job == *job.address() @ JobsError::JobMismatch)]
    pub crew: Account<Crew>,
    /// The seat's.
    #[account(mut)]
    pub worker: Account<Worker>,
    #[account(mut, address = worker.operator @ JobsError::JobMismatch)]
    pub operator: Account<Operator>,
    #[account(mut, address = job.escrow.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
}

pub(crate) fn handler(ctx: &mut Context<SeatRelease>, args: SeatReleaseArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (job, crew) = (&mut accounts.job, &mut accounts.crew);
    let worker = *accounts.worker.address();
    require!(crew.seat(args.seat)?.worker == worker, JobsError::JobMismatch);
    crew.release(job, args.seat)?;
    accounts.worker.drop_job()?;
    accounts.operator.release(job.escrow.collateral)?;
    let refunded = crew.held(job);
    job.escrow.give_back(refunded)?;
    accounts.balance.release(refunded)?;
    emit!(SeatReleased { job: *job.address(), worker, refunded });
    Ok(())
}
