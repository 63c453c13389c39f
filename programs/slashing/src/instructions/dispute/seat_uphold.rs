use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::Ruling;
use furnace_support::event;
use furnace_support::token::Movement;

use super::answer::*;
use crate::error::SlashingError;
use crate::events::Acquitted;
use crate::instructions::{bonds::*, now};
use crate::state::{Acquittal, Dispute};

#[event_cpi]
#[derive(Accounts)]
pub struct SeatUphold {
    #[account(mut)]
    pub dispute: Account<Dispute>,
    pub answer: Nested<Answer>,
    /// The operator's income in HEAT.
    #[account(mut, address = dispute.income @ SlashingError::WrongRecipient)]
    pub income: UncheckedAccount,
    /// A HEAT account of the accuser's.
    #[account(mut)]
    pub accuser: UncheckedAccount,
    pub bonds: Nested<Bonds>,
}

impl SeatUphold {
    /// The accuser pays for an accusation that fell, and nobody where no majority was found.
    fn divide(&mut self, ruling: Ruling) -> Result<Acquittal> {
        if ruling == Ruling::Undecided {
            return Ok(Acquittal { operator: 0, accuser: self.dispute.give_up(now()?)? });
        }
        self.dispute.end(now()?)?;
        self.dispute.acquit(0)
    }
}

pub(crate) fn handler(ctx: &mut Context<SeatUphold>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let ruling = accounts.dispute.require_ruled(false, |ruling| ruling != Ruling::Wrong)?;
    let parts = accounts.divide(ruling)?;
    let to_accuser = payment(&accounts.accuser, &accounts.dispute.accuser, parts.accuser)?;
    let to_operator = Movement::Transfer { to: accounts.income.account(), amount: parts.operator };
    accounts.bonds.pay(&[to_operator, to_accuser])?;
    accounts.answer.end(&accounts.dispute, false, &accounts.bonds.authority)?;
    let Dispute { job, worker, ruling, .. } = *accounts.dispute;
    let acquitted = Acquitted {
        dispute: *accounts.dispute.address(),
        job,
        worker,
        audit_fee: 0,
        to_operator: parts.operator,
        to_accuser: parts.accuser,
        ruling,
        _pad: [0; 7],
    };
    event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &acquitted)
}
