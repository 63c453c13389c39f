//! Amounts in both mints, weights and estimates, as documents and for people.

use furnace_client::{
    chain::ChainError,
    furnace::Furnace,
    heat::{Heat, Usd},
    instructions::staking::Reward,
    pda,
};
use serde::Serialize;
use solana_address::Address;

/// An amount of base units, for people.
pub(super) fn heat(amount: u64) -> String {
    format!("{} HEAT", Heat(amount))
}

/// An amount of micro-dollars, for people.
pub(super) fn usd(amount: u64) -> String {
    format!("${}", Usd(amount))
}

/// An amount in each mint in which rewards are paid, base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Both {
    pub(super) heat: u64,
    pub(super) usd: u64,
}

impl Both {
    pub(super) fn text(self) -> String {
        match self {
            Self { heat: amount, usd: 0 } => heat(amount),
            Self { heat: 0, usd: amount } => usd(amount),
            both => format!("{} and {}", heat(both.heat), usd(both.usd)),
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self { heat: self.heat.saturating_add(other.heat), usd: self.usd.saturating_add(other.usd) }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self { heat: self.heat.saturating_sub(other.heat), usd: self.usd.saturating_sub(other.usd) }
    }

    /// What a wallet holds in its own accounts.
    pub(super) async fn held(furnace: &Furnace, wallet: &Address, mints: [Reward; 2]) -> Result<Self, ChainError> {
        let [heat, usd] = mints.map(|mint| pda::token_account(wallet, &mint.address()));
        Ok(Self { heat: furnace.chain().token_balance(&heat).await?, usd: furnace.chain().token_balance(&usd).await? })
    }
}

impl From<[u64; 2]> for Both {
    fn from([heat, usd]: [u64; 2]) -> Self {
        Self { heat, usd }
    }
}

/// What stake earns in a year at the pace of the last two epochs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Estimate {
    /// In HEAT, as a part of the stake in basis points.
    apr_bps: Option<u64>,
    /// Micro-dollars for each HEAT.
    usd_per_heat: Option<u64>,
}

impl From<[Option<u64>; 2]> for Estimate {
    /// From base units of each mint for a whole HEAT.
    fn from([heat, usd]: [Option<u64>; 2]) -> Self {
        Self { apr_bps: heat.map(|heat| heat / 100), usd_per_heat: usd }
    }
}

impl Estimate {
    pub(super) fn text(self) -> String {
        let rate = self.apr_bps.map(|rate| format!("{}.{:02}%", rate / 100, rate % 100));
        let dollars = self.usd_per_heat.map(|amount| format!("{} a HEAT", usd(amount)));
        match (rate, dollars) {
            (None, None) => "none".to_owned(),
            (Some(one), None) | (None, Some(one)) => one,
            (Some(rate), Some(dollars)) => format!("{rate} and {dollars}"),
        }
    }
}

/// A weight in basis points, for people: 10000 is 1x.
pub(super) fn weight(bps: u64) -> String {
    match (bps / 10_000, bps % 10_000 / 100) {
        (whole, 0) => format!("{whole}x"),
        (whole, part) => format!("{whole}.{part:02}x"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_mints_are_told_where_there_are_both() {
        let text = |heat, usd| Both { heat, usd }.text();
        assert_eq!(text(1_500_000, 0), "1.5 HEAT");
        assert_eq!(text(0, 20_000), "$0.02");
        assert_eq!(text(0, 0), "0 HEAT");
        assert_eq!(text(1, 1_000_000), "0.000001 HEAT and $1");
        assert_eq!(Both::from([5, 2]).minus(Both::from([3, 3])), Both { heat: 2, usd: 0 });
        assert_eq!(Both::from([1, 2]).plus(Both::from([3, u64::MAX])), Both { heat: 4, usd: u64::MAX });
    }

    #[test]
    fn estimates_are_rates_and_dollars_or_none() {
        let text = |both: [Option<u64>; 2]| Estimate::from(both).text();
        assert_eq!(text([Some(36_500), None]), "3.65%");
        assert_eq!(text([Some(3_650_000), Some(20_000)]), "365.00% and $0.02 a HEAT");
        assert_eq!(text([None, None]), "none");
    }

    #[test]
    fn weights_are_multiples() {
        assert_eq!([10_000, 25_000, 17_499, 40_000].map(weight), ["1x", "2.50x", "1.74x", "4x"]);
    }
}
