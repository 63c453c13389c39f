use anchor_lang::prelude::*;
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_common::seeds;
use furnace_common::units::DECIMALS;
use furnace_support::{deployment, ids, token};
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use super::now;
use crate::error::TokenError;
use crate::events::GenesisMinted;
use crate::state::{TokenConfig, TokenStatistics};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct InitializeArgs {
    /// Owner of the treasury's token account.
    pub treasury_owner: Address,
}

#[derive(Accounts)]
pub struct Initialize {
    /// The program's upgrade authority.
    pub deployer: Signer,
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The program's data account, which names the upgrade authority.
    pub program_data: UncheckedAccount,
    #[account(init, payer = payer, seeds = [b"config"], bump)]
    pub config: Account<TokenConfig>,
    #[account(init, payer = payer, seeds = [b"statistics"], bump)]
    pub statistics: Account<TokenStatistics>,
    #[account(mut, seeds = [b"mint"], bump)]
    pub mint: UncheckedAccount,
    #[account(mut, seeds = [b"treasury"], bump)]
    pub treasury: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl Initialize {
    pub fn validate(&self) -> Result<()> {
        require!(
            deployment::is_upgrade_authority(&crate::ID, self.program_data.account(), self.deployer.address()),
            TokenError::NotUpgradeAuthority
        );
        Ok(())
    }
}

#[access_control(ctx.accounts.validate())]
pub(crate) fn handler(ctx: &mut Context<Initialize>, args: InitializeArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let treasury = *accounts.treasury.address();
    let emission_start = now()?;
    accounts.config.open(treasury, emission_start, ctx.bumps.config);
    accounts.statistics.version = TokenStatistics::VERSION;
    accounts.statistics.bump = ctx.bumps.statistics;

    let payer = accounts.payer.account();
    let mint = accounts.mint.account();
    let mint_seeds: &[&[u8]] = &[seeds::MINT, &[ctx.bumps.mint]];
    token::create_mint(payer, mint, DECIMALS, &ids::TOKEN_CONFIG, mint_seeds)?;
    let treasury_seeds: &[&[u8]] = &[seeds::TREASURY, &[ctx.bumps.treasury]];
    token::create_account(payer, accounts.treasury.account(), mint, &args.treasury_owner, treasury_seeds)?;

    let bump = [ctx.bumps.config];
    let signer_seeds = [Seed::from(seeds::CONFIG), Seed::from(&bump)];
    let signer = CpiSigner::from(&signer_seeds);
    token::mint_to(mint, accounts.treasury.account(), accounts.config.account(), GENESIS_SUPPLY, &signer)?;
    accounts.statistics.invariant(accounts.config.genesis, token::supply(mint)?)?;

    emit!(GenesisMinted { mint: *mint.address(), treasury, amount: GENESIS_SUPPLY, emission_start });
    Ok(())
}
