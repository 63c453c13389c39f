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
    use super::*;
    use proptest::prelude::*;

    proptest! {
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
