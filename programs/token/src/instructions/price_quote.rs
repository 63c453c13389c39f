use anchor_lang::prelude::*;
use furnace_common::price_update::Terms;
use furnace_governance::state::Governance;
use furnace_support::price;
use pinocchio::cpi::set_return_data;

use super::now;
use crate::error::TokenError;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct PriceQuoteArgs {
    /// Millionths of a dollar.
    pub micro_usd: u64,
}

#[derive(Accounts)]
pub struct PriceQuote {
    pub governance: Account<Governance>,
    /// A price update of the Pyth receiver; everything about it is checked here.
    pub price_update: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<PriceQuote>, args: PriceQuoteArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let parameters = &accounts.governance.parameters;
    let terms = Terms {
        feed: &parameters.heat_usd_feed,
        max_age: parameters.max_price_age_seconds,
        max_confidence_bps: parameters.max_confidence_bps,
    };
    let quote = price::read(accounts.price_update.account(), &terms, now()?).map_err(TokenError::from)?;
    let amount = quote.price.heat_for_usd_ceil(args.micro_usd).ok_or(TokenError::Overflow)?;
    set_return_data(&amount.to_le_bytes());
    Ok(())
}
