//! Amounts of HEAT and of dollars: exact, six decimals, no floating point.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Decimals of a whole HEAT, and of a dollar.
pub const DECIMALS: u32 = 6;
/// Base units in a whole HEAT, or in a dollar.
pub const UNIT: u64 = 1_000_000;

/// An amount of HEAT, held in base units. Documents carry base units, people read and write whole HEAT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Heat(pub u64);

/// A text that is no amount.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ParseAmountError {
    /// Not digits with at most one point.
    #[error("'{0}' is not an amount; write for example 12 or 0.5")]
    NotANumber(String),
    /// Finer than a base unit.
    #[error("'{0}' has more than {DECIMALS} decimals")]
    TooFine(String),
    /// More than fits.
    #[error("'{0}' is too large")]
    TooLarge(String),
}

/// An amount of dollars, held in base units of the dollar token: micro-dollars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Usd(pub u64);

macro_rules! amounts {
    ($($amount:ident),+) => {
        $(
            impl FromStr for $amount {
                type Err = ParseAmountError;

                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    parse(text).map(Self)
                }
            }

            impl fmt::Display for $amount {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write(self.0, formatter)
                }
            }
        )+
    };
}

amounts!(Heat, Usd);

fn parse(text: &str) -> Result<u64, ParseAmountError> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) {
        return Err(ParseAmountError::NotANumber(text.to_owned()));
    }
    if fraction.len() > DECIMALS as usize {
        return Err(ParseAmountError::TooFine(text.to_owned()));
    }
    let too_large = || ParseAmountError::TooLarge(text.to_owned());
    let whole: u64 = whole.parse().map_err(|_| too_large())?;
    let fraction: u64 = format!("{fraction:0<6}").parse().map_err(|_| too_large())?;
    whole.checked_mul(UNIT).and_then(|units| units.checked_add(fraction)).ok_or_else(too_large)
}

fn write(amount: u64, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (whole, fraction) = (amount / UNIT, amount % UNIT);
    if fraction == 0 {
        return formatter.pad(&whole.to_string());
    }
    let text = format!("{whole}.{fraction:06}");
    formatter.pad(text.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_both_ways() {
        for (text, units) in [
            ("0", 0),
            ("1", 1_000_000),
            ("0.000001", 1),
            ("12.5", 12_500_000),
            ("800000000", 800_000_000_000_000),
            ("18446744073709.551615", u64::MAX),
        ] {
            assert_eq!(text.parse(), Ok(Heat(units)));
            assert_eq!(Heat(units).to_string(), text);
            assert_eq!((text.parse(), Usd(units).to_string()), (Ok(Usd(units)), text.to_owned()));
        }
        assert_eq!("007.50".parse(), Ok(Heat(7_500_000)));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", ".", "1.", ".5", "-1", "+1", "1e6", "1,5", "1.2.3", " 1", "½"] {
            let error = text.parse::<Heat>().expect_err(text);
            assert!(matches!(error, ParseAmountError::NotANumber(_)), "{text}");
        }
        assert!(matches!("0.0000001".parse::<Heat>(), Err(ParseAmountError::TooFine(_))));
        for text in ["18446744073709.551616", "99999999999999999999"] {
            assert!(matches!(text.parse::<Heat>(), Err(ParseAmountError::TooLarge(_))));
        }
    }
}
