//! Amounts of HEAT and of dollars.

use std::fmt;

use furnace_client::heat::{Heat, UNIT};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};

/// An amount of a token with six decimals, held in base units and written in whole tokens: `10000` or `'0.25'`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(pub u64);

impl Amount {
    /// Base units of a whole token.
    pub const UNIT: u64 = UNIT;

    pub(super) const fn whole(tokens: u32) -> Self {
        Self(tokens as u64 * Self::UNIT)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Heat(self.0).fmt(formatter)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Written)
    }
}

/// As a text or as a number.
struct Written;

impl Visitor<'_> for Written {
    type Value = Amount;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an amount such as 12 or 0.5")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Amount, E> {
        text.parse::<Heat>().map(|amount| Amount(amount.0)).map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, tokens: u64) -> Result<Amount, E> {
        self.visit_str(&tokens.to_string())
    }

    fn visit_i64<E: Error>(self, tokens: i64) -> Result<Amount, E> {
        self.visit_str(&tokens.to_string())
    }

    fn visit_f64<E: Error>(self, tokens: f64) -> Result<Amount, E> {
        // The shortest text that means the number, which is the one that was written.
        self.visit_str(&tokens.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_mean_the_same() {
        for text in ["2.5", "'2.5'"] {
            let found: Amount = serde_json::from_str(&text.replace('\'', "\"")).expect(text);
            assert_eq!((found, found.to_string().as_str()), (Amount(2_500_000), "2.5"));
        }
        assert_eq!(serde_json::from_str::<Amount>("12").expect("whole"), Amount(12_000_000));
        for text in ["-1", "0.0000001", "1e30", "\"a\"", "true"] {
            assert!(serde_json::from_str::<Amount>(text).is_err(), "{text}");
        }
    }
}
