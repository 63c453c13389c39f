use anchor_lang::prelude::*;
use furnace_common::auction::is_within_limit;
use furnace_common::seeds;
use furnace_governance::state::Governance;
use furnace_support::ids;
use furnace_support::token::{self, Leg, Movement};
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use super::now;
use crate::error::TokenError;
use crate::events::{LotBought, LotStarted};
use crate::state::{Auction, TokenStatistics};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct AuctionBuyArgs {
    /// Base units of the mint sold; where the lot has less, the rest of it is bought.
    pub amount: u64,
    /// Most HEAT base units for the whole amount; a part may cost its part of them.
    pub max_cost: u64,
}

#[derive(Accounts)]
pub struct AuctionBuy {
    pub buyer: Signer,
    pub governance: Account<Governance>,
    #[account(mut)]
    pub statistics: Account<TokenStatistics>,
    #[account(mut)]
    pub auction: Account<Auction>,
    #[account(mut, address = auction.vault @ TokenError::WrongVault)]
    pub vault: UncheckedAccount,
    /// The HEAT that is burned; the token program checks its mint and the buyer's right to it.
    #[account(mut)]
    pub source: UncheckedAccount,
    /// Where what is bought goes, of the buyer's choice; the token program checks its mint.
    #[account(mut)]
    pub destination: UncheckedAccount,
    #[account(mut, address = ids::HEAT_MINT @ TokenError::WrongMint)]
    pub mint: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<AuctionBuy>, args: AuctionBuyArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let now = now()?;
    let parameters = &accounts.governance.parameters;
    let auction = &mut accounts.auction;
    let amount = auction.available(args.amount)?;
    let cost = auction.cost_ceil(amount, parameters.half_life_seconds, now)?;
    require!(is_within_limit(cost, amount, args.amount, args.max_cost), TokenError::CostAboveLimit);
    let sold_out = auction.sell(amount, cost, parameters.start_multiple_bps)?;
    accounts.statistics.sell(amount, cost, sold_out)?;

    let (address, mint, bump) = (*auction.address(), auction.mint, [auction.bump]);
    let signer_seeds = [Seed::from(seeds::AUCTION), Seed::from(mint.as_ref()), Seed::from(&bump)];
    let (vault, buyer) = (accounts.vault.account(), accounts.buyer.account());
    let (to, mint) = (accounts.destination.account(), accounts.mint.account());
    let legs = [
        Leg { from: accounts.source.account(), authority: buyer, movement: Movement::Burn { mint, amount: cost } },
        Leg { from: vault, authority: auction.account(), movement: Movement::Transfer { to, amount } },
    ];
    token::settle_legs(&legs, &[CpiSigner::from(&signer_seeds)])?;

    let remaining = auction.lot_remaining;
    emit!(LotBought { auction: address, buyer: *buyer.address(), amount, burned: cost, remaining });
    let left = token::amount(vault)?;
    if sold_out && left >= parameters.min_lot {
        auction.start_lot(left, parameters, now)?;
        emit!(LotStarted { auction: address, size: auction.lot_size, start_price: auction.start_price });
    }
    auction.invariant(left)
}
