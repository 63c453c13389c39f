use anchor_lang::prelude::*;
use furnace_common::state::JobState;

use crate::error::JobsError;
use crate::events::JobLapsed;
use crate::instructions::now;
use crate::state::{ClientBalance, Job, Operator, Worker};

#[derive(Accounts)]
pub struct JobLapse {
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.escrow.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
    #[account(mut, address = job.worker @ JobsError::JobMismatch)]
    pub worker: Account<Worker>,
    #[account(mut, address = job.operator @ JobsError::JobMismatch)]
    pub operator: Account<Operator>,
}

pub(crate) fn handler(ctx: &mut Context<JobLapse>) -> Result<()> {
    let JobLapse { job, balance, worker, operator } = &mut ctx.accounts;
    job.lapse(now()?)?;
    worker.drop_job()?;
    operator.release(job.escrow.collateral)?;
    let refunded = if job.state()? == JobState::Failed { job.escrow.empty() } else { 0 };
    balance.release(refunded)?;
    emit!(JobLapsed { job: *job.address(), worker: *worker.address(), refunded });
    Ok(())
}
