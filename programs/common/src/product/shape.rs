use crate::proof::tree::{segment, SEGMENT};

/// Most rows, and most columns.
pub const MAX_SIDE: u32 = 16_384;
/// The longest sum of products of 8 bits that always fits 32.
pub const MAX_INNER: u32 = 131_071;

/// What is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Product {
    /// Rows of A.
    pub rows: u32,
    /// Columns of B.
    pub columns: u32,
    /// Columns of A, which are the rows of B.
    pub inner: u32,
    /// What both grow from.
    pub seed: u64,
}

impl Product {
    /// Whether all is within bounds. The other functions here take that for granted.
    pub fn is_valid(&self) -> bool {
        let sides = [self.rows, self.columns];
        sides.iter().all(|side| (1..=MAX_SIDE).contains(side)) && (1..=MAX_INNER).contains(&self.inner)
    }

    /// Bytes of all entries, four each.
    pub fn bytes(&self) -> u64 {
        u64::from(self.rows).wrapping_mul(u64::from(self.columns)).wrapping_mul(4)
    }

    /// Leaves of a row; the last one may be filled up with zeros.
    pub fn segments(&self) -> u32 {
        self.columns.div_ceil(u32::from(SEGMENT))
    }

    /// Leaves of the tree: at most 2^24. They lie row by row.
    pub fn leaves(&self) -> u32 {
        self.rows.wrapping_mul(self.segments())
    }

    /// Hashes of the path from a leaf to the root: at most 24.
    pub fn depth(&self) -> usize {
        self.leaves().next_power_of_two().trailing_zeros() as usize
    }

    /// The place of the leaf that an entry is in. `None` outside the product.
    pub fn leaf_index(&self, row: u16, column: u16) -> Option<u32> {
        let is_inside = u32::from(row) < self.rows && u32::from(column) < self.columns;
        is_inside.then(|| u32::from(row).wrapping_mul(self.segments()).wrapping_add(u32::from(segment(column))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn product(rows: u32, columns: u32) -> Product {
        Product { rows, columns, inner: 1, seed: 0 }
    }

    #[test]
    fn the_bounds_belong_to_the_range() {
        let largest = Product { inner: MAX_INNER, ..product(MAX_SIDE, MAX_SIDE) };
        assert!(largest.is_valid() && product(1, 1).is_valid());
        for wrong in [
            product(0, 1),
            product(1, 0),
            product(MAX_SIDE + 1, 1),
            product(1, MAX_SIDE + 1),
            Product { inner: 0, ..largest },
            Product { inner: MAX_INNER + 1, ..largest },
        ] {
            assert!(!wrong.is_valid(), "{wrong:?}");
        }
    }

    #[test]
    fn a_tree_is_as_high_as_its_leaves_need() {
        let heights = [(1, 1), (1, 17), (3, 16), (5, 16), (1, 16_384), (16_384, 16_384), (16_383, 16_369)];
        let heights = heights.map(|(rows, columns)| (product(rows, columns).leaves(), product(rows, columns).depth()));
        assert_eq!(heights, [(1, 0), (2, 1), (3, 2), (5, 3), (1_024, 10), (1 << 24, 24), ((1 << 24) - 1_024, 24)]);
        assert_eq!(product(MAX_SIDE, MAX_SIDE).bytes(), 1 << 30);
    }

    #[test]
    fn leaves_lie_row_by_row_and_none_outside() {
        let shape = product(3, 33);
        let inside = [(0, 0), (0, 15), (0, 16), (0, 32), (1, 0), (2, 32)];
        assert_eq!(inside.map(|(row, column)| shape.leaf_index(row, column)), [0, 0, 1, 2, 3, 8].map(Some));
        // What fills up the last leaf of a row is no entry.
        let outside = [(0, 33), (0, 47), (3, 0), (u16::MAX, u16::MAX)];
        assert_eq!(outside.map(|(row, column)| shape.leaf_index(row, column)), [None; 4]);
    }
}
