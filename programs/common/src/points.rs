//! What a worker's proven work counts in an epoch, and its part of the epoch's emission.

use crate::bps;
use crate::math::mul_div_floor;

/// Most that stake multiplies points by, in basis points: reached at twice the minimum stake.
pub const MAX_STAKE_FACTOR_BPS: u16 = 20_000;

const WHOLE: u64 = bps::ONE as u64;

/// `active / minimum` in basis points, rounded down, at most `MAX_STAKE_FACTOR_BPS`. `None` for a minimum of
/// nothing.
pub fn stake_factor_bps_floor(active: u64, minimum: u64) -> Option<u16> {
    let counted = active.min(minimum.saturating_mul(2));
    let factor = u16::try_from(mul_div_floor(counted, WHOLE, minimum)?).ok()?;
    Some(factor.min(MAX_STAKE_FACTOR_BPS))
}

/// `score x stake factor x uptime`, rounded down once. `None` where it does not fit.
pub fn points_floor(score: u64, stake_factor_bps: u16, uptime_bps: u16) -> Option<u64> {
    let factor = u64::from(stake_factor_bps).checked_mul(u64::from(uptime_bps))?;
    mul_div_floor(score, factor, WHOLE.checked_mul(WHOLE)?)
}

/// The part of `budget` for the points from `start` to `start + points` of `total`: the difference of two
/// sums rounded down. Parts that lie side by side from zero to the total add up to the budget exactly,
/// whoever takes theirs first. `None` where the points do not lie within the total.
pub fn share_floor(budget: u64, start: u64, points: u64, total: u64) -> Option<u64> {
    let end = start.checked_add(points).filter(|&end| end <= total)?;
    mul_div_floor(budget, end, total)?.checked_sub(mul_div_floor(budget, start, total)?)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use num_bigint::BigUint;
    use proptest::prelude::*;

    #[test]
    fn stake_counts_up_to_twice_the_minimum() {
        let factors = [0, 100, 150, 200, 1_000, u64::MAX].map(|active| stake_factor_bps_floor(active, 100));
        assert_eq!(factors, [0, 10_000, 15_000, 20_000, 20_000, 20_000].map(Some));
        assert_eq!(stake_factor_bps_floor(1, 0), None);
        assert_eq!(stake_factor_bps_floor(u64::MAX, u64::MAX), Some(10_000));
    }

    #[test]
    fn points_outside_the_total_have_no_share() {
        assert_eq!(share_floor(10, 5, 6, 10), None);
        assert_eq!(share_floor(10, u64::MAX, 1, u64::MAX), None);
        assert_eq!(share_floor(10, 0, 0, 0), None);
    }

    proptest! {
        #[test]
        fn points_are_rounded_down_once(score: u64, factor in 0u16..=20_000, uptime in 0u16..=10_000) {
            let exact = BigUint::from(score) * factor * uptime / 100_000_000u32;
            prop_assert_eq!(points_floor(score, factor, uptime), u64::try_from(exact).ok());
        }

        #[test]
        fn shares_add_up_to_the_budget(budget: u64, parts in proptest::collection::vec(0u64..1 << 58, 1..40)) {
            let total = parts.iter().sum::<u64>();
            prop_assume!(total > 0);
            let (mut start, mut paid) = (0, 0u128);
            for points in parts {
                let share = share_floor(budget, start, points, total).unwrap();
                let exact = u64::try_from(BigUint::from(budget) * points / total).unwrap();
                // At most a unit more than alone, for the fraction of those before.
                prop_assert!(share == exact || share == exact + 1);
                paid += u128::from(share);
                start += points;
            }
            prop_assert_eq!(paid, u128::from(budget));
        }
    }
}
