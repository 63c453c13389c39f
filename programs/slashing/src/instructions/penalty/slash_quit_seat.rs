use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use anchor_lang::Nested;
use furnace_common::penalties::quit_bps;
use furnace_common::state::ReclaimReason;

use furnace_support::event;

use super::seat_offence::*;
use crate::error::SlashingError;

#[event_cpi]
#[derive(Accounts)]
pub struct SlashQuitSeat {
    /// The hot key of the seat's worker.
    pub key: Signer,
    pub held: Nested<SeatOffence>,
}

pub(crate) fn handler(ctx: &mut Context<SlashQuitSeat>, args: SeatOffenceArgs) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let held = &mut accounts.held;
    require!(held.crew.seat(args.seat)?.key == *accounts.key.address(), SlashingError::NotWorker);
    let rate = quit_bps(held.job.claimed_at, held.job.deadline, now);
    let seats = held.crew.quits_with(&held.job, args.seat)?;
    let penalised = held.punish(args.seat, seats, rate, ReclaimReason::Quit, None)?;
    event::emit_call(ctx.program_id, ctx.accounts.event_authority.account(), ctx.bumps.event_authority, &penalised)
}
