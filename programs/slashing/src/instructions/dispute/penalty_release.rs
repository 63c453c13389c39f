use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::penalties::Split;
use furnace_jobs::call::balance_credit;
use furnace_staking::call::penalty_end;
use furnace_staking::instructions::PenaltyEndArgs;
use furnace_support::token::Movement;
use furnace_support::{event, ids};

use crate::error::SlashingError;
use crate::events::PenaltyReleased;
use crate::instructions::{bonds::*, now, signer_seeds};
use crate::state::Dispute;

#[event_cpi]
#[derive(Accounts)]
pub struct PenaltyRelease {
    #[account(mut)]
    pub dispute: Account<Dispute>,
    /// The client's balance in HEAT, and its vault; the jobs program checks that it is.
    #[account(mut, address = dispute.compensation @ SlashingError::DisputeMismatch)]
    pub compensation: UncheckedAccount,
    #[account(mut)]
    pub compensation_vault: UncheckedAccount,
    #[account(mut, address = dispute.pool @ SlashingError::WrongPool)]
    pub pool: UncheckedAccount,
    /// Staking checks that it is the pool's.
    pub pool_vault: UncheckedAccount,
    /// HEAT accounts of the accuser's and of who appealed; any account where nobody did.
    // They may be the same.
    #[account(mut, unsafe(dup))]
    pub accuser: UncheckedAccount,
    #[account(mut, unsafe(dup))]
    pub appellant: UncheckedAccount,
    #[account(mut, address = ids::HEAT_MINT)]
    pub mint: UncheckedAccount,
    pub bonds: Nested<Bonds>,
    #[account(address = ids::STAKING)]
    pub staking_program: UncheckedAccount,
    #[account(address = ids::JOBS)]
    pub jobs_program: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<PenaltyRelease>) -> Result<()> {
    let now = now()?;
    let accounts = &mut ctx.accounts;
    accounts.dispute.require_released(now)?;
    let penalty = accounts.dispute.penalty;
    let release = accounts.dispute.release(now)?;
    let Split { client, reporter, burn } = release.parts;
    accounts.bonds.ledger.record(penalty, &release.parts)?;
    let to_accuser = release.accuser.checked_add(reporter).ok_or(SlashingError::Overflow)?;
    accounts.bonds.pay(&[
        Movement::Transfer { to: accounts.compensation_vault.account(), amount: client },
        payment(&accounts.accuser, &accounts.dispute.accuser, to_accuser)?,
        Movement::Burn { mint: accounts.mint.account(), amount: burn },
    ])?;
    accounts.bonds.pay(&[payment(&accounts.appellant, &accounts.dispute.appellant, release.appellant)?])?;
    let authority = accounts.bonds.authority.account();
    let (balance, vault) = (accounts.compensation.account(), accounts.compensation_vault.account());
    balance_credit(authority, balance, vault, client, &signer_seeds())?;
    let held = PenaltyEndArgs { returned: 0, of_unbonding: 0 };
    penalty_end(authority, accounts.pool.account(), accounts.pool_vault.account(), &held, &signer_seeds())?;
    let Dispute { worker, pool, .. } = *accounts.dispute;
    let released = PenaltyReleased {
        dispute: *accounts.dispute.address(),
        worker,
        pool,
        penalty,
        to_client: client,
        to_reporter: reporter,
        burned: burn,
    };
    event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &released)
}
