use anchor_lang::prelude::*;
use furnace_common::fees::{self, Distribution};
use furnace_common::seeds;
use furnace_governance::state::Governance;
use furnace_staking::state::StakerFees;
use furnace_support::ids;
use furnace_support::token::{self, Movement, TokenAccount};
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use crate::error::TokenError;
use crate::events::FeesDistributed;
use crate::state::{Auction, TokenConfig, TokenStatistics};

/// Places of the mints in pairs of vaults and counters.
const HEAT: usize = 0;
const USD: usize = 1;

#[derive(Accounts)]
pub struct FeesDistribute {
    pub governance: Account<Governance>,
    pub config: Account<TokenConfig>,
    #[account(mut)]
    pub statistics: Account<TokenStatistics>,
    /// Any token account of the configuration: a market's fee vault, or a gift.
    #[account(mut)]
    pub vault: UncheckedAccount,
    /// The staking program's, which names the stakers' vaults.
    pub staker_fees: Account<StakerFees>,
    #[account(mut)]
    pub stakers: UncheckedAccount,
    #[account(mut)]
    pub treasury: UncheckedAccount,
    /// For fees in dollars.
    pub auction: Option<Account<Auction>>,
    /// For fees in dollars.
    #[account(mut)]
    pub auction_vault: Option<UncheckedAccount>,
    pub token_program: Program<Token>,
}

impl FeesDistribute {
    /// Checks that every account is the one that the vault's fees belong to; returns the vault and the place
    /// of its mint.
    fn route(&self) -> Result<(TokenAccount, usize)> {
        let vault = token::read(self.vault.account()).map_err(|_| TokenError::NotFeeVault)?;
        require!(vault.owner == ids::TOKEN_CONFIG, TokenError::NotFeeVault);
        require!(vault.amount > 0, TokenError::NothingToDistribute);
        let (mint, treasury) = match vault.mint {
            mint if mint == ids::HEAT_MINT => (HEAT, self.config.treasury),
            mint if mint == self.governance.usd_mint => (USD, self.require_auction(&mint)?.treasury),
            _ => return Err(TokenError::WrongMint.into()),
        };
        require!(*self.stakers.address() == self.staker_fees.vaults[mint], TokenError::WrongStakersVault);
        require!(*self.treasury.address() == treasury, TokenError::WrongTreasury);
        Ok((vault, mint))
    }

    fn require_auction(&self, mint: &Address) -> Result<&Auction> {
        let auction = self.auction.as_ref().ok_or(TokenError::AuctionMissing)?;
        let vault = self.auction_vault.as_ref().ok_or(TokenError::AuctionMissing)?;
        require!(auction.mint == *mint, TokenError::WrongMint);
        require!(*vault.address() == auction.vault, TokenError::WrongVault);
        Ok(auction)
    }

    /// Divides the fees. A treasury that closed its account, or whose account is frozen, does not hold up the
    /// others: its part is the stakers'.
    fn divide(&self, vault: &TokenAccount, mint: usize) -> Result<Distribution> {
        let parameters = &self.governance.parameters;
        let parts = fees::distribute(vault.amount, parameters.burn_bps, parameters.staker_bps, mint == HEAT);
        let mut parts = parts.ok_or(TokenError::Overflow)?;
        if !token::can_receive(self.treasury.account(), &vault.mint) {
            parts.stakers = parts.stakers.checked_add(parts.treasury).ok_or(TokenError::Overflow)?;
            parts.treasury = 0;
        }
        Ok(parts)
    }
}

pub(crate) fn handler(ctx: &mut Context<FeesDistribute>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (vault, mint) = accounts.route()?;
    let parts = accounts.divide(&vault, mint)?;
    accounts.statistics.distribute(mint, &parts)?;

    let bump = [accounts.config.bump];
    let signer_seeds = [Seed::from(seeds::CONFIG), Seed::from(&bump)];
    let stakers = accounts.stakers.account();
    let auction = accounts.auction_vault.as_ref().map_or(stakers, |vault| vault.account());
    let movements = [
        Movement::Transfer { to: stakers, amount: parts.stakers },
        Movement::Transfer { to: accounts.treasury.account(), amount: parts.treasury },
        Movement::Transfer { to: auction, amount: parts.auction },
    ];
    let (from, authority) = (accounts.vault.account(), accounts.config.account());
    token::settle(from, authority, &movements, &CpiSigner::from(&signer_seeds))?;
    emit!(FeesDistributed {
        vault: *from.address(),
        mint: vault.mint,
        stakers: parts.stakers,
        treasury: parts.treasury,
        auction: parts.auction
    });
    Ok(())
}
