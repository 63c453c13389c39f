use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::{JobState, ReclaimReason};

use crate::error::JobsError;
use crate::instructions::now;
use crate::instructions::reclaim::*;
use crate::state::Job;

#[derive(Accounts)]
pub struct JobReclaim {
    pub reclaim: Nested<Reclaim>,
    #[account(mut)]
    pub job: Account<Job>,
}

pub(crate) fn handler(ctx: &mut Context<JobReclaim>, args: ReclaimArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let now = now()?;
    let (job, reclaim) = (&mut accounts.job, &mut accounts.reclaim);
    let reason = args.reason()?;
    if reason == ReclaimReason::MissedDeadline {
        require!(now > job.deadline, JobsError::DeadlineNotPassed);
    }
    reclaim.require_of(&job.escrow, &job.worker)?;
    job.reclaim(reason, now)?;
    reclaim.lose(reason, job.escrow.collateral)?;
    let freed = if job.state()? == JobState::Failed { job.escrow.empty() } else { 0 };
    // The event is the slashing program's: it alone calls this, and knows why.
    reclaim.compensate(&args, freed)
}
