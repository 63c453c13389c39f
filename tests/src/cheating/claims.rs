//! One device that claims to be several GPUs.

use furnace_common::proof::{MAX_ROUNDS, Shape, score_floor};
use serde::Serialize;

use super::SHAPE;

/// Rounds that devices compute in the window: one of 5 x 10^13 int8 operations a second, one of 2 x 10^15, one that just
/// computes the largest proof, and one that computes two and a half of them.
const DEVICES: [u32; 4] = [7, 284, 1_024, 2_560];
const GPUS: [u32; 3] = [1, 2, 4];

/// What a device shows that claims to be so many GPUs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claim {
    /// Rounds of the largest size that the device computes in the window.
    pub device_rounds: u32,
    pub gpus: u32,
    /// Rounds of each proof, by which the scores add up to the most.
    pub rounds: Vec<u16>,
    /// The sum of the scores, int8 operations a second.
    pub score: u64,
    /// The same, where the device showing itself as one has 1.
    pub to_one: f64,
    /// The same, if a score were work by the time from the announcement to the commitment: the device proves for one
    /// GPU after the other, each time as much as it would for one.
    pub to_one_by_elapsed_time: f64,
}

/// Every device with every number of GPUs.
pub fn all() -> Vec<Claim> {
    DEVICES.iter().flat_map(|&device_rounds| GPUS.map(|gpus| Claim::new(device_rounds, gpus))).collect()
}

impl Claim {
    fn new(device_rounds: u32, gpus: u32) -> Self {
        let rounds = divided(device_rounds, gpus);
        let (score, one) = (shown(&rounds), shown(&divided(device_rounds, 1)));
        let to_one = score as f64 / one as f64;
        Self { device_rounds, gpus, rounds, score, to_one, to_one_by_elapsed_time: by_elapsed_time(gpus) }
    }
}

/// Rounds as evenly as they can be divided. No proof has more than the protocol allows.
fn divided(rounds: u32, gpus: u32) -> Vec<u16> {
    let of = |gpu| rounds / gpus + u32::from(gpu < rounds % gpus);
    (0..gpus).map(|gpu| of(gpu).min(MAX_ROUNDS.into()) as u16).collect()
}

/// The sum of the scores of proofs with so many rounds.
fn shown(rounds: &[u16]) -> u64 {
    rounds.iter().map(|&rounds| score_floor(&Shape { rounds, ..SHAPE })).sum()
}

/// The first proof is done after one unit of time, the next after two: 1 + 1/2 + 1/3 and so on.
fn by_elapsed_time(gpus: u32) -> f64 {
    (1..=gpus).map(|units| 1.0 / f64::from(units)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn thousandths(value: f64) -> f64 {
        (value * 1_000.0).round()
    }

    #[test]
    fn work_is_divided_evenly_up_to_the_largest_proof() {
        assert_eq!([1, 2, 4].map(|gpus| divided(7, gpus)), [vec![7], vec![4, 3], vec![2, 2, 2, 1]]);
        assert_eq!([1, 2, 4].map(|gpus| divided(2_560, gpus)), [vec![1_024], vec![1_024; 2], vec![640; 4]]);
    }

    #[test]
    fn as_one_or_as_several_a_device_shows_the_same_but_for_rounding() {
        for Claim { device_rounds, gpus, score, .. } in all().into_iter().filter(|claim| claim.device_rounds <= 1_024) {
            let one = Claim::new(device_rounds, 1).score;
            // Each score is rounded down.
            assert!(score <= one && one - score < u64::from(gpus), "{device_rounds} {gpus}");
        }
    }

    #[test]
    fn with_time_measured_two_would_show_half_as_much_again() {
        assert_eq!([1, 2, 4].map(|gpus| thousandths(by_elapsed_time(gpus))), [1_000.0, 1_500.0, 2_083.0]);
    }

    #[test]
    fn a_device_that_is_faster_than_the_largest_proof_shows_more_as_several() {
        assert_eq!(GPUS.map(|gpus| thousandths(Claim::new(2_560, gpus).to_one)), [1_000.0, 2_000.0, 2_500.0]);
    }

    proptest! {
        #[test]
        fn parts_of_a_proof_never_show_more_than_the_whole(
            exponent in 6u32..=15,
            inner in 8u16..=8_191,
            parts in proptest::collection::vec(1u16..=256, 1..=4),
        ) {
            let shape = |rounds| Shape { size: 1 << exponent, inner: inner * 8, rounds };
            let sum: u64 = parts.iter().map(|&rounds| score_floor(&shape(rounds))).sum();
            prop_assert!(sum <= score_floor(&shape(parts.iter().sum())));
        }
    }
}
