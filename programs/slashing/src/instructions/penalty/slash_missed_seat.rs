use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::penalties::MISSED_DEADLINE_BPS;
use furnace_common::state::ReclaimReason;

use furnace_support::event;

use super::seat_offence::*;

#[event_cpi]
#[derive(Accounts)]
pub struct SlashMissedSeat {
    pub held: Nested<SeatOffence>,
    /// Takes the reporter's part: any HEAT account of the caller's choice.
    #[account(mut)]
    pub reporter: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<SlashMissedSeat>, args: SeatOffenceArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let reporter = Some(&accounts.reporter);
    let penalised = accounts.held.punish(args.seat, 1, MISSED_DEADLINE_BPS, ReclaimReason::MissedDeadline, reporter)?;
    event::emit_call(ctx.program_id, ctx.accounts.event_authority.account(), ctx.bumps.event_authority, &penalised)
}
