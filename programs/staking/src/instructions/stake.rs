use anchor_lang::prelude::*;
use furnace_support::token;

use crate::error::StakingError;
use crate::events::Staked;
use crate::state::{Pool, Position, StakingConfig};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct StakeArgs {
    /// HEAT base units.
    pub amount: u64,
}

#[derive(Accounts)]
pub struct Stake {
    /// The position's owner.
    #[account(address = position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    pub config: Account<StakingConfig>,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, constraint = position.pool == *pool.address() @ StakingError::WrongPool)]
    pub position: Account<Position>,
    #[account(mut, address = pool.vault @ StakingError::WrongVault)]
    pub vault: UncheckedAccount,
    /// Where the HEAT comes from; the token program checks its mint and the owner's right to it.
    #[account(mut)]
    pub source: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<Stake>, args: StakeArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let by_operator = accounts.position.owner == accounts.pool.operator;
    let shares = accounts.pool.stake(args.amount, by_operator, accounts.config.delegation_cap_bps)?;
    accounts.position.credit(shares)?;

    let vault = accounts.vault.account();
    token::transfer(accounts.source.account(), vault, accounts.owner.account(), args.amount)?;
    accounts.pool.invariant(token::amount(vault)?)?;
    emit!(Staked { pool: *accounts.pool.address(), owner: accounts.position.owner, amount: args.amount, shares });
    Ok(())
}
