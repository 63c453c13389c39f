use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_governance::state::Governance;
use furnace_support::{deployment, ids, token};

use crate::error::TokenError;
use crate::events::AuctionOpened;
use crate::state::{Auction, TokenConfig};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct UsdOpenArgs {
    /// First price of the first lot: HEAT base units for one of the dollar token's, Q32.32.
    pub start_price: u64,
}

#[derive(Accounts)]
pub struct UsdOpen {
    /// The program's upgrade authority, which names the first price.
    pub deployer: Signer,
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The program's data account, which names the upgrade authority.
    pub program_data: UncheckedAccount,
    pub governance: Account<Governance>,
    pub config: Account<TokenConfig>,
    /// The treasury's HEAT; whose it is, the treasury's dollars are.
    #[account(address = config.treasury @ TokenError::WrongTreasury)]
    pub heat_treasury: UncheckedAccount,
    #[account(address = governance.usd_mint @ TokenError::WrongMint)]
    pub mint: UncheckedAccount,
    #[account(mut, seeds = [b"treasury", mint.address().as_ref()], bump)]
    pub treasury: UncheckedAccount,
    #[account(init, payer = payer, seeds = [b"auction", mint.address().as_ref()], bump)]
    pub auction: Account<Auction>,
    #[account(mut, seeds = [b"auction_vault", mint.address().as_ref()], bump)]
    pub vault: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl UsdOpen {
    pub fn validate(&self, args: &UsdOpenArgs) -> Result<()> {
        require!(
            deployment::is_upgrade_authority(&crate::ID, self.program_data.account(), self.deployer.address()),
            TokenError::NotUpgradeAuthority
        );
        require!(args.start_price > 0, TokenError::StartPriceZero);
        // mint: HEAT cannot be sold for itself
        require!(*self.mint.address() != ids::HEAT_MINT, TokenError::WrongMint);
        Ok(())
    }
}

#[access_control(ctx.accounts.validate(&args))]
pub(crate) fn handler(ctx: &mut Context<UsdOpen>, args: UsdOpenArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (mint, address) = (*accounts.mint.address(), *accounts.auction.address());
    let treasury = *accounts.treasury.address();
    let auction = &mut accounts.auction;
    auction.mint = mint;
    auction.vault = *accounts.vault.address();
    auction.treasury = treasury;
    auction.start_price = args.start_price;
    auction.version = Auction::VERSION;
    auction.bump = ctx.bumps.auction;

    let (payer, mint_view) = (accounts.payer.account(), accounts.mint.account());
    let owner = token::read(accounts.heat_treasury.account()).map_err(|_| TokenError::WrongTreasury)?.owner;
    let treasury_seeds: &[&[u8]] = &[seeds::TREASURY, mint.as_ref(), &[ctx.bumps.treasury]];
    token::create_account(payer, accounts.treasury.account(), mint_view, &owner, treasury_seeds)?;
    let vault_seeds: &[&[u8]] = &[seeds::AUCTION_VAULT, mint.as_ref(), &[ctx.bumps.vault]];
    token::create_account(payer, accounts.vault.account(), mint_view, &address, vault_seeds)?;
    emit!(AuctionOpened { auction: address, mint, treasury, start_price: args.start_price });
    Ok(())
}
