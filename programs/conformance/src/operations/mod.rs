//! The operations, compiled for the virtual machine and for the host.

mod integers;
pub mod maths;
mod memory;
mod results;

pub use results::Results;

/// Selects integer operations: the inputs are pairs of 128-bit integers, little-endian.
pub const INTEGERS: u8 = 0;

/// Selects memory operations: the inputs are records of [`memory::RECORD_BYTES`].
pub const MEMORY: u8 = 1;

/// Selects the maths of the programs: the inputs are calls of [`maths::CALL_BYTES`].
pub const MATHS: u8 = 2;

pub use memory::RECORD_BYTES;

/// Bytes of one input of the integer operations.
pub const PAIR_BYTES: usize = 32;

/// Runs the selected operations on all inputs and writes what they give to `output`; returns how many bytes
/// that were, or none if the selection is unknown or the output full.
pub fn run(selector: u8, inputs: &[u8], output: &mut [u8]) -> Option<usize> {
    match selector {
        INTEGERS => {
            let mut results = Results::new(output);
            for pair in inputs.chunks_exact(PAIR_BYTES) {
                let (left, right) = pair.split_at(PAIR_BYTES / 2);
                let left = u128::from_le_bytes(left.try_into().ok()?);
                let right = u128::from_le_bytes(right.try_into().ok()?);
                integers::all(left, right, &mut results);
            }
            results.finish()
        }
        MEMORY => memory::all(inputs, output),
        MATHS => maths::all(inputs, output),
        _ => None,
    }
}
