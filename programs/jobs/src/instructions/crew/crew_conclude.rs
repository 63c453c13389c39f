use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::CrewFailed;
use crate::instructions::now;
use crate::state::{Crew, Job};

#[derive(Accounts)]
pub struct CrewConclude {
    #[account(mut)]
    pub job: Account<Job>,
    #[account(constraint = crew.job == *job.address() @ JobsError::JobMismatch)]
    pub crew: Account<Crew>,
}

pub(crate) fn handler(ctx: &mut Context<CrewConclude>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.crew.conclude(&mut accounts.job, now()?)?;
    emit!(CrewFailed { job: *accounts.job.address() });
    Ok(())
}
