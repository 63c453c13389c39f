//! How the price of a settled job is divided.

use crate::bps;

/// The parts of one settlement; they add up to the price exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// To the operator's earnings vault.
    pub worker: u64,
    /// Burned in the same instruction.
    pub burn: u64,
    /// To the market's fee vault, for stakers and the treasury.
    pub fee: u64,
}

/// Divides `price`: the take is `price x take_bps` rounded up, the burn is the burn share of the take
/// rounded up, the rest of the take is the fee, the rest of the price is the worker's.
///
/// `None` where a rate is over 100%.
pub fn settle(price: u64, take_bps: u16, burn_bps: u16) -> Option<Settlement> {
    let take = bps::of_ceil(price, take_bps)?;
    let burn = bps::of_ceil(take, burn_bps)?;
    Some(Settlement { worker: price.checked_sub(take)?, burn, fee: take.checked_sub(burn)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn default_rates_take_a_tenth_and_burn_half_of_it() {
        let parts = settle(1_000_000, 1_000, 5_000);
        assert_eq!(parts, Some(Settlement { worker: 900_000, burn: 50_000, fee: 50_000 }));
    }

    proptest! {
        #[test]
        fn parts_add_up_and_rounding_never_favours_the_worker(price: u64, take in 0u16..=10_000, burn in 0u16..=10_000) {
            let parts = settle(price, take, burn).unwrap();
            prop_assert_eq!(parts.worker as u128 + parts.burn as u128 + parts.fee as u128, price as u128);
            let exact_worker = price as u128 * (10_000 - take as u128) / 10_000;
            prop_assert!(parts.worker as u128 <= exact_worker);
        }
    }
}
