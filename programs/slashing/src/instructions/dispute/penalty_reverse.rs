use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::Ruling;
use furnace_staking::call::penalty_end;
use furnace_staking::instructions::PenaltyEndArgs;
use furnace_staking::state::Pool;
use furnace_support::token::Movement;
use furnace_support::{event, ids};

use crate::error::SlashingError;
use crate::events::PenaltyReversed;
use crate::instructions::{bonds::*, now, signer_seeds};
use crate::state::Dispute;

#[event_cpi]
#[derive(Accounts)]
pub struct PenaltyReverse {
    #[account(mut)]
    pub dispute: Account<Dispute>,
    #[account(mut, address = dispute.pool @ SlashingError::WrongPool)]
    pub pool: Account<Pool>,
    #[account(mut, address = pool.vault @ SlashingError::WrongVault)]
    pub pool_vault: UncheckedAccount,
    /// The operator's income in HEAT.
    #[account(mut, address = dispute.income @ SlashingError::WrongRecipient)]
    pub income: UncheckedAccount,
    /// HEAT accounts of the accuser's and of who appealed; any account where nobody did.
    // They may be the same.
    #[account(mut, unsafe(dup))]
    pub accuser: UncheckedAccount,
    #[account(mut, unsafe(dup))]
    pub appellant: UncheckedAccount,
    pub bonds: Nested<Bonds>,
    #[account(address = ids::STAKING)]
    pub staking_program: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<PenaltyReverse>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.dispute.require_ruled(true, |ruling| ruling != Ruling::Wrong)?;
    let reversal = accounts.dispute.reverse(now()?)?;
    accounts.bonds.pay(&[
        Movement::Transfer { to: accounts.pool_vault.account(), amount: reversal.pool },
        Movement::Transfer { to: accounts.income.account(), amount: reversal.operator },
        payment(&accounts.accuser, &accounts.dispute.accuser, reversal.accuser)?,
    ])?;
    accounts.bonds.pay(&[payment(&accounts.appellant, &accounts.dispute.appellant, reversal.appellant)?])?;
    let (pool, vault) = (accounts.pool.account(), accounts.pool_vault.account());
    let args = PenaltyEndArgs { returned: reversal.pool, of_unbonding: accounts.dispute.penalty_unbonding };
    penalty_end(accounts.bonds.authority.account(), pool, vault, &args, &signer_seeds())?;
    let Dispute { worker, pool, ruling, .. } = *accounts.dispute;
    let reversed = PenaltyReversed {
        dispute: *accounts.dispute.address(),
        worker,
        pool,
        returned: reversal.pool,
        to_operator: reversal.operator,
        ruling,
        _pad: [0; 7],
    };
    event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &reversed)
}
