mod benchmark;
mod device;
mod fraud;
mod openings;
mod reference;

use super::*;

const SMALL: Shape = Shape { size: 64, inner: 64, rounds: 2 };

/// A seed with a different byte everywhere.
fn seed(first: u8) -> Hash {
    std::array::from_fn(|byte| first.wrapping_add(byte as u8))
}

fn challenge(shape: Shape) -> Challenge {
    Challenge { seed: seed(0), shape }
}
