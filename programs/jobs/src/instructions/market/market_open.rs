#![allow(unused_variables, reason = "the framework decodes the arguments where no constraint uses them")]

use anchor_lang::prelude::*;
use furnace_common::limits::MARKET_BOND;
use furnace_common::seeds;
use furnace_common::state::Payment;
use furnace_governance::state::Governance;
use furnace_support::{ids, token};

use crate::error::JobsError;
use crate::events::MarketOpened;
use crate::state::{Market, Needs};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct MarketOpenArgs {
    /// Which of the opener's markets this is.
    pub index: u8,
    /// A `Payment` byte: in what jobs are quoted and paid.
    pub payment: u8,
    /// Bits of the `PriceMode`s that it takes.
    pub modes: u8,
    /// UTF-8, padded with zeros.
    pub name: [u8; 32],
    /// Longest time that a job may ask for, in seconds.
    pub max_job_seconds: u32,
    /// Longest time that a lease may ask for, in seconds.
    pub max_lease_seconds: u32,
    /// Time to review a result, in seconds.
    pub review_seconds: u32,
    /// How long a lease out of funds waits for more, in seconds.
    pub grace_seconds: u32,
    /// How long before leaving a lease a worker says so, in seconds.
    pub notice_seconds: u32,
    /// Collateral as a part of the price, in basis points.
    pub collateral_bps: u16,
    /// The part of all results that is audited, in basis points; zero for none.
    pub audit_bps: u16,
    pub needs: Needs,
    /// Whose co-signature results need, instead of audits; zeros for nobody's.
    pub attestor: Address,
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
    /// What jobs are paid in: HEAT, or the dollar token.
    pub mint: UncheckedAccount,
    /// Opened with the token program before; the seeds prove that it is this market's.
    #[account(
        seeds = [b"fee_vault", market.address().as_ref(), mint.address().as_ref()],
        bump,
        seeds::program = ids::TOKEN
    )]
    pub fee_vault: UncheckedAccount,
    /// Holds the bond until the market is closed.
    #[account(mut, seeds = [b"market_bond", market.address().as_ref()], bump)]
    pub bond_vault: UncheckedAccount,
    /// The opener's HEAT, where the bond comes from; the token program checks its mint and the right to it.
    #[account(mut)]
    pub bond_source: UncheckedAccount,
    #[account(address = ids::HEAT_MINT @ JobsError::WrongMint)]
    pub heat_mint: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl MarketOpen {
    pub fn validate(&self, args: &MarketOpenArgs) -> Result<()> {
        let payment = Payment::from_byte(args.payment).ok_or(JobsError::ParameterOutOfBounds)?;
        let mint = self.governance.mints().get(payment.mint_index()).copied();
        require!(mint == Some(*self.mint.address()), JobsError::WrongMint);
        // fee_vault: exists, so that no settlement can fail for the want of it
        let vault = token::read(self.fee_vault.account()).map_err(|_| JobsError::WrongFeeVault)?;
        let ours = vault.mint == *self.mint.address() && vault.owner == ids::TOKEN_CONFIG;
        require!(ours, JobsError::WrongFeeVault);
        Ok(())
    }
}

#[access_control(ctx.accounts.validate(&args))]
pub(crate) fn handler(ctx: &mut Context<MarketOpen>, args: MarketOpenArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (opener, payment_mint) = (*accounts.opener.address(), *accounts.mint.address());
    let address = *accounts.market.address();
    let market = &mut accounts.market;
    market.opener = opener;
    market.payment_mint = payment_mint;
    market.fee_vault = *accounts.fee_vault.address();
    market.bond_vault = *accounts.bond_vault.address();
    market.rent_payer = *accounts.payer.address();
    market.name = args.name;
    market.max_job_seconds = args.max_job_seconds;
    market.max_lease_seconds = args.max_lease_seconds;
    market.review_seconds = args.review_seconds;
    market.grace_seconds = args.grace_seconds;
    market.notice_seconds = args.notice_seconds;
    market.needs = args.needs;
    market.attestor = args.attestor;
    market.collateral_bps = args.collateral_bps;
    market.audit_bps = args.audit_bps;
    market.take_bps = accounts.governance.parameters.take_bps;
    market.burn_bps = accounts.governance.parameters.burn_bps;
    market.modes = args.modes;
    market.payment = args.payment;
    market.index = args.index;
    market.version = Market::VERSION;
    market.bump = ctx.bumps.market;
    market.invariant()?;

    let bond_seeds: &[&[u8]] = &[seeds::MARKET_BOND, address.as_ref(), &[ctx.bumps.bond_vault]];
    let (payer, bond_vault) = (accounts.payer.account(), accounts.bond_vault.account());
    token::create_account(payer, bond_vault, accounts.heat_mint.account(), &address, bond_seeds)?;
    token::transfer(accounts.bond_source.account(), bond_vault, accounts.opener.account(), MARKET_BOND)?;
    emit!(MarketOpened { market: address, opener, payment_mint });
    Ok(())
}
