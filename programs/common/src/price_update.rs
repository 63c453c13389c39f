//! Price updates of the Pyth network (`PriceUpdateV2` of its receiver program), held to the same rules on the
//! chain and off it.

use crate::bps;
use crate::limits::MAX_PRICE_LEAD_SECONDS;
use crate::price::{Price, MIN_EXPONENT};

/// Bytes of a price update.
pub const UPDATE_BYTES: usize = 134;

const DISCRIMINATOR: [u8; 8] = [0x22, 0xf1, 0x23, 0x63, 0x9d, 0x7e, 0xf4, 0xcd];
/// The whole quorum signed. A lower level has a longer tag, and everything after it elsewhere.
const FULL: u8 = 1;

/// What an update must be to count.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    /// Pyth's name of what is priced; zeros where there is none.
    pub feed: &'a [u8; 32],
    /// In seconds.
    pub max_age: u16,
    /// Of the price, in basis points.
    pub max_confidence_bps: u16,
}

/// A price, and when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    pub price: Price,
    /// Unix seconds.
    pub published_at: i64,
}

/// Why an account gives no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceError {
    NoFeed,
    /// The account is of another owner, which whoever reads it looks at.
    NotPyth,
    Malformed,
    NotVerified,
    WrongFeed,
    FromFuture {
        /// How far ahead of the clock.
        seconds: i64,
    },
    TooOld {
        /// Its age.
        seconds: i64,
    },
    NotPositive,
    TooUncertain,
    ExponentOutOfRange {
        exponent: i32,
    },
}

/// Reads the price of a feed from the bytes of an account of Pyth's receiver, and refuses what does not meet
/// the terms at `now`, unix seconds. Layout:
/// `discriminator 8 | write authority 32 | level 1 | feed 32 | price i64 | confidence u64 | exponent i32 |
/// published at i64 | ..`.
pub fn parse(data: &[u8], terms: &Terms, now: i64) -> Result<Quote, PriceError> {
    let well_formed = data.len() == UPDATE_BYTES && data.get(..8) == Some(&DISCRIMINATOR);
    check(well_formed, PriceError::Malformed)?;
    check(data.get(40) == Some(&FULL), PriceError::NotVerified)?;
    check(*terms.feed != [0; 32], PriceError::NoFeed)?;
    check(data.get(41..73) == Some(terms.feed), PriceError::WrongFeed)?;

    let published_at = i64::from_le_bytes(bytes(data, 93)?);
    let age = now.saturating_sub(published_at);
    check(age >= -MAX_PRICE_LEAD_SECONDS, PriceError::FromFuture { seconds: age.saturating_neg() })?;
    check(age <= i64::from(terms.max_age), PriceError::TooOld { seconds: age })?;

    let mantissa = u64::try_from(i64::from_le_bytes(bytes(data, 73)?)).map_err(|_| PriceError::NotPositive)?;
    check(mantissa > 0, PriceError::NotPositive)?;
    let confidence = u64::from_le_bytes(bytes(data, 81)?);
    let uncertain = u128::from(confidence).saturating_mul(u128::from(bps::ONE));
    let allowed = u128::from(mantissa).saturating_mul(u128::from(terms.max_confidence_bps));
    check(uncertain <= allowed, PriceError::TooUncertain)?;
    let exponent = i32::from_le_bytes(bytes(data, 89)?);
    check((MIN_EXPONENT..=0).contains(&exponent), PriceError::ExponentOutOfRange { exponent })?;
    Ok(Quote { price: Price { mantissa, confidence, exponent }, published_at })
}

fn check(holds: bool, error: PriceError) -> Result<(), PriceError> {
    if holds {
        Ok(())
    } else {
        Err(error)
    }
}

fn bytes<const N: usize>(data: &[u8], at: usize) -> Result<[u8; N], PriceError> {
    data.get(at..).and_then(|rest| rest.first_chunk()).copied().ok_or(PriceError::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: [u8; 32] = [7; 32];
    const TERMS: Terms = Terms { feed: &FEED, max_age: 60, max_confidence_bps: 100 };
    const NOW: i64 = 1_000;

    /// Full verification, 0.25 dollars give or take a hundredth of it, 10 seconds old.
    fn update() -> [u8; UPDATE_BYTES] {
        let mut data = [0; UPDATE_BYTES];
        data[..8].copy_from_slice(&DISCRIMINATOR);
        data[40] = FULL;
        data[41..73].copy_from_slice(&FEED);
        data[73..81].copy_from_slice(&25_000_000i64.to_le_bytes());
        data[81..89].copy_from_slice(&250_000u64.to_le_bytes());
        data[89..93].copy_from_slice(&(-8i32).to_le_bytes());
        data[93..101].copy_from_slice(&(NOW - 10).to_le_bytes());
        data
    }

    fn with(at: usize, new: &[u8]) -> Result<Quote, PriceError> {
        let mut data = update();
        data[at..][..new.len()].copy_from_slice(new);
        parse(&data, &TERMS, NOW)
    }

    #[test]
    fn a_sound_update_is_read() {
        let price = Price { mantissa: 25_000_000, confidence: 250_000, exponent: -8 };
        assert_eq!(parse(&update(), &TERMS, NOW), Ok(Quote { price, published_at: NOW - 10 }));
    }

    #[test]
    fn anything_else_is_refused_by_name() {
        assert_eq!(parse(&update()[..133], &TERMS, NOW), Err(PriceError::Malformed));
        assert_eq!(with(0, &[0]), Err(PriceError::Malformed));
        assert_eq!(with(40, &[0]), Err(PriceError::NotVerified));
        assert_eq!(with(40, &[2]), Err(PriceError::NotVerified));
        assert_eq!(with(72, &[8]), Err(PriceError::WrongFeed));
        assert_eq!(with(41, &[0; 32]), Err(PriceError::WrongFeed));
        assert_eq!(with(93, &(NOW + 11).to_le_bytes()), Err(PriceError::FromFuture { seconds: 11 }));
        assert_eq!(with(93, &i64::MAX.to_le_bytes()), Err(PriceError::FromFuture { seconds: i64::MAX - NOW }));
        assert_eq!(with(93, &(NOW - 61).to_le_bytes()), Err(PriceError::TooOld { seconds: 61 }));
        assert_eq!(with(93, &i64::MIN.to_le_bytes()), Err(PriceError::TooOld { seconds: i64::MAX }));
        assert_eq!(with(73, &0i64.to_le_bytes()), Err(PriceError::NotPositive));
        assert_eq!(with(73, &(-1i64).to_le_bytes()), Err(PriceError::NotPositive));
        assert_eq!(with(81, &250_001u64.to_le_bytes()), Err(PriceError::TooUncertain));
        assert_eq!(with(81, &u64::MAX.to_le_bytes()), Err(PriceError::TooUncertain));
        assert_eq!(with(89, &1i32.to_le_bytes()), Err(PriceError::ExponentOutOfRange { exponent: 1 }));
        assert_eq!(with(89, &(-19i32).to_le_bytes()), Err(PriceError::ExponentOutOfRange { exponent: -19 }));

        let none = Terms { feed: &[0; 32], ..TERMS };
        assert_eq!(parse(&update(), &none, NOW), Err(PriceError::NoFeed));
    }

    #[test]
    fn the_last_second_counts() {
        assert!(with(93, &NOW.to_le_bytes()).is_ok());
        assert!(with(93, &(NOW - 60).to_le_bytes()).is_ok());
    }
}
