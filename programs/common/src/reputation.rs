//! How a worker's record compares.

use crate::bps;
use crate::math::mul_div_floor;

/// Settled jobs as a part of all that it took, in basis points, as if one more had failed: a record must be
/// long to be near the whole.
pub fn record_bps(completed: u64, failed: u64) -> u16 {
    let all = completed.saturating_add(failed).saturating_add(1);
    // Less than the whole, because there is one more.
    mul_div_floor(completed, u64::from(bps::ONE), all).and_then(|part| u16::try_from(part).ok()).unwrap_or(bps::ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_and_cleaner_records_are_better() {
        assert_eq!(record_bps(0, 0), 0);
        assert_eq!(record_bps(1, 0), 5_000);
        assert!(record_bps(99, 0) > record_bps(99, 1));
        assert_eq!(record_bps(1_000_000, 0), 9_999);
        assert_eq!(record_bps(1_000_000, 1_000_000), 4_999);
    }
}
