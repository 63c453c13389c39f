use anchor_lang::prelude::*;
use furnace_governance::state::Governance;
use furnace_support::token;

use super::{moment, now};
use crate::error::StakingError;
use crate::events::RewardsSynced;
use crate::state::{Pool, StakerFees};

#[derive(Accounts)]
pub struct RewardsSync {
    pub governance: Account<Governance>,
    #[account(mut)]
    pub staker_fees: Account<StakerFees>,
    #[account(address = staker_fees.vaults[0] @ StakingError::WrongVault)]
    pub heat_fees: UncheckedAccount,
    #[account(address = staker_fees.vaults[1] @ StakingError::WrongVault)]
    pub usd_fees: UncheckedAccount,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(address = pool.income[0].vault @ StakingError::WrongVault)]
    pub heat_income: UncheckedAccount,
    #[account(address = pool.income[1].vault @ StakingError::WrongVault)]
    pub usd_income: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<RewardsSync>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let now = moment(now()?, &accounts.governance)?;
    let (fees, pool) = (&mut accounts.staker_fees, &mut accounts.pool);
    pool.advance(fees, now)?;

    let mut synced = RewardsSynced { pool: *pool.address(), to_operator: [0; 2], to_stakers: [0; 2], fees: [0; 2] };
    let commission = pool.commission(now)?;
    for (mint, (fee_vault, income_vault)) in
        [(&accounts.heat_fees, &accounts.heat_income), (&accounts.usd_fees, &accounts.usd_income)].iter().enumerate()
    {
        synced.fees[mint] = fees.book(mint, token::amount(fee_vault.account())?)?;
        let vault_amount = token::amount(income_vault.account())?;
        (synced.to_operator[mint], synced.to_stakers[mint]) = pool.income[mint].book(vault_amount, commission)?;
    }
    pool.reweigh(fees)?;
    emit!(synced);
    Ok(())
}
