//! Dollar prices.

use furnace_common::price::Price;
use solana_account::Account;
use solana_address::Address;

use super::{Furnace, Present};
use crate::{
    chain::ChainError,
    price::{self, sponsored_update},
};

impl Furnace {
    /// Takes prices from an account of the caller's choice instead of the one that Pyth itself keeps up.
    pub fn with_price_update(self, price_update: Option<Address>) -> Self {
        Self { price_update, ..self }
    }

    /// A price update of Pyth's, to be read with [`crate::price::read`]: the one that was chosen, or the one that
    /// Pyth itself keeps up for the feed that governance names.
    pub async fn price_update(&self) -> Result<(Present, Address, Account), ChainError> {
        let present = self.present().await?;
        let feed = &present.governance.parameters.heat_usd_feed;
        let address = self.price_update.unwrap_or_else(|| sponsored_update(feed));
        let account = self.chain().account(&address).await?;
        Ok((present, address, account.ok_or(ChainError::Missing { what: "price update", address })?))
    }

    /// What HEAT costs now, and the account that says so; `None` where no price counts.
    pub async fn heat_price(&self) -> Result<Option<(Address, Price)>, ChainError> {
        let (present, address, account) = match self.price_update().await {
            Err(ChainError::Missing { what: "price update", .. }) => return Ok(None),
            other => other?,
        };
        let quote = price::read(&address, &account, &present.governance.parameters, present.now);
        Ok(quote.ok().map(|quote| (address, quote.price)))
    }
}
