//! Dollars in HEAT at an oracle's price.

use crate::math::{mul_div_ceil, mul_div_floor};
use crate::units::DECIMALS;

/// Least exponent of a price; the greatest is zero.
pub const MIN_EXPONENT: i32 = -18;

/// A price of one HEAT in dollars: `mantissa x 10^exponent`, give or take `confidence x 10^exponent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    pub mantissa: u64,
    pub confidence: u64,
    /// From `MIN_EXPONENT` to zero.
    pub exponent: i32,
}

impl Price {
    /// HEAT base units for so many micro-dollars at the low end of the confidence interval, rounded up:
    /// never less than they are worth, for who is paid. `None` where no price is left or it does not fit.
    pub fn heat_for_usd_ceil(&self, micro_usd: u64) -> Option<u64> {
        let low = self.mantissa.checked_sub(self.confidence)?;
        mul_div_ceil(micro_usd, self.unit()?, low)
    }

    /// HEAT base units for so many micro-dollars at the high end of the confidence interval, rounded down:
    /// never more than they are worth, for who pays.
    pub fn heat_for_usd_floor(&self, micro_usd: u64) -> Option<u64> {
        let high = self.mantissa.checked_add(self.confidence)?;
        mul_div_floor(micro_usd, self.unit()?, high)
    }

    /// Mantissa of one dollar. A micro-dollar is to a dollar what a base unit is to HEAT, so nothing else
    /// is to be scaled.
    fn unit(&self) -> Option<u64> {
        if self.exponent < MIN_EXPONENT {
            return None;
        }
        10u64.checked_pow(u32::try_from(self.exponent.checked_neg()?).ok()?)
    }
}

const _: () = assert!(DECIMALS == 6, "a micro-dollar is a millionth, as a base unit is");

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigUint;
    use proptest::prelude::*;

    #[test]
    fn a_dollar_buys_four_heat_at_a_quarter() {
        // 0.25 +- 0.0025 dollars
        let price = Price { mantissa: 25_000_000, confidence: 250_000, exponent: -8 };
        assert_eq!(price.heat_for_usd_ceil(1_000_000), Some(4_040_405));
        assert_eq!(price.heat_for_usd_floor(1_000_000), Some(3_960_396));
        assert_eq!(Price { confidence: 25_000_000, ..price }.heat_for_usd_ceil(1), None);
        assert_eq!(Price { exponent: 1, ..price }.heat_for_usd_ceil(1), None);
        assert_eq!(Price { exponent: -19, ..price }.heat_for_usd_floor(1), None);
        assert_eq!(Price { exponent: i32::MIN, ..price }.heat_for_usd_floor(1), None);
    }

    proptest! {
        #[test]
        fn amounts_are_exact_and_rounded_against_the_risk(
            micro_usd: u64,
            mantissa in 1..=i64::MAX as u64,
            part in 0u64..=100,
            exponent in MIN_EXPONENT..=0,
        ) {
            let confidence = mantissa / 10_000 * part;
            let price = Price { mantissa, confidence, exponent };
            let dollars = BigUint::from(micro_usd) * BigUint::from(10u8).pow(exponent.unsigned_abs());
            let (low, high) = (mantissa - confidence, mantissa + confidence);
            let ceil = (&dollars + (low - 1)) / low;
            let floor = &dollars / high;
            prop_assert_eq!(price.heat_for_usd_ceil(micro_usd), u64::try_from(ceil).ok());
            prop_assert_eq!(price.heat_for_usd_floor(micro_usd), u64::try_from(floor).ok());
        }
    }
}
