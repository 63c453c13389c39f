//! The reference's own arithmetic. What the program owes is in parts of 2^-32 of a unit; the ideal ledger counts
//! in Q64.64, units in the high half.

/// `a x b / divisor`, rounded down, where it fits.
pub(crate) fn floor(a: u64, b: u64, divisor: u64) -> Option<u64> {
    u64::try_from(u128::from(a) * u128::from(b) / u128::from(divisor)).ok()
}

/// `a x b / divisor`, rounded up.
pub(crate) fn ceil(a: u64, b: u64, divisor: u64) -> u64 {
    u64::try_from((u128::from(a) * u128::from(b)).div_ceil(u128::from(divisor))).expect("part of an amount")
}

/// Units in parts of 2^-32.
pub(crate) fn parts(units: u64) -> u128 {
    u128::from(units) << 32
}

/// Units as Q64.64.
pub(crate) fn whole(units: u64) -> u128 {
    u128::from(units) << 64
}

/// `number x b / divisor`, rounded down, with as wide a middle as it takes.
pub(crate) fn share(number: u128, b: u64, divisor: u64) -> u128 {
    let (b, divisor) = (u128::from(b), u128::from(divisor));
    // In the system of numerals of base 2^64: the high one, what it leaves, and the low one.
    let (high, low) = (number >> 64, number & u128::from(u64::MAX));
    let (high, rest) = (high * b / divisor, high * b % divisor);
    let (low, low_rest) = (low * b / divisor, low * b % divisor);
    let (middle, middle_rest) = ((rest << 64) / divisor, (rest << 64) % divisor);
    (high << 64) + low + middle + (low_rest + middle_rest) / divisor
}
