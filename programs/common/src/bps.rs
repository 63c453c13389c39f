//! Basis points: hundredths of a percent, the scale of every rate in the protocol.

use crate::math::{mul_div_ceil, mul_div_floor};

/// The whole, 100%.
pub const ONE: u16 = 10_000;

/// `amount x rate`, rounded down. `None` where the result does not fit.
pub fn of_floor(amount: u64, rate: u16) -> Option<u64> {
    mul_div_floor(amount, rate as u64, ONE as u64)
}

/// `amount x rate`, rounded up. `None` where the result does not fit.
pub fn of_ceil(amount: u64, rate: u16) -> Option<u64> {
    mul_div_ceil(amount, rate as u64, ONE as u64)
}
