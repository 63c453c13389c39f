//! What a cluster is set up with.

mod check;
mod load;
mod text;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use solana_address::Address;

pub use check::ConfigError;
pub use load::Preset;

const DAY: Duration = Duration::from_secs(86_400);

/// Parameters of every program and of the first market.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// May change parameters afterwards. The deployer, when nobody is named.
    #[serde(with = "text::optional_address")]
    pub authority: Option<Address>,
    /// Owner of the token account that genesis is minted to. The deployer, when nobody is named.
    #[serde(with = "text::optional_address")]
    pub treasury: Option<Address>,
    /// Parameters of every stake pool.
    pub staking: Staking,
    /// Rates of every market.
    pub jobs: Jobs,
    /// The first market.
    pub market: Market,
}

/// Parameters of every stake pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Staking {
    /// How long an unbonding waits.
    #[serde(with = "humantime_serde")]
    pub cooldown: Duration,
    /// Delegations at most this part of the operator's own stake, in basis points.
    pub delegation_cap_bps: u16,
}

/// Rates of every market.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Jobs {
    /// The protocol's part of a job's price, in basis points.
    pub take_bps: u16,
    /// The burned part of the take, in basis points.
    pub burn_bps: u16,
}

/// The first market, which the deployer opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Market {
    /// Which of the deployer's markets it is.
    pub index: u8,
    /// At most 32 bytes.
    pub name: String,
    /// Longest time that a job may ask for.
    #[serde(with = "humantime_serde")]
    pub max_job: Duration,
    /// Time to review a result.
    #[serde(with = "humantime_serde")]
    pub review: Duration,
    /// Collateral as a part of the price, in basis points.
    pub collateral_bps: u16,
    /// Hardware class multiplier of the minimum stake, in hundredths.
    pub class_multiplier: u16,
    /// Least GPUs of a worker.
    pub min_gpus: u8,
    /// Least memory of each GPU, in GiB.
    pub min_vram_gib: u16,
}

impl Config {
    /// For development: waits that a person sits through.
    pub fn localnet() -> Self {
        Self { market: Market { review: Duration::from_secs(10), ..Market::default() }, ..Self::default() }
    }
}

impl Default for Staking {
    fn default() -> Self {
        Self { cooldown: 14 * DAY, delegation_cap_bps: 10_000 }
    }
}

impl Default for Jobs {
    fn default() -> Self {
        Self { take_bps: 1_000, burn_bps: 5_000 }
    }
}

impl Default for Market {
    fn default() -> Self {
        Self {
            index: 0,
            name: "render".to_owned(),
            max_job: DAY,
            review: Duration::from_secs(3_600),
            collateral_bps: 10_000,
            class_multiplier: 100,
            min_gpus: 1,
            min_vram_gib: 0,
        }
    }
}
