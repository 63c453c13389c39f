//! The sections of the configuration.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use solana_address::Address;

use super::{Amount, text};

const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);

/// Roles, the dollar token, and the protocol's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Governance {
    /// May change parameters afterwards. The deployer, when nobody is named.
    #[serde(with = "text::optional_address")]
    pub authority: Option<Address>,
    /// May pause new stakes and new jobs, as the authority may. The authority, when nobody is named.
    #[serde(with = "text::optional_address")]
    pub guardian: Option<Address>,
    /// The dollar token, an SPL Token mint with 6 decimals; it has to be named. USDC is
    /// `EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v` on mainnet and
    /// `4zMMC9srt5Ri5X14GAgXhaHii3GnPAERYPJgZJDncDU` on devnet.
    #[serde(with = "text::optional_address")]
    pub usd_mint: Option<Address>,
    /// Length of an epoch, for ever.
    #[serde(with = "humantime_serde")]
    pub epoch: Duration,
    /// Between the announcement of parameters and their effect.
    #[serde(with = "humantime_serde")]
    pub notice: Duration,
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
pub struct Fees {
    /// The protocol's part of a job's price, in basis points.
    pub take_bps: u16,
    /// The burned part of the take, in basis points.
    pub burn_bps: u16,
    /// The stakers' part of the take, in basis points; the rest is the treasury's.
    pub staker_bps: u16,
}

/// The auction in which dollar fees are sold for HEAT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Auction {
    /// In which the price halves.
    #[serde(with = "humantime_serde")]
    pub half_life: Duration,
    /// A lot's first price as a part of the last lot's average, in basis points.
    pub start_multiple_bps: u32,
    /// Least that a lot holds, in dollars.
    pub min_lot: Amount,
    /// Most that a lot holds, in dollars.
    pub max_lot: Amount,
    /// First price of the first lot, in HEAT for a dollar: higher than any that will be paid, since it falls
    /// until somebody buys.
    pub start_price: Amount,
}

/// The oracle's price of HEAT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Price {
    /// Pyth feed of HEAT in dollars, in 64 hexadecimal digits. Without one nothing has a dollar price.
    #[serde(with = "text::optional_feed")]
    pub feed: Option<[u8; 32]>,
    /// Oldest price accepted.
    #[serde(with = "humantime_serde")]
    pub max_age: Duration,
    /// Widest confidence interval of a price, in basis points of it.
    pub max_confidence_bps: u16,
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
    /// Longest time that a lease may ask for.
    #[serde(with = "humantime_serde")]
    pub max_lease: Duration,
    /// Time to review a result.
    #[serde(with = "humantime_serde")]
    pub review: Duration,
    /// How long a lease out of funds waits for more.
    #[serde(with = "humantime_serde")]
    pub grace: Duration,
    /// How long before leaving a lease a worker says so.
    #[serde(with = "humantime_serde")]
    pub notice: Duration,
    /// Collateral as a part of the price, in basis points.
    pub collateral_bps: u16,
    /// Part of all results that is audited, in basis points; zero for none.
    pub audit_bps: u16,
    /// Hardware class multiplier of the minimum stake, in hundredths.
    pub class_multiplier: u16,
    /// Least GPUs of a worker.
    pub min_gpus: u8,
    /// Least memory of each GPU, in GiB.
    pub min_vram_gib: u16,
    /// What each GPU must be certified to do, int8 operations a second; zero where none need be.
    pub min_score: u64,
}

impl Auction {
    /// First price of the first lot as the program takes it: Q32.32, rounded up. Both tokens have six
    /// decimals, so base units are to one another what whole tokens are.
    pub(crate) fn start_price_fixed(&self) -> Option<u64> {
        u64::try_from((u128::from(self.start_price.0) << 32).div_ceil(u128::from(Amount::UNIT))).ok()
    }
}

impl Default for Governance {
    fn default() -> Self {
        Self { authority: None, guardian: None, usd_mint: None, epoch: DAY, notice: 2 * DAY }
    }
}

impl Default for Staking {
    fn default() -> Self {
        Self { cooldown: 14 * DAY, delegation_cap_bps: 10_000 }
    }
}

impl Default for Fees {
    fn default() -> Self {
        Self { take_bps: 1_000, burn_bps: 5_000, staker_bps: 3_000 }
    }
}

impl Default for Auction {
    fn default() -> Self {
        Self {
            half_life: 6 * HOUR,
            start_multiple_bps: 20_000,
            min_lot: Amount::whole(100),
            max_lot: Amount::whole(10_000),
            start_price: Amount::whole(100),
        }
    }
}

impl Default for Price {
    fn default() -> Self {
        Self { feed: None, max_age: Duration::from_secs(60), max_confidence_bps: 100 }
    }
}

impl Default for Market {
    fn default() -> Self {
        Self {
            index: 0,
            name: "render".to_owned(),
            max_job: DAY,
            max_lease: 90 * DAY,
            review: HOUR,
            grace: DAY,
            notice: HOUR,
            collateral_bps: 10_000,
            audit_bps: 0,
            class_multiplier: 100,
            min_gpus: 1,
            min_vram_gib: 0,
            min_score: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_price_is_a_fraction_of_two_to_the_32() {
        let fixed = |units| Auction { start_price: Amount(units), ..Auction::default() }.start_price_fixed();
        assert_eq!(fixed(2_500_000), Some(5 << 31));
        assert_eq!(fixed(1), Some(4_295));
        assert_eq!(fixed(u64::MAX), None);
    }
}
