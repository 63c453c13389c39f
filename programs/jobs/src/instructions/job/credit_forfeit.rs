use anchor_lang::prelude::*;
use furnace_common::state::JobState;

use crate::error::JobsError;
use crate::events::CreditForfeited;
use crate::state::{ClientBalance, Escrow, Job};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct CreditForfeitArgs {
    /// Which of the job's credits.
    pub index: u8,
}

/// An operator may close its book while it is owed a credit: nothing of it is locked. What it would have been
/// paid must not hold the job up.
#[derive(Accounts)]
pub struct CreditForfeit {
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.escrow.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
    /// The book of the operator that is owed, which must be closed.
    #[account(constraint = !operator.account().owned_by(&crate::ID) @ JobsError::OperatorOpen)]
    pub operator: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<CreditForfeit>, args: CreditForfeitArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let job = &mut accounts.job;
    job.require_state(JobState::Settled, JobsError::JobNotEnded)?;
    let operator = *accounts.operator.address();
    let rate = job.progress.take_credit(args.index, &operator)?;
    let refunded = Escrow::part(job.worth, rate)?;
    job.escrow.give_back(refunded)?;
    accounts.balance.release(refunded)?;
    emit!(CreditForfeited { job: *job.address(), operator, refunded });
    Ok(())
}
