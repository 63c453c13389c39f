use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::seeds;
use furnace_support::token::{self, Leg, Movement};
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use super::books::*;
use crate::error::StakingError;
use crate::events::RewardsClaimed;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct RewardsClaimArgs {
    /// 0 for HEAT, 1 for dollars.
    pub mint: u8,
}

#[derive(Accounts)]
pub struct RewardsClaim {
    /// The position's owner.
    #[account(constraint = *owner.address() == books.position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    pub books: Nested<Books>,
    /// The stakers' fees in this mint.
    #[account(mut)]
    pub fee_vault: UncheckedAccount,
    /// The pool's income in this mint.
    #[account(mut)]
    pub income_vault: UncheckedAccount,
    /// Where the tokens go, of the owner's choice; the token program checks its mint.
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl RewardsClaim {
    pub fn validate(&self, args: &RewardsClaimArgs) -> Result<()> {
        let mint = usize::from(args.mint);
        let books = &self.books;
        let income = books.pool.income.get(mint).ok_or(StakingError::WrongMint)?;
        let fee_vault = books.staker_fees.vaults.get(mint).ok_or(StakingError::WrongMint)?;
        let own = *self.fee_vault.address() == *fee_vault && *self.income_vault.address() == income.vault;
        require!(own, StakingError::WrongVault);
        Ok(())
    }
}

#[access_control(ctx.accounts.validate(&args))]
pub(crate) fn handler(ctx: &mut Context<RewardsClaim>, args: RewardsClaimArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let mint = usize::from(args.mint);
    let books = &mut accounts.books;
    books.settle_mint(mint)?;
    let income = books.position.income[mint].take()?;
    let fees = books.position.fees[mint].take()?;
    require!(income > 0 || fees > 0, StakingError::NothingOwed);
    books.pool.income[mint].pay(income)?;
    books.staker_fees.pay(mint, fees)?;

    let to = accounts.destination.account();
    let fees_bump = [books.staker_fees.bump];
    let (operator, pool_bump) = (books.pool.operator, [books.pool.bump]);
    let fees_seeds = [Seed::from(seeds::STAKER_FEES), Seed::from(&fees_bump)];
    let pool_seeds = [Seed::from(seeds::POOL), Seed::from(operator.as_ref()), Seed::from(&pool_bump)];
    let legs = [
        Leg {
            from: accounts.fee_vault.account(),
            authority: books.staker_fees.account(),
            movement: Movement::Transfer { to, amount: fees },
        },
        Leg {
            from: accounts.income_vault.account(),
            authority: books.pool.account(),
            movement: Movement::Transfer { to, amount: income },
        },
    ];
    token::settle_legs(&legs, &[CpiSigner::from(&fees_seeds), CpiSigner::from(&pool_seeds)])?;
    let covered = token::amount(accounts.fee_vault.account())? >= books.staker_fees.fees[mint].booked
        && token::amount(accounts.income_vault.account())? >= books.pool.income[mint].booked;
    require!(covered, StakingError::VaultShort);
    emit!(RewardsClaimed {
        pool: *books.pool.address(),
        owner: books.position.owner,
        mint: books.governance.mints()[mint],
        income,
        fees,
    });
    Ok(())
}
