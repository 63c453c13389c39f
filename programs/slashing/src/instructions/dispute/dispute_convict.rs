use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::ReclaimReason;
use furnace_support::event;

use super::{forfeit::*, loss::*};
use crate::error::SlashingError;
use crate::instructions::bonds::*;
use crate::state::Dispute;

#[event_cpi]
#[derive(Accounts)]
pub struct DisputeConvict {
    #[account(mut, constraint = dispute.job == *loss.job.address() @ SlashingError::DisputeMismatch)]
    pub dispute: Account<Dispute>,
    pub loss: Nested<Loss>,
    pub forfeit: Nested<Forfeit>,
    pub bonds: Nested<Bonds>,
}

pub(crate) fn handler(ctx: &mut Context<DisputeConvict>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.dispute.require_of_seat(false)?;
    let convicted = accounts.forfeit.convict(&mut accounts.dispute, &mut accounts.bonds)?;
    accounts.loss.reclaim(&accounts.bonds.authority, ReclaimReason::WrongResult)?;
    event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &convicted)
}
