//! How the price of a settled job is divided, and later the fees.

use crate::bps;
use crate::math::mul_div_floor;

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

/// Divides `amount` more where `before` was divided already, so that many small settlements give what one
/// large one gives, to the unit: each part is what it is of the sum, less what it was.
///
/// `None` where a rate is over 100% or the sum does not fit.
pub fn settle_more(before: u64, amount: u64, take_bps: u16, burn_bps: u16) -> Option<Settlement> {
    let was = settle(before, take_bps, burn_bps)?;
    let is = settle(before.checked_add(amount)?, take_bps, burn_bps)?;
    Some(Settlement {
        worker: is.worker.checked_sub(was.worker)?,
        burn: is.burn.checked_sub(was.burn)?,
        fee: is.fee.checked_sub(was.fee)?,
    })
}

/// The parts of collected fees; they add up to them exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// To the auction, whose proceeds are burned.
    pub auction: u64,
    pub stakers: u64,
    pub treasury: u64,
}

/// Divides collected fees by the parts of the take. The stakers' part is rounded down, the treasury has the
/// rest.
///
/// Fees whose burn share was burned at settlement are only the other two parts; else the burn share, rounded
/// up, goes to the auction. Where the parts leave nobody but the burn, what was collected is the stakers'.
/// `None` where the rates add up to more than 100%.
pub fn distribute(fee: u64, burn_bps: u16, staker_bps: u16, already_burned: bool) -> Option<Distribution> {
    let kept_bps = bps::ONE.checked_sub(burn_bps)?;
    kept_bps.checked_sub(staker_bps)?;
    let (auction, stakers) = match already_burned {
        true if kept_bps == 0 => (0, fee),
        true => (0, mul_div_floor(fee, u64::from(staker_bps), u64::from(kept_bps))?),
        false => (bps::of_ceil(fee, burn_bps)?, bps::of_floor(fee, staker_bps)?),
    };
    Some(Distribution { auction, stakers, treasury: fee.checked_sub(auction)?.checked_sub(stakers)? })
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

        #[test]
        fn small_settlements_give_what_a_large_one_gives(
            amounts in proptest::collection::vec(0u64..=1 << 56, 1..20),
            take in 0u16..=10_000,
            burn in 0u16..=10_000,
        ) {
            let (mut before, mut sum) = (0, Settlement { worker: 0, burn: 0, fee: 0 });
            for amount in amounts {
                let parts = settle_more(before, amount, take, burn).unwrap();
                prop_assert_eq!(parts.worker + parts.burn + parts.fee, amount);
                before += amount;
                sum = Settlement {
                    worker: sum.worker + parts.worker,
                    burn: sum.burn + parts.burn,
                    fee: sum.fee + parts.fee,
                };
            }
            prop_assert_eq!(Some(sum), settle(before, take, burn));
        }

        #[test]
        fn fees_add_up_and_nobody_gets_more_than_their_part(
            fee: u64,
            burn in 0u16..=10_000,
            part in 0u16..=10_000,
            already_burned: bool,
        ) {
            let staker = (u32::from(10_000 - burn) * u32::from(part) / 10_000) as u16;
            let parts = distribute(fee, burn, staker, already_burned).unwrap();
            let sum = parts.auction as u128 + parts.stakers as u128 + parts.treasury as u128;
            prop_assert_eq!(sum, fee as u128);
            let whole = if already_burned { 10_000 - burn } else { 10_000 };
            if whole == 0 {
                prop_assert_eq!(parts, Distribution { auction: 0, stakers: fee, treasury: 0 });
            } else {
                prop_assert_eq!(parts.stakers as u128, fee as u128 * staker as u128 / whole as u128);
                let burned = if already_burned { 0 } else { (fee as u128 * burn as u128).div_ceil(10_000) };
                prop_assert_eq!(parts.auction as u128, burned);
            }
        }
    }

    #[test]
    fn default_rates_give_stakers_three_parts_of_ten() {
        let burned = Distribution { auction: 0, stakers: 600, treasury: 400 };
        assert_eq!(distribute(1_000, 5_000, 3_000, true), Some(burned));
        let unburned = Distribution { auction: 500, stakers: 300, treasury: 200 };
        assert_eq!(distribute(1_000, 5_000, 3_000, false), Some(unburned));
        assert_eq!(distribute(1, 5_000, 5_001, false), None);
    }
}
