//! Bounds, checked before anything is signed; the programs check them again.

use std::{fmt::Display, ops::RangeInclusive, path::PathBuf, time::Duration};

use furnace_common::{bps, dispute, limits, proof::MAX_SCORE};
use thiserror::Error;

use super::{Amount, Config};

/// A configuration that cannot be used.
#[derive(Clone, Debug, Error)]
pub enum ConfigError {
    /// The file does not exist.
    #[error("there is no configuration file {}", path.display())]
    NoFile {
        /// Where it was to be.
        path: PathBuf,
    },
    /// A key is unknown or its value has the wrong form.
    #[error("the configuration cannot be read: {0}")]
    Unreadable(Box<figment::Error>),
    /// A value is outside its bounds.
    #[error("{key} is {found}, and must be {bounds}")]
    OutOfBounds {
        /// Where the value stands.
        key: &'static str,
        /// The value.
        found: String,
        /// What it may be.
        bounds: String,
    },
}

impl Config {
    /// Whether every value that is there is one that the programs take.
    pub fn check(&self) -> Result<(), ConfigError> {
        self.check_governance()?;
        self.check_staking_and_fees()?;
        self.check_auction_and_price()?;
        self.check_market()
    }

    fn check_governance(&self) -> Result<(), ConfigError> {
        let governance = &self.governance;
        let epoch = limits::MIN_EPOCH_SECONDS.unsigned_abs()..=limits::MAX_EPOCH_SECONDS.unsigned_abs();
        seconds("governance.epoch", governance.epoch, epoch)?;
        let notice = limits::MIN_NOTICE_SECONDS.into()..=limits::MAX_NOTICE_SECONDS.into();
        seconds("governance.notice", governance.notice, notice)
    }

    fn check_staking_and_fees(&self) -> Result<(), ConfigError> {
        let (staking, fees) = (&self.staking, &self.fees);
        let cooldown = limits::MIN_COOLDOWN_SECONDS.unsigned_abs()..=limits::MAX_COOLDOWN_SECONDS.unsigned_abs();
        seconds("staking.cooldown", staking.cooldown, cooldown)?;
        number("staking.delegation_cap_bps", staking.delegation_cap_bps, 0..=limits::MAX_DELEGATION_CAP_BPS)?;
        number("fees.take_bps", fees.take_bps, 0..=limits::MAX_TAKE_BPS)?;
        number("fees.burn_bps", fees.burn_bps, limits::MIN_BURN_BPS..=bps::ONE)?;
        // What is not burned is the stakers' and the treasury's.
        number("fees.staker_bps", fees.staker_bps, 0..=bps::ONE.saturating_sub(fees.burn_bps))
    }

    fn check_auction_and_price(&self) -> Result<(), ConfigError> {
        let (auction, price) = (&self.auction, &self.price);
        let half_life = limits::MIN_HALF_LIFE_SECONDS.into()..=limits::MAX_HALF_LIFE_SECONDS.into();
        seconds("auction.half_life", auction.half_life, half_life)?;
        let multiple = limits::MIN_START_MULTIPLE_BPS..=limits::MAX_START_MULTIPLE_BPS;
        number("auction.start_multiple_bps", auction.start_multiple_bps, multiple)?;
        number("auction.max_lot", auction.max_lot, Amount(limits::MIN_LOT)..=Amount(limits::MAX_LOT))?;
        number("auction.min_lot", auction.min_lot, Amount(limits::MIN_LOT)..=auction.max_lot)?;
        let fits = auction.start_price_fixed().is_some_and(|price| price > 0);
        verdict(fits, "auction.start_price", &auction.start_price, || "more than 0 and less than 2^32".to_owned())?;
        seconds("price.max_age", price.max_age, 1..=limits::MAX_PRICE_AGE_SECONDS.into())?;
        number("price.max_confidence_bps", price.max_confidence_bps, 0..=limits::MAX_CONFIDENCE_BPS)
    }

    fn check_market(&self) -> Result<(), ConfigError> {
        let market = &self.market;
        let max_job = limits::MIN_JOB_SECONDS.into()..=limits::MAX_JOB_SECONDS.into();
        seconds("market.max_job", market.max_job, max_job)?;
        let review = limits::MIN_REVIEW_SECONDS.into()..=limits::MAX_REVIEW_SECONDS.into();
        seconds("market.review", market.review, review)?;
        let max_lease = limits::MIN_LEASE_SECONDS.into()..=limits::MAX_LEASE_SECONDS.into();
        seconds("market.max_lease", market.max_lease, max_lease)?;
        seconds("market.grace", market.grace, 0..=limits::MAX_GRACE_SECONDS.into())?;
        let notice = limits::MIN_LEASE_NOTICE_SECONDS.into()..=limits::MAX_LEASE_NOTICE_SECONDS.into();
        seconds("market.notice", market.notice, notice)?;
        number("market.collateral_bps", market.collateral_bps, 0..=limits::MAX_COLLATERAL_BPS)?;
        let audited = market.audit_bps == 0 || (dispute::MIN_AUDIT_BPS..=bps::ONE).contains(&market.audit_bps);
        let bounds = || format!("0, or {} to {}", dispute::MIN_AUDIT_BPS, bps::ONE);
        verdict(audited, "market.audit_bps", &market.audit_bps, bounds)?;
        self.check_judgement()?;
        number("market.class_multiplier", market.class_multiplier, 0..=limits::MAX_CLASS_MULTIPLIER)?;
        number("market.min_gpus", market.min_gpus, 1..=limits::MAX_WORKER_GPUS)?;
        number("market.min_score", market.min_score, 0..=MAX_SCORE)?;
        let name = (1..=limits::NAME_BYTES).contains(&market.name.len()) && !market.name.contains('\0');
        verdict(name, "market.name", &market.name, || format!("a text of 1 to {} bytes", limits::NAME_BYTES))
    }

    /// A result is judged before the stake behind it can leave.
    fn check_judgement(&self) -> Result<(), ConfigError> {
        let market = &self.market;
        let (max_job, review) = (whole(market.max_job), whole(market.review));
        let in_time = dispute::is_judged_in_time(max_job, review, market.audit_bps > 0);
        verdict(in_time, "market.max_job", &humantime::format_duration(market.max_job), || {
            "short enough for the work, its review and its judgement within 14 days: shorten it or market.review"
                .to_owned()
        })
    }
}

fn number<T: PartialOrd + Display>(key: &'static str, value: T, bounds: RangeInclusive<T>) -> Result<(), ConfigError> {
    verdict(bounds.contains(&value), key, &value, || format!("{} to {}", bounds.start(), bounds.end()))
}

fn seconds(key: &'static str, value: Duration, bounds: RangeInclusive<u64>) -> Result<(), ConfigError> {
    let valid = bounds.contains(&value.as_secs()) && value.subsec_nanos() == 0;
    let readable = |seconds: &u64| humantime::format_duration(Duration::from_secs(*seconds));
    verdict(valid, key, &humantime::format_duration(value), || {
        format!("whole seconds, {} to {}", readable(bounds.start()), readable(bounds.end()))
    })
}

/// Whole seconds, which lie within the programs' bounds by now.
fn whole(duration: Duration) -> u32 {
    u32::try_from(duration.as_secs()).unwrap_or(u32::MAX)
}

fn verdict(
    valid: bool,
    key: &'static str,
    found: &dyn Display,
    bounds: impl FnOnce() -> String,
) -> Result<(), ConfigError> {
    if valid { Ok(()) } else { Err(ConfigError::OutOfBounds { key, found: found.to_string(), bounds: bounds() }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_are_within_bounds() {
        Config::default().check().expect("standard");
        Config::localnet().check().expect("localnet");
    }

    #[test]
    fn fractions_of_a_second_are_refused() {
        let mut config = Config::default();
        config.market.review = Duration::from_millis(10_500);
        let error = config.check().expect_err("fraction").to_string();
        assert!(error.contains("market.review is 10s 500ms"), "{error}");
    }

    #[test]
    fn what_is_burned_is_nobodys() {
        let mut config = Config::default();
        config.fees.burn_bps = 8_000;
        let error = config.check().expect_err("more than all").to_string();
        assert_eq!(error, "fees.staker_bps is 3000, and must be 0 to 2000");
    }

    #[test]
    fn the_dollar_token_has_to_be_named() {
        let error = Config::default().usd_mint().expect_err("not named").to_string();
        assert!(error.contains("governance.usd_mint is not named"), "{error}");
    }

    #[test]
    fn a_market_has_no_audits_or_enough_of_them() {
        for (audit_bps, fits) in [(0, true), (499, false), (500, true), (10_000, true), (10_001, false)] {
            let mut config = Config::default();
            config.market.audit_bps = audit_bps;
            let error = config.check().err().map(|error| error.to_string());
            let expected = format!("market.audit_bps is {audit_bps}, and must be 0, or 500 to 10000");
            assert_eq!(error, (!fits).then_some(expected));
        }
    }

    #[test]
    fn results_are_judged_while_the_stake_is_there() {
        let day = Duration::from_secs(86_400);
        for (max_job, review, audit_bps, fits) in
            [(6, 0, 0, true), (6, 1, 0, false), (2, 7, 0, true), (3, 3, 500, true), (4, 1, 500, false)]
        {
            let mut config = Config::default();
            config.market.max_job = day * max_job;
            config.market.review = (day * review).max(Duration::from_secs(60));
            config.market.audit_bps = audit_bps;
            assert_eq!(config.check().is_ok(), fits, "{max_job} and {review} days, {audit_bps}: {:?}", config.check());
        }
    }

    #[test]
    fn names_have_to_fit_their_field() {
        for name in ["", "0123456789012345678901234567890123", "a\0b"] {
            let mut config = Config::default();
            config.market.name = name.to_owned();
            assert!(config.check().is_err(), "{name:?}");
        }
    }
}
