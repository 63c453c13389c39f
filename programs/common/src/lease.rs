//! What a lease bills by the second, and how far its funds go.

use crate::math::mul_div_floor;

/// What one settlement pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Base units of the payment mint.
    pub amount: u64,
    /// Seconds that it pays for in full.
    pub seconds: u64,
    /// Whether nothing is left of the funds.
    pub used_up: bool,
}

/// The first of `at` and those of the other moments that are set: zero is none.
pub fn first_of(at: i64, others: &[i64]) -> i64 {
    others.iter().filter(|other| **other != 0).fold(at, |first, other| first.min(*other))
}

/// Whole seconds from one moment to a later one; none where it is not later.
pub fn seconds_between(from: i64, to: i64) -> u64 {
    u64::try_from(to.saturating_sub(from)).unwrap_or(0)
}

/// Pays what `seconds` are worth, `due`, out of `funds`; where these do not cover it, all of them, for the
/// whole seconds that they do.
pub fn bill(seconds: u64, due: u64, funds: u64) -> Option<Bill> {
    let paid = if due > funds { mul_div_floor(seconds, funds, due)? } else { seconds };
    Some(Bill { amount: due.min(funds), seconds: paid, used_up: due > 0 && due >= funds })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_moment_that_is_not_set_bounds_nothing() {
        assert_eq!(first_of(100, &[0, 0]), 100);
        assert_eq!(first_of(100, &[0, 90, 95]), 90);
        assert_eq!(first_of(100, &[110]), 100);
    }

    #[test]
    fn time_does_not_run_backwards() {
        assert_eq!(seconds_between(100, 160), 60);
        assert_eq!(seconds_between(160, 100), 0);
        assert_eq!(seconds_between(i64::MIN, i64::MAX), i64::MAX as u64);
    }

    #[test]
    fn funds_pay_for_as_long_as_they_last() {
        assert_eq!(bill(60, 600, 1_000), Some(Bill { amount: 600, seconds: 60, used_up: false }));
        assert_eq!(bill(60, 600, 600), Some(Bill { amount: 600, seconds: 60, used_up: true }));
        assert_eq!(bill(60, 600, 599), Some(Bill { amount: 599, seconds: 59, used_up: true }));
        assert_eq!(bill(60, 600, 0), Some(Bill { amount: 0, seconds: 0, used_up: true }));
        assert_eq!(bill(0, 0, 0), Some(Bill { amount: 0, seconds: 0, used_up: false }));
    }

    proptest! {
        #[test]
        fn no_bill_takes_more_than_is_due_or_there(seconds: u64, due: u64, funds: u64) {
            let bill = bill(seconds, due, funds).unwrap();
            prop_assert_eq!(bill.amount, due.min(funds));
            prop_assert!(bill.seconds <= seconds);
            // Nothing is said to be paid for that was not paid for.
            prop_assert!(bill.seconds as u128 * due as u128 <= seconds as u128 * bill.amount as u128);
            prop_assert!(bill.used_up || bill.seconds == seconds);
        }
    }
}
