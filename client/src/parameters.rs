//! The protocol's parameters as a document that people write: the keys, their bounds, and what changed.
//!
//! Amounts are base units, times seconds and rates basis points, as in every document.

use std::ops::RangeInclusive;

use furnace_common::{bps, limits::*};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

pub use crate::generated::governance::types::Parameters;

/// A document that makes no parameters.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum ParametersError {
    /// A key that is no parameter.
    #[error("there is no parameter '{key}'; there are {known}")]
    Unknown {
        /// What was written.
        key: String,
        /// All that there are.
        known: String,
    },
    /// A value of the wrong kind.
    #[error("{key}: {reason}")]
    Value {
        /// The parameter.
        key: String,
        /// What is wrong.
        reason: String,
    },
    /// A value that the program would refuse.
    #[error("{key} must be from {least} to {most}, and is {value}")]
    OutOfBounds {
        /// The parameter.
        key: &'static str,
        /// What it would be.
        value: u64,
        /// Its bounds.
        least: u64,
        /// Its bounds.
        most: u64,
    },
    /// Values that do not go together.
    #[error("{0}")]
    Contradiction(&'static str),
}

/// All parameters with readable values.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    heat_usd_feed: String,
    cooldown_seconds: i64,
    min_lot: u64,
    max_lot: u64,
    half_life_seconds: u32,
    start_multiple_bps: u32,
    notice_seconds: u32,
    delegation_cap_bps: u16,
    take_bps: u16,
    burn_bps: u16,
    staker_bps: u16,
    max_price_age_seconds: u16,
    max_confidence_bps: u16,
}

/// The parameters as a document.
pub fn document(parameters: &Parameters) -> Map<String, Value> {
    let document = Document {
        heat_usd_feed: hex::encode(parameters.heat_usd_feed),
        cooldown_seconds: parameters.cooldown_seconds,
        min_lot: parameters.min_lot,
        max_lot: parameters.max_lot,
        half_life_seconds: parameters.half_life_seconds,
        start_multiple_bps: parameters.start_multiple_bps,
        notice_seconds: parameters.notice_seconds,
        delegation_cap_bps: parameters.delegation_cap_bps,
        take_bps: parameters.take_bps,
        burn_bps: parameters.burn_bps,
        staker_bps: parameters.staker_bps,
        max_price_age_seconds: parameters.max_price_age_seconds,
        max_confidence_bps: parameters.max_confidence_bps,
    };
    match serde_json::to_value(document) {
        Ok(Value::Object(map)) => map,
        // A struct of numbers and text is an object.
        _ => Map::new(),
    }
}

/// `current` with `changes` by key, checked against the bounds in the programs.
pub fn changed(current: &Parameters, changes: Map<String, Value>) -> Result<Parameters, ParametersError> {
    let mut document = document(current);
    for (key, value) in changes {
        let Some(place) = document.get_mut(&key) else {
            let known = document.keys().cloned().collect::<Vec<_>>().join(", ");
            return Err(ParametersError::Unknown { key, known });
        };
        *place = value;
    }
    let document: Document = serde_path_to_error::deserialize(Value::Object(document))
        .map_err(|error| ParametersError::Value { key: error.path().to_string(), reason: error.inner().to_string() })?;
    let feed = hex::decode(document.heat_usd_feed.trim_start_matches("0x")).ok();
    let heat_usd_feed = feed.and_then(|feed| feed.try_into().ok()).ok_or_else(|| ParametersError::Value {
        key: "heat_usd_feed".to_owned(),
        reason: "a feed's name is 64 hexadecimal digits, zeros for none".to_owned(),
    })?;
    let parameters = Parameters {
        heat_usd_feed,
        cooldown_seconds: document.cooldown_seconds,
        min_lot: document.min_lot,
        max_lot: document.max_lot,
        half_life_seconds: document.half_life_seconds,
        start_multiple_bps: document.start_multiple_bps,
        notice_seconds: document.notice_seconds,
        delegation_cap_bps: document.delegation_cap_bps,
        take_bps: document.take_bps,
        burn_bps: document.burn_bps,
        staker_bps: document.staker_bps,
        max_price_age_seconds: document.max_price_age_seconds,
        max_confidence_bps: document.max_confidence_bps,
    };
    check(&parameters)?;
    Ok(parameters)
}

/// What differs: each parameter with its old and its new value.
pub fn differences(old: &Parameters, new: &Parameters) -> Vec<(String, Value, Value)> {
    let mut after = document(new);
    let pairs = document(old).into_iter().filter_map(|(key, before)| Some((after.remove(&key)?, key, before)));
    pairs.filter(|(after, _, before)| before != after).map(|(after, key, before)| (key, before, after)).collect()
}

fn check(parameters: &Parameters) -> Result<(), ParametersError> {
    let seconds = |seconds: i64| u64::try_from(seconds).unwrap_or_default();
    let cooldown = seconds(MIN_COOLDOWN_SECONDS)..=seconds(MAX_COOLDOWN_SECONDS);
    within("cooldown_seconds", seconds(parameters.cooldown_seconds), cooldown)?;
    within("delegation_cap_bps", parameters.delegation_cap_bps, 0..=MAX_DELEGATION_CAP_BPS.into())?;
    within("take_bps", parameters.take_bps, 0..=MAX_TAKE_BPS.into())?;
    within("burn_bps", parameters.burn_bps, MIN_BURN_BPS.into()..=bps::ONE.into())?;
    within("staker_bps", parameters.staker_bps, 0..=bps::ONE.into())?;
    within("min_lot", parameters.min_lot, MIN_LOT..=MAX_LOT)?;
    within("max_lot", parameters.max_lot, MIN_LOT..=MAX_LOT)?;
    let half_life = MIN_HALF_LIFE_SECONDS.into()..=MAX_HALF_LIFE_SECONDS.into();
    within("half_life_seconds", parameters.half_life_seconds, half_life)?;
    let multiple = MIN_START_MULTIPLE_BPS.into()..=MAX_START_MULTIPLE_BPS.into();
    within("start_multiple_bps", parameters.start_multiple_bps, multiple)?;
    let notice = MIN_NOTICE_SECONDS.into()..=MAX_NOTICE_SECONDS.into();
    within("notice_seconds", parameters.notice_seconds, notice)?;
    within("max_price_age_seconds", parameters.max_price_age_seconds, 1..=MAX_PRICE_AGE_SECONDS.into())?;
    within("max_confidence_bps", parameters.max_confidence_bps, 0..=MAX_CONFIDENCE_BPS.into())?;
    if u32::from(parameters.burn_bps) + u32::from(parameters.staker_bps) > bps::ONE.into() {
        return Err(ParametersError::Contradiction("burn_bps and staker_bps together are at most 10000"));
    }
    if parameters.min_lot > parameters.max_lot {
        return Err(ParametersError::Contradiction("min_lot is at most max_lot"));
    }
    Ok(())
}

fn within(key: &'static str, value: impl Into<u64>, bounds: RangeInclusive<u64>) -> Result<(), ParametersError> {
    let value = value.into();
    let (least, most) = bounds.into_inner();
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(ParametersError::OutOfBounds { key, value, least, most })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn usual() -> Parameters {
        Parameters {
            heat_usd_feed: [0; 32],
            cooldown_seconds: 14 * 86_400,
            min_lot: 10_000_000,
            max_lot: 1_000_000_000,
            half_life_seconds: 3_600,
            start_multiple_bps: 20_000,
            notice_seconds: 172_800,
            delegation_cap_bps: 10_000,
            take_bps: 1_000,
            burn_bps: 5_000,
            staker_bps: 3_000,
            max_price_age_seconds: 60,
            max_confidence_bps: 100,
        }
    }

    fn with(changes: Value) -> Result<Parameters, ParametersError> {
        let Value::Object(changes) = changes else { panic!("an object") };
        changed(&usual(), changes)
    }

    #[test]
    fn a_document_makes_the_same_parameters() {
        assert_eq!(changed(&usual(), document(&usual())), Ok(usual()));
        assert_eq!(document(&usual()).len(), 13);
    }

    #[test]
    fn changes_are_laid_over_what_is() {
        let feed = "0x".to_owned() + &"07".repeat(32);
        let new = with(json!({ "take_bps": 900, "heat_usd_feed": feed })).expect("sound");
        assert_eq!((new.take_bps, new.heat_usd_feed, new.burn_bps), (900, [7; 32], 5_000));
        let differences = differences(&usual(), &new);
        assert_eq!(differences.len(), 2);
        assert!(differences.contains(&("take_bps".to_owned(), json!(1_000), json!(900))));
    }

    #[test]
    fn what_the_program_would_refuse_is_named() {
        let message = |changes| with(changes).expect_err("refused").to_string();
        assert!(message(json!({ "take": 1 })).starts_with("there is no parameter 'take'; there are "));
        assert!(message(json!({ "take_bps": "ten" })).starts_with("take_bps: invalid type"));
        assert!(message(json!({ "heat_usd_feed": "07" })).contains("64 hexadecimal digits"));
        assert_eq!(message(json!({ "take_bps": 3_001 })), "take_bps must be from 0 to 3000, and is 3001");
        assert_eq!(message(json!({ "burn_bps": 8_000 })), "burn_bps and staker_bps together are at most 10000");
        assert_eq!(message(json!({ "min_lot": 2_000_000_000_u64 })), "min_lot is at most max_lot");
        for (key, value) in [("cooldown_seconds", -1), ("notice_seconds", 1), ("max_price_age_seconds", 0)] {
            let error = with(json!({ key: value })).expect_err("refused");
            assert!(matches!(error, ParametersError::OutOfBounds { key: named, .. } if named == key), "{error}");
        }
    }
}
