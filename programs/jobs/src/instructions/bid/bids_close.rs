use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::closing::*;
use crate::error::JobsError;
use crate::state::Job;

#[derive(Accounts)]
pub struct BidsClose {
    #[account(mut)]
    pub job: Account<Job>,
    pub closing: Nested<Closing>,
}

pub(crate) fn handler(ctx: &mut Context<BidsClose>) -> Result<()> {
    let job = &mut ctx.accounts.job;
    ctx.accounts.closing.require_of(job.address())?;
    require!(job.require_auctioned().is_err(), JobsError::StillAuctioned);
    job.detach()
}
