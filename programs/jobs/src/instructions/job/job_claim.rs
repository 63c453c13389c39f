use anchor_lang::prelude::*;
use anchor_lang::solana_program::hash::hashv;
use anchor_lang::Nested;

use crate::events::JobClaimed;
use crate::instructions::engagement::*;
use crate::instructions::now;
use crate::state::Job;

#[derive(Accounts)]
pub struct JobClaim {
    pub engagement: Nested<Engagement>,
    #[account(mut)]
    pub job: Account<Job>,
}

pub(crate) fn handler(ctx: &mut Context<JobClaim>) -> Result<()> {
    let now = now()?;
    let accounts = &mut ctx.accounts;
    let (engagement, job) = (&mut accounts.engagement, &mut accounts.job);
    let (worker, address) = (*engagement.worker.address(), *job.address());
    job.claim(worker, &engagement.worker, now, || hashv(&[address.as_ref(), worker.as_ref()]).to_bytes())?;
    engagement.engage(&job.needs, job.escrow.collateral, now)?;
    emit!(JobClaimed { job: address, worker, deadline: job.deadline });
    Ok(())
}
