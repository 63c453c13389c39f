//! The matrices of a job: each line has a key, and grows from it alone.

use super::Product;
use crate::proof::expand::{dot, state, upper, word, GOLDEN};

/// Entries of a word.
const LANES: u32 = 8;

/// The key of row `index` of A, or of column `index` of B where `side` is 1.
pub fn line_key(seed: u64, side: u64, index: u32) -> u64 {
    word(seed, 0, u64::from(index).wrapping_mul(2).wrapping_add(side))
}

/// Word `index` of the line with this key: eight entries, the first in the lowest byte.
pub fn line_word(key: u64, index: u64) -> u64 {
    word(key, 0, index)
}

/// Entry (`row`, `column`) of the product, written for a machine that counts instructions.
pub fn entry(product: &Product, row: u16, column: u16) -> i32 {
    let mut left = line_key(product.seed, 0, u32::from(row));
    let mut right = line_key(product.seed, 1, u32::from(column));
    let end = state(left, u64::from(product.inner / LANES));
    let mut sum = 0u64;
    while left != end {
        sum = sum.wrapping_add(dot(word(left, 0, 0), word(right, 0, 0)));
        left = left.wrapping_add(GOLDEN);
        right = right.wrapping_add(GOLDEN);
    }
    // Of the last word only so many entries belong to the line; zeros in one factor leave out the others.
    let rest = product.inner % LANES;
    let kept = (1u64 << rest.wrapping_mul(8)).wrapping_sub(1);
    upper(sum.wrapping_add(dot(word(left, 0, 0) & kept, word(right, 0, 0))))
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use proptest::prelude::*;
    use std::vec::Vec;

    fn line(product: &Product, side: u64, index: u16) -> Vec<i64> {
        let key = line_key(product.seed, side, index.into());
        let words = (0..u64::from(product.inner.div_ceil(8))).map(|at| line_word(key, at));
        let entries = words.flat_map(u64::to_le_bytes).map(|byte| i64::from(byte.cast_signed()));
        entries.take(product.inner as usize).collect()
    }

    fn by_definition(product: &Product, row: u16, column: u16) -> i64 {
        line(product, 0, row).iter().zip(line(product, 1, column)).map(|(x, y)| x * y).sum()
    }

    #[test]
    fn lines_are_part_of_the_protocol() {
        let product = Product { rows: 1, columns: 1, inner: 8, seed: 1 };
        assert_eq!(line(&product, 0, 0), [30, 97, 57, 116, 8, -85, 65, 94]);
        assert_eq!(line(&product, 1, 0), [104, -56, -101, -62, -87, 26, -117, 119]);
    }

    #[test]
    fn the_longest_sums_are_exact() {
        let product = Product { rows: 16_384, columns: 16_384, inner: 131_071, seed: u64::MAX };
        for (row, column) in [(0, 0), (16_383, 16_383)] {
            assert_eq!(i64::from(entry(&product, row, column)), by_definition(&product, row, column));
        }
    }

    proptest! {
        #[test]
        fn an_entry_is_the_product_of_its_lines(
            seed: u64, inner in 1u32..600, row in 0u16..16_384, column in 0u16..16_384,
        ) {
            let product = Product { rows: 16_384, columns: 16_384, inner, seed };
            prop_assert_eq!(i64::from(entry(&product, row, column)), by_definition(&product, row, column));
        }
    }
}
