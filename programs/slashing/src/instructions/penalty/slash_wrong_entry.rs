use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::dispute::WRONG_RESULT_POOL_BPS;
use furnace_common::state::ReclaimReason;
use furnace_jobs::call::{balance_credit, job_reclaim};
use furnace_jobs::state::Job;
use furnace_support::event;

use super::offence::*;
use crate::error::SlashingError;
use crate::instructions::{now, require_owned_by, signer_seeds};
use crate::state::Refutation;

#[event_cpi]
#[derive(Accounts)]
pub struct SlashWrongEntry {
    pub offence: Nested<Offence>,
    #[account(
        mut,
        address = refutation.job @ SlashingError::JobMismatch,
        constraint = job.escrow.compensation == *offence.compensation.address() @ SlashingError::JobMismatch
    )]
    pub job: Account<Job>,
    #[account(mut, constraint = refutation.worker == *offence.worker.address() @ SlashingError::WorkerMismatch)]
    pub refutation: Account<Refutation>,
    /// A HEAT account of whoever showed it, which takes the reporter's part.
    #[account(mut)]
    pub reporter: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<SlashWrongEntry>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let in_review = accounts.refutation.require_punishable(&accounts.job)?;
    require_owned_by(accounts.reporter.account(), &accounts.refutation.refuter)?;
    let (job, offence, refutation) = (&accounts.job, &mut accounts.offence, &mut accounts.refutation);
    let collateral = job.escrow.collateral;
    let promise = Promise { order: *job.address(), operator: refutation.operator, collateral };
    let due = offence.with_part_of_pool(collateral, WRONG_RESULT_POOL_BPS)?;
    let penalty = offence.take(&promise, due, ReclaimReason::WrongEntry, Some(&accounts.reporter))?;
    refutation.punish(penalty.amount(), now()?);
    // The client pays for a result only while nobody has shown that it is wrong.
    if in_review {
        job_reclaim(&offence.reclaim(), job.account(), &penalty.args(), &signer_seeds())?;
    } else {
        let (balance, vault) = (offence.compensation.account(), offence.vault.account());
        balance_credit(offence.authority.account(), balance, vault, penalty.to_client(), &signer_seeds())?;
    }
    let penalised = offence.penalised(&promise, &penalty, job.state, job.attempts);
    event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &penalised)
}
