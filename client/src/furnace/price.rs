//! Dollar prices.

use solana_account::Account;
use solana_address::Address;

use super::{Furnace, Present};
use crate::{chain::ChainError, price::sponsored_update};

impl Furnace {
    /// A price update of Pyth's, to be read with [`crate::price::read`]: the one that is named, or the one that
    /// Pyth itself keeps up for the feed that governance names.
    pub async fn price_update(&self, named: Option<&Address>) -> Result<(Present, Address, Account), ChainError> {
        let present = self.present().await?;
        let feed = &present.governance.parameters.heat_usd_feed;
        let address = named.copied().unwrap_or_else(|| sponsored_update(feed));
        let account = self.chain().account(&address).await?;
        Ok((present, address, account.ok_or(ChainError::Missing { what: "price update", address })?))
    }
}
