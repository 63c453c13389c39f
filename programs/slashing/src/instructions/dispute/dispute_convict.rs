use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::bps;
use furnace_common::dispute::WRONG_RESULT_POOL_BPS;
use furnace_common::state::{ReclaimReason, Ruling};
use furnace_staking::call::Slash;
use furnace_staking::instructions::SlashArgs;
use furnace_staking::state::Pool;
use furnace_support::{event, ids};

use super::loss::*;
use crate::error::SlashingError;
use crate::events::Convicted;
use crate::instructions::{bonds::*, now, signer_seeds};
use crate::state::Dispute;

#[event_cpi]
#[derive(Accounts)]
pub struct DisputeConvict {
    #[account(mut, constraint = dispute.job == *loss.job.address() @ SlashingError::DisputeMismatch)]
    pub dispute: Account<Dispute>,
    pub loss: Nested<Loss>,
    #[account(mut, address = dispute.pool @ SlashingError::WrongPool)]
    pub pool: Account<Pool>,
    /// Staking checks that it is the pool's.
    #[account(mut)]
    pub pool_vault: UncheckedAccount,
    /// The HEAT mint; staking checks it.
    #[account(mut)]
    pub mint: UncheckedAccount,
    pub bonds: Nested<Bonds>,
    #[account(address = ids::STAKING)]
    pub staking_program: UncheckedAccount,
}

impl DisputeConvict {
    /// The collateral and a part of the pool, rounded up, or what is left of it.
    fn penalty(&self) -> Result<u64> {
        let all = self.pool.slashable();
        let of_pool = bps::of_ceil(all, WRONG_RESULT_POOL_BPS).ok_or(SlashingError::Overflow)?;
        Ok(self.dispute.collateral.saturating_add(of_pool).min(all))
    }

    /// Moves the penalty from the pool to where it waits for an appeal.
    fn slash(&mut self, amount: u64) -> Result<()> {
        let accounts = Slash {
            program: self.staking_program.account(),
            authority: self.bonds.authority.account(),
            pool: self.pool.account(),
            vault: self.pool_vault.account(),
            client: self.bonds.vault.account(),
            reporter: None,
            mint: self.mint.account(),
            token_program: self.bonds.token_program.account(),
        };
        let args = SlashArgs { amount, to_client: amount, to_reporter: 0, appealable: 1 };
        furnace_staking::call::slash(&accounts, &args, &signer_seeds())?;
        self.bonds.receive(amount)
    }
}

pub(crate) fn handler(ctx: &mut Context<DisputeConvict>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.dispute.require_ruled(false, |ruling| ruling == Ruling::Wrong)?;
    let penalty = accounts.penalty()?;
    let of_unbonding = accounts.pool.slashed_of_unbonding(penalty)?;
    accounts.dispute.convict(penalty, of_unbonding, now()?)?;
    accounts.slash(penalty)?;
    accounts.loss.reclaim(&accounts.bonds.authority, ReclaimReason::WrongResult)?;
    let Dispute { job, worker, pool, appeal_ends_at, .. } = *accounts.dispute;
    let convicted = Convicted { dispute: *accounts.dispute.address(), job, worker, pool, penalty, appeal_ends_at };
    event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &convicted)
}
