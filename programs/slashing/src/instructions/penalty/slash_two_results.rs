#![allow(unused_variables, reason = "the framework decodes the arguments where no constraint uses them")]

use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::attestation;
use furnace_common::penalties::TWO_RESULTS_POOL_BPS;
use furnace_common::state::{CrewKind, JobState, ReclaimReason};
use furnace_jobs::call::balance_credit;
use furnace_jobs::state::Job;
use furnace_support::event;
use furnace_support::signed::signed_before;

use super::offence::*;
use crate::error::SlashingError;
use crate::instructions::{now, signer_seeds};
use crate::state::Conviction;

#[event_cpi]
#[derive(Accounts)]
pub struct SlashTwoResults {
    /// Pays the rent of the record.
    #[account(mut)]
    pub payer: Signer,
    pub offence: Nested<Offence>,
    /// The client's and the worker's, like the accounts of the offence.
    #[account(
        constraint = job.escrow.compensation == *offence.compensation.address() @ SlashingError::JobMismatch,
        constraint = job.worker == *offence.worker.address() @ SlashingError::WorkerMismatch
    )]
    pub job: Account<Job>,
    #[account(init, payer = payer, seeds = [b"two_results", job.address().as_ref(), &[job.attempts]], bump)]
    pub conviction: Account<Conviction>,
    /// The sysvar of instructions: the one before this checked what the worker signed.
    pub instructions: UncheckedAccount,
    /// Takes the reporter's part: any HEAT account of the caller's choice.
    #[account(mut)]
    pub reporter: UncheckedAccount,
    pub system_program: Program<System>,
}

impl SlashTwoResults {
    /// The worker attested to one result on chain, and signed another of the same attempt.
    fn require_two_results(&self) -> Result<()> {
        let job = &self.job;
        let state = JobState::from_byte(job.state).ok_or(SlashingError::UnknownState)?;
        let attested = matches!(state, JobState::Review | JobState::Disputed | JobState::Settled);
        require!(attested && job.crew == CrewKind::Solo.byte(), SlashingError::NothingAttested);
        let (address, key) = (job.address().as_array(), job.worker_key.as_array());
        signed_before(self.instructions.account(), |signer, message| {
            let signed = attestation::result_of(message, address, job.attempts);
            let other = signed.is_some_and(|result| result != job.result_hash);
            require!(signer == key && other, SlashingError::NotTwoResults);
            Ok(())
        })
    }
}

pub(crate) fn handler(ctx: &mut Context<SlashTwoResults>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.require_two_results()?;
    let (job, offence, now) = (&accounts.job, &mut accounts.offence, now()?);
    let promise = Promise { order: *job.address(), operator: job.operator, collateral: job.escrow.collateral };
    let due = offence.with_part_of_pool(promise.collateral, TWO_RESULTS_POOL_BPS)?;
    let penalty = offence.take(&promise, due, ReclaimReason::TwoResults, Some(&accounts.reporter))?;
    let (balance, vault) = (offence.compensation.account(), offence.vault.account());
    balance_credit(offence.authority.account(), balance, vault, penalty.to_client(), &signer_seeds())?;
    accounts.conviction.open(job.worker, promise.order, *offence.pool.address(), penalty.amount(), now);
    accounts.conviction.bump = ctx.bumps.conviction;
    let penalised = offence.penalised(&promise, &penalty, job.state, job.attempts);
    event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &penalised)
}
