//! What a cluster is set up with.

mod amount;
mod check;
mod load;
mod sections;
mod text;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use solana_address::Address;

pub use amount::Amount;
pub use check::ConfigError;
pub use load::Preset;
pub use sections::{Auction, Fees, Governance, Market, Price, Staking};

/// Roles and parameters of the whole protocol, and the first market.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Owner of the token account that genesis is minted to, and of the treasury's dollars. The deployer,
    /// when nobody is named.
    #[serde(with = "text::optional_address")]
    pub treasury: Option<Address>,
    /// Roles, the dollar token, and the protocol's clock.
    pub governance: Governance,
    /// Parameters of every stake pool.
    pub staking: Staking,
    /// Rates of every market.
    pub fees: Fees,
    /// The auction in which dollar fees are sold for HEAT.
    pub auction: Auction,
    /// The oracle's price of HEAT.
    pub price: Price,
    /// The first market.
    pub market: Market,
}

impl Config {
    /// For development: waits that a person sits through.
    pub fn localnet() -> Self {
        let minute = Duration::from_secs(60);
        Self {
            governance: Governance { epoch: minute, ..Governance::default() },
            market: Market { review: Duration::from_secs(10), ..Market::default() },
            ..Self::default()
        }
    }

    /// The dollar token, which has no default.
    pub(crate) fn usd_mint(&self) -> Result<Address, ConfigError> {
        self.governance.usd_mint.ok_or_else(|| ConfigError::OutOfBounds {
            key: "governance.usd_mint",
            found: "not named".to_owned(),
            bounds: "the address of an SPL Token mint with 6 decimals".to_owned(),
        })
    }
}
