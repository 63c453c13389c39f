use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use anchor_lang::Nested;
use furnace_common::state::ReclaimReason;
use furnace_jobs::call::lease_reclaim;
use furnace_jobs::state::Lease;

use furnace_support::event;

use super::offence::*;
use crate::error::SlashingError;
use crate::instructions::signer_seeds;

#[event_cpi]
#[derive(Accounts)]
pub struct SlashDowntime {
    pub offence: Nested<Offence>,
    #[account(mut)]
    pub lease: Account<Lease>,
    /// Takes the reporter's part: any HEAT account of the caller's choice.
    #[account(mut)]
    pub reporter: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<SlashDowntime>) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let (lease, offence) = (&accounts.lease, &mut accounts.offence);
    // Less what was taken for the same outage before.
    let rate = lease.penalty_bps(now)?;
    require!(rate > 0, SlashingError::NotDown);
    let promise = Promise { order: *lease.address(), operator: lease.operator, collateral: lease.escrow.collateral };
    let penalty = offence.punish(&promise, rate, ReclaimReason::Downtime, Some(&accounts.reporter))?;
    lease_reclaim(&offence.reclaim(), lease.account(), &penalty.args(), &signer_seeds())?;
    let penalised = offence.penalised(&promise, &penalty, lease.state, lease.attempts);
    event::emit_call(ctx.program_id, ctx.accounts.event_authority.account(), ctx.bumps.event_authority, &penalised)
}
