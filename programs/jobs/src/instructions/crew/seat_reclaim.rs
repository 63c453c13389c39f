use anchor_lang::prelude::*;
use anchor_lang::Nested;

use crate::error::JobsError;
use crate::instructions::now;
use crate::instructions::reclaim::*;
use crate::state::{Crew, Job};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct SeatReclaimArgs {
    pub seat: u8,
    pub reclaim: ReclaimArgs,
}

#[derive(Accounts)]
pub struct SeatReclaim {
    pub reclaim: Nested<Reclaim>,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, constraint = crew.job == *job.address() @ JobsError::JobMismatch)]
    pub crew: Account<Crew>,
}

pub(crate) fn handler(ctx: &mut Context<SeatReclaim>, args: SeatReclaimArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (job, crew, reclaim) = (&mut accounts.job, &mut accounts.crew, &mut accounts.reclaim);
    let worker = crew.seat(args.seat)?.worker;
    reclaim.require_of(&job.escrow, &worker)?;
    let reason = args.reclaim.reason()?;
    crew.lose(job, args.seat, reason, now()?)?;
    reclaim.lose(reason, job.escrow.collateral)?;
    let freed = crew.held(job);
    job.escrow.give_back(freed)?;
    // The event is the slashing program's: it alone calls this, and knows why.
    reclaim.compensate(&args.reclaim, freed)
}
