//! Shares of a pool: tokens in, shares out, and back.
//!
//! A virtual share and a virtual unit stand beside the real ones, so that the first depositor cannot
//! set a price at which later ones round to nothing.

use crate::math::mul_div_floor;

/// Virtual shares and virtual units of every pool.
pub const VIRTUAL: u64 = 1_000;

/// Shares for `amount` units, rounded down (against who stakes).
pub fn issue(amount: u64, total_amount: u64, total_shares: u64) -> Option<u64> {
    mul_div_floor(amount, total_shares.checked_add(VIRTUAL)?, total_amount.checked_add(VIRTUAL)?)
}

/// Units for `shares`, rounded down (against who redeems), never more than the pool holds.
pub fn redeem(shares: u64, total_amount: u64, total_shares: u64) -> Option<u64> {
    let amount = mul_div_floor(shares, total_amount.checked_add(VIRTUAL)?, total_shares.checked_add(VIRTUAL)?)?;
    Some(amount.min(total_amount))
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use num_bigint::BigUint;
    use proptest::prelude::*;
    use std::vec::Vec;

    fn any_width() -> impl Strategy<Value = u64> {
        (any::<u64>(), 0u32..64).prop_map(|(value, shift)| value >> shift)
    }

    /// `value x all / of`, both with what is virtual beside them, rounded down.
    fn exact(value: u64, all: u64, of: u64) -> Option<u64> {
        let (all, of) = (BigUint::from(all) + VIRTUAL, BigUint::from(of) + VIRTUAL);
        u64::try_from(BigUint::from(value) * all / of).ok()
    }

    proptest! {
        #[test]
        fn issues_and_redemptions_are_exact(
            value in any_width(),
            total_amount in any_width(),
            total_shares in any_width(),
        ) {
            // Totals with which the virtual ones do not fit are refused.
            let fits = total_amount.checked_add(VIRTUAL).and(total_shares.checked_add(VIRTUAL)).is_some();
            let issued = exact(value, total_shares, total_amount).filter(|_| fits);
            let redeemed = exact(value, total_amount, total_shares).filter(|_| fits);
            prop_assert_eq!(issue(value, total_amount, total_shares), issued);
            prop_assert_eq!(redeem(value, total_amount, total_shares), redeemed.map(|amount| amount.min(total_amount)));
        }

        #[test]
        fn whatever_holders_do_the_pool_covers_them_all(
            moves in prop::collection::vec((0usize..4, any::<bool>(), 1u64..1 << 40), 1..60),
        ) {
            let mut held = [0u64; 4];
            let (mut amount, mut shares) = (0u64, 0u64);
            for (holder, stakes, size) in moves {
                if stakes {
                    let issued = issue(size, amount, shares).unwrap();
                    (amount, shares, held[holder]) = (amount + size, shares + issued, held[holder] + issued);
                } else {
                    let count = size.min(held[holder]);
                    let redeemed = redeem(count, amount, shares).unwrap();
                    (amount, shares, held[holder]) = (amount - redeemed, shares - count, held[holder] - count);
                }
                prop_assert_eq!(held.iter().sum::<u64>(), shares);
                let worth: Vec<u128> = held.iter().map(|held| redeem(*held, amount, shares).unwrap().into()).collect();
                prop_assert!(worth.iter().sum::<u128>() <= u128::from(amount));
            }
        }

        #[test]
        fn a_redemption_never_lowers_the_price_for_those_who_stay(
            total_amount in 0u64..1 << 50,
            total_shares in 0u64..1 << 50,
            part in any::<u64>(),
        ) {
            let count = part % (total_shares + 1);
            let redeemed = redeem(count, total_amount, total_shares).unwrap();
            let before = (BigUint::from(total_amount) + VIRTUAL, BigUint::from(total_shares) + VIRTUAL);
            let after = (&before.0 - redeemed, &before.1 - count);
            prop_assert!(after.0 * before.1 >= before.0 * after.1);
        }

        #[test]
        fn issue_then_redeem_never_gains(
            amount in 1u64..1 << 50,
            total_amount in 0u64..1 << 50,
            total_shares in 0u64..1 << 50,
        ) {
            if let Some(shares) = issue(amount, total_amount, total_shares) {
                if let (Some(amounts), Some(all)) = (total_amount.checked_add(amount), total_shares.checked_add(shares)) {
                    prop_assert!(redeem(shares, amounts, all).unwrap() <= amount);
                }
            }
        }

        #[test]
        fn staking_never_raises_the_price_of_a_share_for_the_staker(
            amount in 1u64..1 << 40,
            total_amount in 0u64..1 << 40,
            total_shares in 0u64..1 << 40,
        ) {
            let shares = issue(amount, total_amount, total_shares).unwrap() as u128;
            // price after >= price before, for those already in the pool
            let before = (total_amount as u128 + VIRTUAL as u128, total_shares as u128 + VIRTUAL as u128);
            let after = (before.0 + amount as u128, before.1 + shares);
            prop_assert!(after.0 * before.1 >= before.0 * after.1);
        }
    }
}
