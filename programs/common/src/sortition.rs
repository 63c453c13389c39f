//! Who may claim first, so that a crowd of workers does not race for one job.

use crate::bps;

/// Whether a worker is drawn: the first 8 bytes of `hash`, that of job and worker, as a fraction of all
/// their values are below `rate`, in basis points. Of many workers so many are.
pub fn is_drawn(hash: &[u8; 32], rate: u16) -> bool {
    let [a, b, c, d, e, f, g, h, ..] = *hash;
    let fraction = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
    // Rounded down; the whole is everyone.
    rate >= bps::ONE || PART.checked_mul(u64::from(rate)).is_some_and(|limit| fraction < limit)
}

/// A basis point of all values of 8 bytes.
const PART: u64 = u64::MAX / bps::ONE as u64;

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(first: u64) -> [u8; 32] {
        let mut hash = [0; 32];
        hash[..8].copy_from_slice(&first.to_be_bytes());
        hash
    }

    #[test]
    fn the_rate_is_the_part_that_is_drawn() {
        for rate in [0u16, 1, 100, 5_000, 9_999, 10_000] {
            let drawn = (0..10_000u64).filter(|part| is_drawn(&hash(part * (u64::MAX / 10_000) + 1_000), rate)).count();
            assert_eq!(drawn, usize::from(rate));
        }
        assert!(!is_drawn(&hash(0), 0));
        assert!(is_drawn(&hash(u64::MAX), 10_000));
    }
}
