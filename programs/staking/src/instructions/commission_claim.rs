use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_governance::state::Governance;
use furnace_support::token;
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use crate::error::StakingError;
use crate::events::CommissionClaimed;
use crate::state::Pool;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct CommissionClaimArgs {
    /// 0 for HEAT, 1 for dollars.
    pub mint: u8,
}

#[derive(Accounts)]
pub struct CommissionClaim {
    #[account(address = pool.operator @ StakingError::NotOperator)]
    pub operator: Signer,
    pub governance: Account<Governance>,
    #[account(mut)]
    pub pool: Account<Pool>,
    /// The pool's income in this mint.
    #[account(mut)]
    pub income_vault: UncheckedAccount,
    /// Where the tokens go, of the operator's choice; the token program checks its mint.
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<CommissionClaim>, args: CommissionClaimArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let mint = usize::from(args.mint);
    let vault = accounts.income_vault.account();
    let income = accounts.pool.income.get_mut(mint).ok_or(StakingError::WrongMint)?;
    require!(*vault.address() == income.vault, StakingError::WrongVault);
    let amount = income.take_commission()?;
    require!(amount > 0, StakingError::NothingOwed);

    let (operator, bump) = (accounts.pool.operator, [accounts.pool.bump]);
    let signer_seeds = [Seed::from(seeds::POOL), Seed::from(operator.as_ref()), Seed::from(&bump)];
    token::transfer_signed(
        vault,
        accounts.destination.account(),
        accounts.pool.account(),
        amount,
        &CpiSigner::from(&signer_seeds),
    )?;
    require!(token::amount(vault)? >= accounts.pool.income[mint].booked, StakingError::VaultShort);
    emit!(CommissionClaimed { pool: *accounts.pool.address(), mint: accounts.governance.mints()[mint], amount });
    Ok(())
}
