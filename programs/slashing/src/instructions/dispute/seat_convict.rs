use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_support::event;

use super::{answer::*, forfeit::*};
use crate::instructions::bonds::*;
use crate::state::Dispute;

#[event_cpi]
#[derive(Accounts)]
pub struct SeatConvict {
    #[account(mut)]
    pub dispute: Account<Dispute>,
    pub answer: Nested<Answer>,
    pub forfeit: Nested<Forfeit>,
    pub bonds: Nested<Bonds>,
}

pub(crate) fn handler(ctx: &mut Context<SeatConvict>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let convicted = accounts.forfeit.convict(&mut accounts.dispute, &mut accounts.bonds)?;
    accounts.answer.end(&accounts.dispute, true, &accounts.bonds.authority)?;
    event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &convicted)
}
