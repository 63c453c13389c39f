//! How a product is cut into blocks that fit on the device, and a block into tiles.

use std::ops::Range;

use super::Shape;
use crate::device::MAX_BINDING_BYTES;

/// The edge of the square of the result that one workgroup computes. The kernel knows it too.
pub(super) const TILE: u32 = 64;

/// The entries of a line that a workgroup loads at a time. Lines are padded with zeros to a
/// multiple of it. The kernel knows it too.
pub(super) const DEPTH: u32 = 64;

/// The entries of a line as it lies on the device.
pub(super) fn padded_inner(shape: &Shape) -> u32 {
    shape.inner.next_multiple_of(DEPTH)
}

/// The rows and columns of the result that are computed at a time, both multiples of [`TILE`].
pub(super) fn block_size(shape: &Shape) -> (u32, u32) {
    let line_bytes = u64::from(padded_inner(shape));
    let fitting = |bytes: u64| ((MAX_BINDING_BYTES / bytes) as u32 / TILE * TILE).max(TILE);
    let columns = fitting(line_bytes).min(shape.columns.next_multiple_of(TILE));
    let rows = fitting(line_bytes).min(fitting(u64::from(columns) * 4)).min(shape.rows.next_multiple_of(TILE));
    (rows, columns)
}

/// `0..total` in pieces of at most `size`.
pub(super) fn pieces(total: u32, size: u32) -> impl Iterator<Item = Range<u32>> {
    (0..total).step_by(size as usize).map(move |start| start..total.min(start.saturating_add(size)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn blocks_fit_and_cover(rows in 1u32..200_000, columns in 1u32..200_000, inner in 1u32..=131_071) {
            let shape = Shape { rows, columns, inner };
            let (block_rows, block_columns) = block_size(&shape);
            prop_assert!(block_rows % TILE == 0 && block_columns % TILE == 0);
            prop_assert!(u64::from(block_rows) * u64::from(padded_inner(&shape)) <= MAX_BINDING_BYTES);
            prop_assert!(u64::from(block_columns) * u64::from(padded_inner(&shape)) <= MAX_BINDING_BYTES);
            prop_assert!(u64::from(block_rows) * u64::from(block_columns) * 4 <= MAX_BINDING_BYTES);

            let mut next = 0;
            for piece in pieces(rows, block_rows) {
                prop_assert_eq!(piece.start, next);
                prop_assert!(!piece.is_empty() && piece.len() <= block_rows as usize);
                next = piece.end;
            }
            prop_assert_eq!(next, rows);
        }
    }
}
