use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::JobState;

use crate::error::JobsError;
use crate::events::CreditPaid;
use crate::instructions::payout::*;
use crate::state::{Escrow, Job};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct CreditPayArgs {
    /// Which of the job's credits.
    pub index: u8,
}

#[derive(Accounts)]
pub struct CreditPay {
    #[account(mut)]
    pub job: Account<Job>,
    pub payout: Nested<Payout>,
}

pub(crate) fn handler(ctx: &mut Context<CreditPay>, args: CreditPayArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (job, payout) = (&mut accounts.job, &mut accounts.payout);
    job.require_state(JobState::Settled, JobsError::JobNotEnded)?;
    let operator = *payout.operator.address();
    let rate = job.progress.take_credit(args.index, &operator)?;
    payout.require_of(&job.escrow, &operator)?;
    let due = Escrow::part(job.worth, rate)?;
    let kept = job.owed_to_credits()?;
    let parts = payout.pay(&mut job.escrow, due, kept)?;
    emit!(CreditPaid { job: *job.address(), operator, paid: parts.worker, burned: parts.burn, fee: parts.fee });
    Ok(())
}
