//! Locks: stake that stays for a time weighs more in fees and votes.

use crate::limits::MAX_LOCK_SECONDS;
use crate::math::mul_div_floor;

/// Three times its own weight comes on top for a lock of a year: 1x to 4x, linearly (as Nosana's xNOS).
const MAX_BONUS: u64 = 3;

/// Weight that a lock of `seconds` adds to `shares`, rounded down. `None` for a time out of bounds.
pub fn bonus(shares: u64, seconds: i64) -> Option<u64> {
    let longest = MAX_LOCK_SECONDS as u64;
    let seconds = u64::try_from(seconds).ok().filter(|seconds| *seconds <= longest)?;
    mul_div_floor(shares, seconds.checked_mul(MAX_BONUS)?, longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_go_from_one_to_four() {
        assert_eq!(bonus(1_000, 0), Some(0));
        assert_eq!(bonus(1_000, MAX_LOCK_SECONDS / 3), Some(1_000));
        assert_eq!(bonus(1_000, MAX_LOCK_SECONDS), Some(3_000));
        assert_eq!(bonus(1_000, MAX_LOCK_SECONDS + 1), None);
        assert_eq!(bonus(1_000, -1), None);
    }
}
