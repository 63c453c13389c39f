use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::{ReclaimReason, Ruling};
use furnace_support::event;

use super::loss::*;
use crate::error::SlashingError;
use crate::events::NothingRuled;
use crate::instructions::{bonds::*, now};
use crate::state::Dispute;

#[event_cpi]
#[derive(Accounts)]
pub struct DisputeRetry {
    #[account(mut, constraint = dispute.job == *loss.job.address() @ SlashingError::DisputeMismatch)]
    pub dispute: Account<Dispute>,
    pub loss: Nested<Loss>,
    /// A HEAT account of the accuser's; any account where nobody accuses.
    #[account(mut)]
    pub accuser: UncheckedAccount,
    pub bonds: Nested<Bonds>,
}

pub(crate) fn handler(ctx: &mut Context<DisputeRetry>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.dispute.require_of_seat(false)?;
    accounts.dispute.require_ruled(false, |ruling| ruling == Ruling::Undecided)?;
    accounts.loss.reclaim(&accounts.bonds.authority, ReclaimReason::NoRuling)?;
    let bond = accounts.dispute.give_up(now()?)?;
    let to_accuser = payment(&accounts.accuser, &accounts.dispute.accuser, bond)?;
    accounts.bonds.pay(&[to_accuser])?;
    let Dispute { job, worker, .. } = *accounts.dispute;
    let nothing = NothingRuled { dispute: *accounts.dispute.address(), job, worker, to_accuser: bond };
    event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &nothing)
}
