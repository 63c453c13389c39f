//! Rewards by shares without touching every share: one rising number, and what each holder has seen of it.
//!
//! Numbers are Q64.64: units in the high half, parts of a unit in the low one. The product of shares and
//! a rise stays below 2^128 as long as all rewards ever paid in one mint stay below 2^64 units, since
//! nobody holds more shares than all of them.

const FRACTION_BITS: u32 = 64;

/// By how much the number rises when `amount` units go to `shares`, rounded down. `None` without shares.
pub fn rise(amount: u64, shares: u64) -> Option<u128> {
    (u128::from(amount) << FRACTION_BITS).checked_div(u128::from(shares))
}

/// The same for an amount in Q64.64.
pub fn rise_of_fraction(amount: u128, shares: u64) -> Option<u128> {
    amount.checked_div(u128::from(shares))
}

/// What `shares` earned while the number rose from `seen` to `now`, in Q64.64, exact.
pub fn earned(shares: u64, now: u128, seen: u128) -> Option<u128> {
    u128::from(shares).checked_mul(now.checked_sub(seen)?)
}

/// Whole units of what is owed; the fraction stays owed.
pub fn whole(owed: u128) -> u64 {
    (owed >> FRACTION_BITS) as u64
}

/// What is owed once its whole units are paid.
pub fn fraction(owed: u128) -> u128 {
    owed & (u64::MAX as u128)
}
