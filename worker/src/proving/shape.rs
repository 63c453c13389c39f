//! How much a device computes in the time that all have.

use furnace_common::proof::{MAX_ROUNDS, MAX_SIZE, MIN_SIZE, Shape, WINDOW_SECONDS};
use furnace_kernels::{
    Device, Watch,
    proof::{ProofError, benchmark},
};

/// What is measured first.
const FIRST: Shape = Shape { size: 512, inner: 512, rounds: 1 };
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

/// The shape with the most operations that is not above `operations`; the smallest one if all are.
fn fitting(operations: f64) -> Shape {
    let sizes = std::iter::successors(Some(MIN_SIZE), |size| size.checked_mul(2)).take_while(|size| *size <= MAX_SIZE);
    let sides = sizes.flat_map(|size| [size / 4, size / 2, size].map(|inner| (size, inner)));
    let shapes = sides.flat_map(|(size, inner)| (1..=MAX_ROUNDS).map(move |rounds| Shape { size, inner, rounds }));
    let fit = shapes.filter(|shape| shape.is_valid() && shape.operations() as f64 <= operations);
    fit.max_by_key(Shape::operations).unwrap_or(Shape { size: MIN_SIZE, inner: MIN_SIZE, rounds: 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_that_fits_loses_little() {
        for exponent in 23..=47 {
            let operations = 2f64.powi(exponent) * 1.3;
            let shape = fitting(operations);
            assert!(shape.is_valid() && shape.operations() as f64 <= operations);
            // From shape to shape the work doubles, so that there are always at least 8 rounds.
            assert!(exponent == 47 || shape.operations() as f64 >= operations * 0.85, "{exponent}: {shape:?}");
        }
        assert_eq!(fitting(0.0), Shape { size: 64, inner: 64, rounds: 1 });
        assert_eq!(fitting(f64::INFINITY), Shape { size: 16_384, inner: 16_384, rounds: 16 });
    }
}
