use anchor_lang::prelude::*;
use furnace_common::{emission, seeds};
use furnace_governance::state::Governance;
use furnace_staking::state::Pool;
use furnace_support::{ids, token};
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use super::{epoch_at, now};
use crate::error::TokenError;
use crate::events::EmissionClaimed;
use crate::state::{EmissionEpoch, TokenConfig, TokenStatistics, WorkerPoints};

#[derive(Accounts)]
pub struct EmissionClaim {
    pub governance: Account<Governance>,
    pub config: Account<TokenConfig>,
    #[account(mut)]
    pub statistics: Account<TokenStatistics>,
    #[account(mut)]
    pub epoch: Account<EmissionEpoch>,
    #[account(mut)]
    pub points: Account<WorkerPoints>,
    #[account(address = points.pool @ TokenError::WrongPool)]
    pub pool: Account<Pool>,
    /// What the pool's workers earn in HEAT.
    #[account(mut, address = pool.income[0].vault @ TokenError::WrongIncomeVault)]
    pub income_vault: UncheckedAccount,
    #[account(mut, address = ids::HEAT_MINT @ TokenError::WrongMint)]
    pub mint: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<EmissionClaim>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let now = now()?;
    let epoch = &mut accounts.epoch;
    let (start, count) = accounts.points.take(epoch.epoch)?;
    let amount = epoch.claim(start, count, epoch_at(now, &accounts.governance)?)?;
    epoch.invariant()?;
    let scheduled = emission::sum_floor(emission::hour_at(accounts.config.emission_start, now));
    accounts.statistics.emit(amount, scheduled)?;

    let (config, mint) = (accounts.config.account(), accounts.mint.account());
    let bump = [accounts.config.bump];
    let signer_seeds = [Seed::from(seeds::CONFIG), Seed::from(&bump)];
    token::mint_to(mint, accounts.income_vault.account(), config, amount, &CpiSigner::from(&signer_seeds))?;
    accounts.statistics.invariant(accounts.config.genesis, token::supply(mint)?)?;
    emit!(EmissionClaimed { worker: accounts.points.worker, pool: accounts.points.pool, epoch: epoch.epoch, amount });
    Ok(())
}
