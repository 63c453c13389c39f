use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use anchor_lang::Nested;
use furnace_common::penalties::quit_bps;
use furnace_common::state::ReclaimReason;

use furnace_support::event;

use super::job_offence::*;
use crate::error::SlashingError;

#[event_cpi]
#[derive(Accounts)]
pub struct SlashQuit {
    /// The hot key that claimed.
    #[account(constraint = *key.address() == held.job.worker_key @ SlashingError::NotWorker)]
    pub key: Signer,
    pub held: Nested<JobOffence>,
}

pub(crate) fn handler(ctx: &mut Context<SlashQuit>) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let held = &mut ctx.accounts.held;
    held.require_held()?;
    // Past the deadline the price is that of missing it.
    require!(now <= held.job.deadline, SlashingError::DeadlinePassed);
    let rate = quit_bps(held.job.claimed_at, held.job.deadline, now);
    let penalised = held.punish(rate, ReclaimReason::Quit, None)?;
    event::emit_call(ctx.program_id, ctx.accounts.event_authority.account(), ctx.bumps.event_authority, &penalised)
}
