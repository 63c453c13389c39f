//! How a round is cut into blocks that fit on the device.

use furnace_common::proof::{MIN_SIZE, Shape};

use super::backend::Tile;

/// Lines of the smallest block.
const LEAST: u32 = MIN_SIZE as u32;

/// Bytes of a line that a workgroup loads at a time. The kernels know it too.
pub(super) const STEP: u32 = 64;

/// Bytes of a leaf or node.
pub(super) const HASH_BYTES: u32 = 32;

/// What is on the device at a time. All are powers of two, and [`LEAST`] at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plan {
    /// Rows of A.
    pub(super) rows: u32,
    /// Columns of B.
    pub(super) columns: u32,
    /// Bytes of a line, padded with zeros to whole steps.
    pub(super) stride: u32,
}

impl Plan {
    /// The largest blocks of which no buffer is larger than `limit` bytes.
    pub(super) fn new(shape: &Shape, limit: u64) -> Self {
        let stride = u32::from(shape.inner).next_multiple_of(STEP);
        let fitting = |line: u32| {
            let lines = (limit / u64::from(line)).clamp(LEAST.into(), shape.size.into());
            1 << lines.ilog2()
        };
        let columns = fitting(stride);
        // A row has its line of A, its entries, and the leaves of the columns before and after as well.
        let rows = fitting(stride.max(columns * 4).max(shape.segments() * HASH_BYTES));
        Self { rows, columns, stride }
    }

    /// Tiles of a block.
    pub(super) fn tiles(&self, tile: Tile) -> u64 {
        u64::from(self.rows.div_ceil(tile.rows)) * u64::from(self.columns.div_ceil(tile.columns))
    }
}

#[cfg(test)]
mod tests {
    use furnace_common::proof::{MAX_INNER, MAX_SIZE};
    use proptest::prelude::*;

    use super::*;
    use crate::device::MAX_BINDING_BYTES;

    #[test]
    fn the_largest_proof_is_done_in_square_blocks() {
        let shape = Shape { size: MAX_SIZE, inner: MAX_INNER, rounds: 1 };
        let plan = Plan::new(&shape, MAX_BINDING_BYTES);
        assert_eq!(plan, Plan { rows: 2_048, columns: 2_048, stride: 65_536 });
    }

    #[test]
    fn a_small_proof_is_done_in_one() {
        let plan = Plan::new(&Shape { size: 128, inner: 72, rounds: 1 }, MAX_BINDING_BYTES);
        assert_eq!(plan, Plan { rows: 128, columns: 128, stride: 128 });
    }

    proptest! {
        #[test]
        fn blocks_fit_and_divide(exponent in 6u32..=15, words in 8u16..=8_191) {
            let shape = Shape { size: 1 << exponent, inner: words * 8, rounds: 1 };
            let Plan { rows, columns, stride } = Plan::new(&shape, MAX_BINDING_BYTES);
            for lines in [rows, columns] {
                prop_assert!(lines >= LEAST && u32::from(shape.size) % lines == 0);
                prop_assert!(u64::from(lines) * u64::from(stride) <= MAX_BINDING_BYTES);
            }
            prop_assert!(stride >= shape.inner.into() && stride % STEP == 0);
            prop_assert!(u64::from(rows) * u64::from(columns) * 4 <= MAX_BINDING_BYTES);
            prop_assert!(u64::from(rows) * u64::from(shape.segments() * HASH_BYTES) <= MAX_BINDING_BYTES);
        }
    }
}
