use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_support::token;

use super::books::*;
use crate::error::StakingError;
use crate::events::Staked;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct StakeArgs {
    /// HEAT base units.
    pub amount: u64,
}

#[derive(Accounts)]
pub struct Stake {
    /// The position's owner.
    #[account(constraint = *owner.address() == books.position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    pub books: Nested<Books>,
    #[account(mut, constraint = *vault.address() == books.pool.vault @ StakingError::WrongVault)]
    pub vault: UncheckedAccount,
    /// Where the HEAT comes from; the token program checks its mint and the owner's right to it.
    #[account(mut)]
    pub source: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<Stake>, args: StakeArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let books = &mut accounts.books;
    require!(!books.governance.stakes_paused(), StakingError::StakesPaused);
    let now = books.settle()?;
    let (by_operator, cap_bps) = (books.by_operator(), books.governance.parameters.delegation_cap_bps);
    let shares = books.pool.stake(args.amount, by_operator, cap_bps)?;
    books.position.credit(shares)?;
    books.reweigh(now)?;

    let vault = accounts.vault.account();
    token::transfer(accounts.source.account(), vault, accounts.owner.account(), args.amount)?;
    books.pool.invariant(token::amount(vault)?)?;
    emit!(Staked { pool: *books.pool.address(), owner: books.position.owner, amount: args.amount, shares });
    Ok(())
}
