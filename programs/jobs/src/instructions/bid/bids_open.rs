use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::opening::*;
use crate::error::JobsError;
use crate::state::Job;

#[derive(Accounts)]
pub struct BidsOpen {
    pub opening: Nested<Opening>,
    #[account(mut, constraint = job.client == *opening.client.address() @ JobsError::NotClient)]
    pub job: Account<Job>,
}

pub(crate) fn handler(ctx: &mut Context<BidsOpen>, args: BidsOpenArgs) -> Result<()> {
    let job = &mut ctx.accounts.job;
    let auction = job.auction()?;
    job.attach()?;
    ctx.accounts.opening.open(*job.address(), &auction, args.bump)
}
