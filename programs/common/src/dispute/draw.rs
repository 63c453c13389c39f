use crate::proof::tree::Hash;

/// Draws up to `seats` of the places, each with the probability that is its part of all weights left, none twice.
/// Calls `each` with every drawn place; returns how many were drawn, which is fewer only where no weight is left. The
/// sum of all weights is below 2^64.
///
/// The remainder of 128 random bits by a sum of less than 2^64 is uniform but for 2^-64.
pub fn draw<const N: usize>(
    seed: &Hash,
    mut weights: [u64; N],
    seats: usize,
    hash: impl Fn(&[&[u8]]) -> Hash,
    mut each: impl FnMut(usize),
) -> usize {
    let mut left = weights.iter().fold(0u64, |sum, weight| sum.saturating_add(*weight));
    for seat in 0..seats {
        if left == 0 {
            return seat;
        }
        let drawn = hash(&[seed, &[seat as u8]]);
        let (high, low) = (half(&drawn, 0), half(&drawn, 8));
        let random = u128::from(high) << 64 | u128::from(low);
        let point = random.checked_rem(u128::from(left)).unwrap_or_default() as u64;
        let place = place_at(&weights, point);
        left = left.saturating_sub(core::mem::take(&mut weights[place]));
        each(place);
    }
    seats
}

/// The place in whose part of the sum the point lies.
fn place_at<const N: usize>(weights: &[u64; N], mut point: u64) -> usize {
    for (place, weight) in weights.iter().enumerate() {
        match point.checked_sub(*weight) {
            Some(rest) => point = rest,
            None => return place,
        }
    }
    N.saturating_sub(1)
}

fn half(hash: &Hash, from: usize) -> u64 {
    let mut bytes = [0; 8];
    if let Some(part) = hash.get(from..from.saturating_add(8)) {
        bytes.copy_from_slice(part);
    }
    u64::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use proptest::prelude::*;
    use std::vec::Vec;

    /// Mixes well enough to draw with: what is tested is what is made of it.
    fn mixed(parts: &[&[u8]]) -> Hash {
        let mut state = 1u64;
        let mut next = |byte: u8| {
            state = (state ^ u64::from(byte)).wrapping_add(0x9e37_79b9_7f4a_7c15);
            state = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            state = (state ^ state >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            state ^ state >> 31
        };
        parts.iter().flat_map(|part| part.iter()).for_each(|byte| {
            next(*byte);
        });
        core::array::from_fn(|index| next(index as u8) as u8)
    }

    fn drawn<const N: usize>(random: u64, weights: [u64; N], seats: usize) -> Vec<usize> {
        let mut places = Vec::new();
        let count = draw(&mixed(&[&random.to_le_bytes()]), weights, seats, mixed, |place| places.push(place));
        assert_eq!(count, places.len());
        places
    }

    #[test]
    fn the_first_seat_goes_by_weight() {
        let weights = [1_000, 0, 3_000, 6_000];
        let mut times = [0u32; 4];
        (0..20_000).for_each(|random| times[drawn(random, weights, 1)[0]] += 1);
        assert_eq!(times[1], 0);
        for (place, expected) in [(0, 2_000.0f64), (2, 6_000.0), (3, 12_000.0)] {
            let deviation = (expected * (1.0 - expected / 20_000.0)).sqrt();
            assert!((f64::from(times[place]) - expected).abs() < 5.0 * deviation, "{times:?}");
        }
    }

    proptest! {
        #[test]
        fn nobody_is_drawn_twice_nor_without_weight(random: u64, weights: [u32; 12], seats in 0usize..9) {
            let weights = weights.map(|weight| u64::from(weight % 5));
            let places = drawn(random, weights, seats);
            let mut once = places.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), places.len());
            prop_assert!(places.iter().all(|place| weights[*place] > 0));
            let eligible = weights.iter().filter(|weight| **weight > 0).count();
            prop_assert_eq!(places.len(), seats.min(eligible));
        }
    }
}
