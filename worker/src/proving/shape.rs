//! How much a device computes in the time that all have.

use furnace_common::proof::{MAX_INNER, MAX_ROUNDS, MAX_SIZE, MIN_INNER, MIN_SIZE, Shape, WINDOW_SECONDS};
use furnace_kernels::{
    Device, Watch,
    proof::{ProofError, benchmark},
};

/// What is measured first.
const FIRST: Shape = Shape { size: 512, inner: 512, rounds: 1 };
/// Rounds of most proofs.
const ROUNDS: f64 = 16.0;
/// Lengths of lines are multiples of what a device loads at a time.
const STEP: u16 = 64;
/// A measurement shorter than this part of the window says little, and is repeated with more work.
const ENOUGH: f64 = 0.02;

/// The most that a device proves in a part of the window, by measuring it. The seed is drawn and the roots are sent in
/// the rest of it.
///
/// # Errors
/// When the device fails.
pub(super) fn measured(device: &Device, part: f64) -> Result<Shape, ProofError> {
    let window = WINDOW_SECONDS as f64;
    let mut shape = FIRST;
    loop {
        let rate = benchmark(device, shape, &mut Watch::none())?.device;
        let largest = fitting(rate * window * part);
        if shape.operations() as f64 / rate >= window * ENOUGH || shape.size >= largest.size {
            return Ok(largest);
        }
        let size = shape.size * 2;
        shape = Shape { size, inner: size, ..shape };
    }
}

/// The shape with the most operations that is not above `operations`, or nearly; the smallest one if all are.
///
/// There are about [`ROUNDS`], whose roots are shown at once, unless lines are as long as they may be. The
/// longer the lines, the fewer entries there are to hash for the same work; but a device has more to do at a time the
/// more entries there are, so lines become longer than the matrix is wide only by as much as the next size is away.
fn fitting(operations: f64) -> Shape {
    let longest = |size: u16| operations / (2.0 * f64::from(size) * f64::from(size) * ROUNDS);
    let sizes = std::iter::successors(Some(MIN_SIZE), |size| size.checked_mul(2)).take_while(|size| *size <= MAX_SIZE);
    let size = sizes.filter(|size| longest(*size) >= f64::from(*size)).last().unwrap_or(MIN_SIZE);
    let inner = (longest(size).min(f64::from(MAX_INNER)) as u16 / STEP * STEP).max(MIN_INNER);
    let one = Shape { size, inner, rounds: 1 };
    let rounds = (operations / one.operations() as f64).clamp(1.0, f64::from(MAX_ROUNDS)) as u16;
    Shape { rounds, ..one }
}

#[cfg(test)]
mod tests {
    use furnace_common::proof::{ROOTS_AT_ONCE, score_floor};

    use super::*;

    #[test]
    fn the_largest_that_fits_loses_little_and_has_few_rounds() {
        for exponent in 24..=56 {
            for factor in [1.0, 1.3, 1.9] {
                let operations = 2f64.powi(exponent) * factor;
                let shape = fitting(operations);
                assert!(shape.is_valid() && shape.operations() as f64 <= operations, "{exponent}: {shape:?}");
                assert!(shape.operations() as f64 >= operations * 0.93, "{exponent}: {shape:?}");
                // Above that lines are as long as they may be.
                assert!(exponent > 48 || usize::from(shape.rounds) <= ROOTS_AT_ONCE, "{exponent}: {shape:?}");
            }
        }
        assert_eq!(fitting(0.0), Shape { size: 64, inner: 64, rounds: 1 });
    }

    #[test]
    fn the_fastest_devices_show_what_they_can() {
        // 4.5e15 int8 operations a second, four fifths of the window.
        let operations = 4.5e15 * 16.0;
        let shape = fitting(operations);
        assert!(score_floor(&shape) as f64 >= operations / 20.0 * 0.99, "{shape:?}");
        let Shape { size, inner, rounds } = fitting(f64::INFINITY);
        assert_eq!((size, inner, rounds), (MAX_SIZE, MAX_INNER / STEP * STEP, MAX_ROUNDS));
    }
}
