//! Each parameter lies in its hard bounds, whoever asks.

use furnace_client::generated::governance::errors::FurnaceGovernanceError;
use furnace_client::generated::governance::types::Parameters;
use furnace_common::limits::*;
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::network::{Network, parameters};

/// A parameter with a value just inside a bound and one just outside.
struct Bound {
    name: &'static str,
    set: fn(&mut Parameters, u64),
    inside: u64,
    outside: u64,
}

macro_rules! bounds {
    ($($name:ident: $($inside:expr, $outside:expr);+,)+) => {
        vec![$($(Bound {
            name: stringify!($name),
            set: |parameters, value| parameters.$name = value.try_into().expect("value fits"),
            inside: u64::try_from($inside).expect("bound"),
            outside: u64::try_from($outside).expect("bound"),
        },)+)+]
    };
}

/// Both sides of every bound; where parameters bound one another, against those of the test network.
fn bounds() -> Vec<Bound> {
    let defaults = parameters();
    bounds! {
        cooldown_seconds: MIN_COOLDOWN_SECONDS, MIN_COOLDOWN_SECONDS - 1; MAX_COOLDOWN_SECONDS, MAX_COOLDOWN_SECONDS + 1,
        delegation_cap_bps: MAX_DELEGATION_CAP_BPS, MAX_DELEGATION_CAP_BPS + 1,
        take_bps: MAX_TAKE_BPS, MAX_TAKE_BPS + 1,
        burn_bps: MIN_BURN_BPS, MIN_BURN_BPS - 1; 10_000 - defaults.staker_bps, 10_001 - defaults.staker_bps,
        staker_bps: 10_000 - defaults.burn_bps, 10_001 - defaults.burn_bps; 0u16, u16::MAX,
        half_life_seconds: MIN_HALF_LIFE_SECONDS, MIN_HALF_LIFE_SECONDS - 1; MAX_HALF_LIFE_SECONDS, MAX_HALF_LIFE_SECONDS + 1,
        start_multiple_bps: MIN_START_MULTIPLE_BPS, MIN_START_MULTIPLE_BPS - 1; MAX_START_MULTIPLE_BPS, MAX_START_MULTIPLE_BPS + 1,
        min_lot: MIN_LOT, MIN_LOT - 1; defaults.max_lot, defaults.max_lot + 1,
        max_lot: defaults.min_lot, defaults.min_lot - 1; MAX_LOT, MAX_LOT + 1,
        max_price_age_seconds: 1u16, 0u16; MAX_PRICE_AGE_SECONDS, MAX_PRICE_AGE_SECONDS + 1,
        max_confidence_bps: MAX_CONFIDENCE_BPS, MAX_CONFIDENCE_BPS + 1; 0u16, u16::MAX,
        notice_seconds: MIN_NOTICE_SECONDS, MIN_NOTICE_SECONDS - 1; MAX_NOTICE_SECONDS, MAX_NOTICE_SECONDS + 1,
    }
}

/// Announces the test network's parameters with one of them changed.
fn propose(network: &mut Network, bound: &Bound, value: u64) -> Result<(), Failure> {
    let mut changed = parameters();
    (bound.set)(&mut changed, value);
    let authority = network.authority.insecure_clone();
    network.try_propose(&authority, changed).map(|_| ())
}

#[test]
fn both_sides_of_every_bound() {
    let mut network = Network::new();
    for bound in bounds() {
        // When the parameter lies on its bound, then it can be announced
        let result = propose(&mut network, &bound, bound.inside);
        assert!(result.is_ok(), "{} at {}: {result:?}", bound.name, bound.inside);
        let announced = network.governance().proposed.clone();

        // and one step further it cannot, and what was announced stays
        let result = propose(&mut network, &bound, bound.outside);
        assert!(result.is_err(), "{} at {}", bound.name, bound.outside);
        assert_error(result, FurnaceGovernanceError::ParameterOutOfBounds);
        assert_eq!(network.governance().proposed, announced);
    }
}

#[test]
fn no_parameter_is_forgotten() {
    // Given all parameters, when each one that the table above knows is changed
    let changed = bounds().iter().fold(parameters(), |mut changed, bound| {
        (bound.set)(&mut changed, bound.outside);
        changed
    });

    // Then none is as it was
    let (new, old) = (fields(&changed), fields(&parameters()));
    assert!(new.iter().zip(old).all(|(&new, old)| new != old), "{new:?}");
}

/// Every parameter as a number, but the price feed, which may be any; a new one does not compile until it
/// has its place.
fn fields(parameters: &Parameters) -> [u64; 12] {
    let Parameters {
        heat_usd_feed: _,
        cooldown_seconds,
        min_lot,
        max_lot,
        half_life_seconds,
        start_multiple_bps,
        notice_seconds,
        delegation_cap_bps,
        take_bps,
        burn_bps,
        staker_bps,
        max_price_age_seconds,
        max_confidence_bps,
    } = parameters.clone();
    [
        cooldown_seconds.unsigned_abs(),
        min_lot,
        max_lot,
        half_life_seconds.into(),
        start_multiple_bps.into(),
        notice_seconds.into(),
        delegation_cap_bps.into(),
        take_bps.into(),
        burn_bps.into(),
        staker_bps.into(),
        max_price_age_seconds.into(),
        max_confidence_bps.into(),
    ]
}
