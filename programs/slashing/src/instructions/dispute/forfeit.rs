use anchor_lang::prelude::*;
use furnace_common::bps;
use furnace_common::dispute::WRONG_RESULT_POOL_BPS;
use furnace_common::state::Ruling;
use furnace_staking::call::Slash;
use furnace_staking::instructions::SlashArgs;
use furnace_staking::state::Pool;
use furnace_support::ids;

use crate::error::SlashingError;
use crate::events::Convicted;
use crate::instructions::{bonds::*, now, signer_seeds};
use crate::state::Dispute;

/// What a wrong result costs: the pool that answers for it.
#[derive(Accounts)]
pub struct Forfeit {
    #[account(mut)]
    pub pool: Account<Pool>,
    /// Staking checks that it is the pool's.
    #[account(mut)]
    pub pool_vault: UncheckedAccount,
    /// The HEAT mint; staking checks it.
    #[account(mut)]
    pub mint: UncheckedAccount,
    #[account(address = ids::STAKING)]
    pub staking_program: UncheckedAccount,
}

impl Forfeit {
    /// Convicts the worker, and moves the penalty from the pool to where it waits for an appeal.
    pub(crate) fn convict(&mut self, dispute: &mut Account<Dispute>, bonds: &mut Bonds) -> Result<Convicted> {
        dispute.require_ruled(false, |ruling| ruling == Ruling::Wrong)?;
        require!(*self.pool.address() == dispute.pool, SlashingError::WrongPool);
        let penalty = self.penalty(dispute.collateral)?;
        let of_unbonding = self.pool.slashed_of_unbonding(penalty)?;
        dispute.convict(penalty, of_unbonding, now()?)?;
        self.slash(penalty, bonds)?;
        let Dispute { job, worker, pool, appeal_ends_at, .. } = **dispute;
        Ok(Convicted { dispute: *dispute.address(), job, worker, pool, penalty, appeal_ends_at })
    }

    /// The collateral and a part of the pool, rounded up, or what is left of it. HEAT base units.
    fn penalty(&self, collateral: u64) -> Result<u64> {
        let all = self.pool.slashable();
        let of_pool = bps::of_ceil(all, WRONG_RESULT_POOL_BPS).ok_or(SlashingError::Overflow)?;
        Ok(collateral.saturating_add(of_pool).min(all))
    }

    fn slash(&mut self, amount: u64, bonds: &mut Bonds) -> Result<()> {
        let accounts = Slash {
            program: self.staking_program.account(),
            authority: bonds.authority.account(),
            pool: self.pool.account(),
            vault: self.pool_vault.account(),
            client: bonds.vault.account(),
            reporter: None,
            mint: self.mint.account(),
            token_program: bonds.token_program.account(),
        };
        let args = SlashArgs { amount, to_client: amount, to_reporter: 0, appealable: 1 };
        furnace_staking::call::slash(&accounts, &args, &signer_seeds())?;
        bonds.receive(amount)
    }
}
