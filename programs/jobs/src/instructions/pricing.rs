use anchor_lang::prelude::*;
use furnace_common::price::Price;
use furnace_common::price_update::Terms;
use furnace_governance::state::Governance;
use furnace_support::price;

use crate::error::JobsError;

/// Reads the price of HEAT under the protocol's terms.
pub(crate) fn read_price(governance: &Governance, update: &UncheckedAccount, now: i64) -> Result<Price> {
    let parameters = &governance.parameters;
    let terms = Terms {
        feed: &parameters.heat_usd_feed,
        max_age: parameters.max_price_age_seconds,
        max_confidence_bps: parameters.max_confidence_bps,
    };
    let quote = price::read(update.account(), &terms, now).map_err(|_| JobsError::PriceRefused)?;
    Ok(quote.price)
}

/// What it takes to know HEAT's price at a settlement. Where nothing is quoted in dollars, neither is given.
#[derive(Accounts)]
pub struct Pricing {
    pub governance: Option<Account<Governance>>,
    /// A price update of the Pyth receiver.
    pub price_update: Option<UncheckedAccount>,
}

impl Pricing {
    /// The price of the moment, if both are given.
    pub(crate) fn price(&self, now: i64) -> Result<Option<Price>> {
        match (&self.governance, &self.price_update) {
            (Some(governance), Some(update)) => Ok(Some(read_price(governance, update, now)?)),
            _ => Ok(None),
        }
    }
}
