use anchor_lang::prelude::*;
use anchor_lang::solana_program::hash::hashv;
use anchor_lang::Nested;
use furnace_common::state::JobState;

use crate::error::JobsError;
use crate::events::{CrewAssembled, CrewJoined};
use crate::instructions::engagement::*;
use crate::instructions::now;
use crate::state::{Crew, Job};

#[derive(Accounts)]
pub struct CrewJoin {
    pub engagement: Nested<Engagement>,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, constraint = crew.job == *job.address() @ JobsError::JobMismatch)]
    pub crew: Account<Crew>,
}

pub(crate) fn handler(ctx: &mut Context<CrewJoin>) -> Result<()> {
    let now = now()?;
    let accounts = &mut ctx.accounts;
    let (engagement, job, crew) = (&mut accounts.engagement, &mut accounts.job, &mut accounts.crew);
    let (worker, address) = (*engagement.worker.address(), *job.address());
    let hash = || hashv(&[address.as_ref(), worker.as_ref()]).to_bytes();
    let rank = crew.join(job, worker, &engagement.worker, now, hash)?;
    engagement.engage(&job.needs, job.escrow.collateral, now)?;
    emit!(CrewJoined { job: address, worker, rank, _pad: [0; 7] });
    if job.state()? == JobState::Running {
        emit!(CrewAssembled { job: address, deadline: job.deadline });
    }
    Ok(())
}
