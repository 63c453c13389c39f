use anchor_lang::prelude::*;
use furnace_common::state::{JobState, ReclaimReason};
use furnace_support::{ids, token};

use super::now;
use crate::error::JobsError;
use crate::state::{ClientBalance, Job, Operator, Worker};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct JobReclaimArgs {
    /// A `ReclaimReason` byte.
    pub reason: u8,
    /// What the client's vault received of the penalty, HEAT base units.
    pub credited: u64,
}

#[derive(Accounts)]
pub struct JobReclaim {
    /// The slashing program's signing authority.
    #[account(address = ids::SLASHING_AUTHORITY @ JobsError::NotSlashingProgram)]
    pub authority: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
    #[account(address = balance.vault @ JobsError::WrongVault)]
    pub vault: UncheckedAccount,
    #[account(mut, address = job.worker @ JobsError::JobMismatch)]
    pub worker: Account<Worker>,
    #[account(mut, address = job.operator @ JobsError::JobMismatch)]
    pub operator: Account<Operator>,
}

pub(crate) fn handler(ctx: &mut Context<JobReclaim>, args: JobReclaimArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let now = now()?;
    let job = &mut accounts.job;
    if ReclaimReason::from_byte(args.reason) == Some(ReclaimReason::MissedDeadline) {
        require!(now > job.deadline, JobsError::DeadlineNotPassed);
    }
    job.reclaim(now)?;
    accounts.worker.fail()?;
    accounts.operator.release(job.collateral)?;
    if job.state()? == JobState::Failed {
        accounts.balance.release(job.price)?;
    }
    accounts.balance.credit(args.credited)?;
    // The event is the slashing program's: it alone calls this, and knows why.
    accounts.balance.invariant(token::amount(accounts.vault.account())?)
}
