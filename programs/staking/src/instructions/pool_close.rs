use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_support::{ids, token};
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use crate::error::StakingError;
use crate::events::PoolClosed;
use crate::state::{Pool, StakerFees};

#[derive(Accounts)]
pub struct PoolClose {
    #[account(address = pool.operator @ StakingError::NotOperator)]
    pub operator: Signer,
    #[account(mut, close = rent_payer)]
    pub pool: Account<Pool>,
    /// Paid the rent and gets it back.
    // It may be the operator.
    #[account(mut, unsafe(dup), address = pool.rent_payer @ StakingError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    /// The operator's book in the jobs program, which must be closed: settlements pay into the income vaults.
    #[account(seeds = [b"operator", operator.address().as_ref()], bump, seeds::program = ids::JOBS)]
    pub book: UncheckedAccount,
    #[account(mut, address = pool.vault @ StakingError::WrongVault)]
    pub vault: UncheckedAccount,
    #[account(mut, address = pool.income[0].vault @ StakingError::WrongVault)]
    pub heat_income: UncheckedAccount,
    #[account(mut, address = pool.income[1].vault @ StakingError::WrongVault)]
    pub usd_income: UncheckedAccount,
    pub staker_fees: Account<StakerFees>,
    #[account(mut, address = staker_fees.vaults[0] @ StakingError::WrongVault)]
    pub heat_fees: UncheckedAccount,
    #[account(mut, address = staker_fees.vaults[1] @ StakingError::WrongVault)]
    pub usd_fees: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl PoolClose {
    pub fn validate(&self) -> Result<()> {
        require!(self.book.account().owned_by(&System::id()), StakingError::OperatorStillRegistered);
        self.pool.require_empty()
    }
}

#[access_control(ctx.accounts.validate())]
pub(crate) fn handler(ctx: &mut Context<PoolClose>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (operator, bump) = (accounts.pool.operator, [accounts.pool.bump]);
    let signer_seeds = [Seed::from(seeds::POOL), Seed::from(operator.as_ref()), Seed::from(&bump)];
    let signer = CpiSigner::from(&signer_seeds);
    let (authority, rent_payer) = (accounts.pool.account(), accounts.rent_payer.account());
    // What rounding and gifts left belongs to nobody in the pool: all stakers share it.
    for (vault, heir) in [
        (&accounts.vault, &accounts.heat_fees),
        (&accounts.heat_income, &accounts.heat_fees),
        (&accounts.usd_income, &accounts.usd_fees),
    ] {
        let left = token::amount(vault.account())?;
        if left > 0 {
            token::transfer_signed(vault.account(), heir.account(), authority, left, &signer)?;
        }
        token::close(vault.account(), rent_payer, authority, &signer)?;
    }
    emit!(PoolClosed { pool: *accounts.pool.address(), operator });
    Ok(())
}
