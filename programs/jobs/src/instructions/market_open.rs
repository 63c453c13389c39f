#![allow(unused_variables, reason = "the framework decodes the arguments where no constraint uses them")]

use anchor_lang::prelude::*;
use furnace_common::state::{PriceMode, Verification};
use furnace_governance::state::Governance;
use furnace_support::{ids, token};

use crate::error::JobsError;
use crate::events::MarketOpened;
use crate::state::Market;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct MarketOpenArgs {
    /// Which of the opener's markets this is.
    pub index: u8,
    /// UTF-8, padded with zeros.
    pub name: [u8; 32],
    /// Longest time that a job may ask for, in seconds.
    pub max_job_seconds: u32,
    /// Time to review a result, in seconds.
    pub review_seconds: u32,
    /// Collateral as a part of the price, in basis points.
    pub collateral_bps: u16,
    /// Hardware class multiplier of the minimum stake, in hundredths.
    pub class_multiplier: u16,
    /// Least memory of each GPU, in GiB.
    pub min_vram_gib: u16,
    /// Least GPUs of a worker.
    pub min_gpus: u8,
}

#[derive(Accounts)]
#[instruction(args: MarketOpenArgs)]
pub struct MarketOpen {
    /// Whose market this is.
    pub opener: Signer,
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub governance: Account<Governance>,
    #[account(init, payer = payer, seeds = [b"market", opener.address().as_ref(), core::slice::from_ref(&args.index)], bump)]
    pub market: Account<Market>,
    #[account(address = ids::HEAT_MINT @ JobsError::WrongMint)]
    pub mint: UncheckedAccount,
    /// Opened with the token program before; the seeds prove that it is this market's.
    #[account(
        seeds = [b"fee_vault", market.address().as_ref(), mint.address().as_ref()],
        bump,
        seeds::program = ids::TOKEN
    )]
    pub fee_vault: UncheckedAccount,
    pub system_program: Program<System>,
}

impl MarketOpen {
    pub fn validate(&self) -> Result<()> {
        // fee_vault: exists, so that no settlement can fail for the want of it
        let vault = token::read(self.fee_vault.account()).map_err(|_| JobsError::WrongFeeVault)?;
        require!(vault.mint == ids::HEAT_MINT && vault.owner == ids::TOKEN_CONFIG, JobsError::WrongFeeVault);
        Ok(())
    }
}

#[access_control(ctx.accounts.validate())]
pub(crate) fn handler(ctx: &mut Context<MarketOpen>, args: MarketOpenArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (opener, payment_mint) = (*accounts.opener.address(), *accounts.mint.address());
    let market = &mut accounts.market;
    market.opener = opener;
    market.payment_mint = payment_mint;
    market.fee_vault = *accounts.fee_vault.address();
    market.name = args.name;
    market.max_job_seconds = args.max_job_seconds;
    market.review_seconds = args.review_seconds;
    market.collateral_bps = args.collateral_bps;
    market.class_multiplier = args.class_multiplier;
    market.min_vram_gib = args.min_vram_gib;
    market.min_gpus = args.min_gpus;
    market.take_bps = accounts.governance.parameters.take_bps;
    market.burn_bps = accounts.governance.parameters.burn_bps;
    market.price_mode = PriceMode::Fixed.byte();
    market.verification = Verification::ClientAccept.byte();
    market.index = args.index;
    market.version = Market::VERSION;
    market.bump = ctx.bumps.market;
    market.invariant()?;
    emit!(MarketOpened { market: *market.address(), opener, payment_mint });
    Ok(())
}
