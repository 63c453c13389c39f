//! Rewards by shares without touching every share: one rising number, and what each holder has seen of it.
//!
//! Numbers and what is owed are in parts of 2^-32 of a unit. What a division leaves over is carried into the
//! next one, so all that is owed to all holders, and the carry, add up to all rewards exactly. With 32 bits
//! of fraction most divisions are of 64 bits, which the machine has; those of 128 bits cost it hundreds of
//! compute units.

use crate::math::{div_rem, mul_wide, STEP_BITS, WIDE_DIVISOR};

const FRACTION_BITS: u32 = 32;

/// Whole units in parts of a unit.
pub fn parts(units: u64) -> u128 {
    (units as u128) << FRACTION_BITS
}

/// Whole units of what is owed; the fraction stays owed. `None` where they do not fit.
pub fn whole(owed: u128) -> Option<u64> {
    u64::try_from(owed >> FRACTION_BITS).ok()
}

/// What is owed once its whole units are paid.
pub fn fraction(owed: u128) -> u128 {
    owed & (u32::MAX as u128)
}

/// By how much the number rises when `reward` and what was `carried` go to `shares`, rounded down, and what
/// is carried on. `None` without shares.
pub fn rise(reward: u128, carried: u64, shares: u64) -> Option<(u128, u64)> {
    let reward = reward.checked_add(u128::from(carried))?;
    match u64::try_from(reward >> FRACTION_BITS) {
        Ok(units) => divide(units, reward as u32, shares),
        Err(_) => div_rem(reward, shares),
    }
}

/// The same for a reward of whole units.
pub fn rise_of_units(units: u64, carried: u64, shares: u64) -> Option<(u128, u64)> {
    divide(units.checked_add(carried >> FRACTION_BITS)?, carried as u32, shares)
}

/// `units` and a fraction by `shares`, with the rest.
fn divide(units: u64, fraction: u32, shares: u64) -> Option<(u128, u64)> {
    if units >> FRACTION_BITS == 0 {
        let reward = units << FRACTION_BITS | u64::from(fraction);
        return Some((u128::from(reward.checked_div(shares)?), reward.checked_rem(shares)?));
    }
    if shares >= WIDE_DIVISOR {
        return div_rem(parts(units) | u128::from(fraction), shares);
    }
    // Whole units by shares, then the fraction in two steps of 16 bits: the rest is less than 2^48, so each
    // fits.
    let (whole, rest) = (units.checked_div(shares)?, units.checked_rem(shares)?);
    let first = rest << STEP_BITS | u64::from(fraction >> STEP_BITS);
    let second = first.checked_rem(shares)? << STEP_BITS | u64::from(fraction as u16);
    let rise = first.checked_div(shares)? << STEP_BITS | second.checked_div(shares)?;
    Some((u128::from(whole) << FRACTION_BITS | u128::from(rise), second.checked_rem(shares)?))
}

/// What `shares` earned while the number rose from `seen` to `now`, exact.
pub fn earned(shares: u64, now: u128, seen: u128) -> Option<u128> {
    let risen = now.checked_sub(seen)?;
    match u64::try_from(risen) {
        Ok(risen) => Some(mul_wide(shares, risen)),
        Err(_) => u128::from(shares).checked_mul(risen),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigUint;
    use proptest::prelude::*;

    fn any_width() -> impl Strategy<Value = u128> {
        (any::<u128>(), 0u32..128).prop_map(|(value, shift)| value >> shift)
    }

    #[test]
    fn nobody_earns_without_shares() {
        assert_eq!(rise(parts(5), 0, 0), None);
        assert_eq!(earned(0, parts(9), 0), Some(0));
        assert_eq!(earned(1, 0, 1), None);
    }

    proptest! {
        #[test]
        fn rises_and_earnings_are_exact(reward in any_width(), carried: u64, shares: u64, wide in 0u32..64, seen in any_width()) {
            let shares = shares >> wide;
            let sum = BigUint::from(reward) + carried;
            let fits = shares > 0 && u128::try_from(&sum).is_ok();
            let parts = fits.then(|| (&sum / shares, &sum % shares));
            let expected = parts.map(|(rise, rest)| (rise.try_into().unwrap(), rest.try_into().unwrap()));
            prop_assert_eq!(rise(reward, carried, shares), expected);

            let risen = (reward >= seen).then(|| BigUint::from(shares) * (reward.saturating_sub(seen)));
            prop_assert_eq!(earned(shares, reward, seen), risen.and_then(|product| product.try_into().ok()));
        }

        #[test]
        fn what_holders_earn_and_the_carry_are_all_rewards(
            rewards in prop::collection::vec(0u64..1 << 55, 1..20),
            holders in prop::collection::vec(1u64..1 << 58, 1..10),
        ) {
            let shares: u64 = holders.iter().sum();
            let (mut number, mut carried) = (0, 0);
            for reward in &rewards {
                let (risen, rest) = rise(parts(*reward), carried, shares).unwrap();
                prop_assert_eq!(rise_of_units(*reward, carried, shares), Some((risen, rest)));
                number += risen;
                carried = rest;
            }
            let owed: u128 = holders.iter().map(|held| earned(*held, number, 0).unwrap()).sum();
            let all: u128 = rewards.iter().map(|reward| parts(*reward)).sum();
            prop_assert_eq!(owed + u128::from(carried), all);
            prop_assert!(carried < shares);
        }

        #[test]
        fn claiming_often_or_seldom_is_the_same(owed in 0u128..1 << 90, more in 0u128..1 << 90) {
            let first = whole(owed).unwrap() as u128;
            let second = whole(fraction(owed) + more).unwrap() as u128;
            prop_assert_eq!(first + second, whole(owed + more).unwrap() as u128);
        }
    }
}
