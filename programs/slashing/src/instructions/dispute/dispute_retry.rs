use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::{ReclaimReason, Ruling};
use furnace_jobs::call::{job_reclaim, Reclaim};
use furnace_jobs::instructions::ReclaimArgs;
use furnace_support::{event, ids};

use crate::error::SlashingError;
use crate::events::NothingRuled;
use crate::instructions::{bonds::*, now, signer_seeds};
use crate::state::Dispute;

#[event_cpi]
#[derive(Accounts)]
pub struct DisputeRetry {
    #[account(mut)]
    pub dispute: Account<Dispute>,
    #[account(mut, address = dispute.job @ SlashingError::DisputeMismatch)]
    pub job: UncheckedAccount,
    /// The client's, the worker's and the operator's accounts, which the jobs program checks.
    // It may be `compensation`.
    #[account(mut, unsafe(dup))]
    pub balance: UncheckedAccount,
    #[account(mut, unsafe(dup))]
    pub compensation: UncheckedAccount,
    pub compensation_vault: UncheckedAccount,
    #[account(mut)]
    pub worker: UncheckedAccount,
    #[account(mut)]
    pub operator: UncheckedAccount,
    /// A HEAT account of the accuser's; any account where nobody accuses.
    #[account(mut)]
    pub accuser: UncheckedAccount,
    pub bonds: Nested<Bonds>,
    #[account(address = ids::JOBS)]
    pub jobs_program: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<DisputeRetry>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.dispute.require_ruled(false, |ruling| ruling == Ruling::Undecided)?;
    let reclaim = Reclaim {
        authority: accounts.bonds.authority.account(),
        balance: accounts.balance.account(),
        compensation: accounts.compensation.account(),
        vault: accounts.compensation_vault.account(),
        worker: accounts.worker.account(),
        operator: accounts.operator.account(),
    };
    let args = ReclaimArgs { reason: ReclaimReason::NoRuling.byte(), credited: 0 };
    job_reclaim(&reclaim, accounts.job.account(), &args, &signer_seeds())?;
    let bond = accounts.dispute.give_up(now()?)?;
    let to_accuser = payment(&accounts.accuser, &accounts.dispute.accuser, bond)?;
    accounts.bonds.pay(&[to_accuser])?;
    let Dispute { job, worker, .. } = *accounts.dispute;
    let nothing = NothingRuled { dispute: *accounts.dispute.address(), job, worker, to_accuser: bond };
    event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &nothing)
}
