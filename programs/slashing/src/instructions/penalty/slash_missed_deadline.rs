use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use anchor_lang::Nested;
use furnace_common::penalties::MISSED_DEADLINE_BPS;
use furnace_common::state::ReclaimReason;

use furnace_support::event;

use super::job_offence::*;
use crate::error::SlashingError;

#[event_cpi]
#[derive(Accounts)]
pub struct SlashMissedDeadline {
    pub held: Nested<JobOffence>,
    /// Takes the reporter's part: any HEAT account of the caller's choice.
    #[account(mut)]
    pub reporter: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<SlashMissedDeadline>) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let accounts = &mut ctx.accounts;
    accounts.held.require_held()?;
    require!(now > accounts.held.job.deadline, SlashingError::DeadlineNotPassed);
    let reporter = Some(&accounts.reporter);
    let penalised = accounts.held.punish(MISSED_DEADLINE_BPS, ReclaimReason::MissedDeadline, reporter)?;
    event::emit_call(ctx.program_id, ctx.accounts.event_authority.account(), ctx.bumps.event_authority, &penalised)
}
