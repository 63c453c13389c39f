use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_support::token;
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use super::now;
use crate::error::StakingError;
use crate::events::Withdrawn;
use crate::state::{Pool, Position};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct WithdrawArgs {
    /// Which unbonding of the position, from zero.
    pub index: u8,
}

#[derive(Accounts)]
pub struct Withdraw {
    /// The position's owner.
    #[account(address = position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, constraint = position.pool == *pool.address() @ StakingError::WrongPool)]
    pub position: Account<Position>,
    #[account(mut, address = pool.vault @ StakingError::WrongVault)]
    pub vault: UncheckedAccount,
    /// Where the HEAT goes, of the owner's choice; the token program checks its mint.
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<Withdraw>, args: WithdrawArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let shares = accounts.position.take_unbonding(args.index, now()?)?;
    let by_operator = accounts.position.owner == accounts.pool.operator;
    let amount = accounts.pool.withdraw(shares, by_operator)?;

    let (operator, bump) = (accounts.pool.operator, [accounts.pool.bump]);
    let signer_seeds = [Seed::from(seeds::POOL), Seed::from(operator.as_ref()), Seed::from(&bump)];
    let vault = accounts.vault.account();
    token::transfer_signed(
        vault,
        accounts.destination.account(),
        accounts.pool.account(),
        amount,
        &CpiSigner::from(&signer_seeds),
    )?;
    accounts.pool.invariant(token::amount(vault)?)?;
    emit!(Withdrawn { pool: *accounts.pool.address(), owner: accounts.position.owner, amount });
    Ok(())
}
