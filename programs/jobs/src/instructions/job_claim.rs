use anchor_lang::prelude::*;
use furnace_staking::state::Pool;

use super::now;
use crate::error::JobsError;
use crate::events::JobClaimed;
use crate::state::{Job, Operator, Worker};

#[derive(Accounts)]
pub struct JobClaim {
    /// The worker's hot key.
    #[account(address = worker.key @ JobsError::NotWorker)]
    pub key: Signer,
    #[account(mut)]
    pub worker: Account<Worker>,
    #[account(mut, address = worker.operator @ JobsError::WorkerMismatch)]
    pub operator: Account<Operator>,
    /// Only read: its stake is what the collateral counts against.
    #[account(address = operator.pool @ JobsError::WrongPool)]
    pub pool: Account<Pool>,
    #[account(mut)]
    pub job: Account<Job>,
}

pub(crate) fn handler(ctx: &mut Context<JobClaim>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let worker = *accounts.worker.address();
    let job = &mut accounts.job;
    job.claim(worker, &accounts.worker, accounts.operator.earnings, now()?)?;
    accounts.worker.take(job.min_gpus, job.min_vram_gib)?;
    require!(accounts.pool.is_half_own()?, JobsError::OwnStakeTooLow);
    accounts.operator.lock(job.collateral, accounts.pool.active, job.class_multiplier)?;
    emit!(JobClaimed { job: *job.address(), worker, deadline: job.deadline });
    Ok(())
}
