use super::tree::SEGMENT;

/// Bounds of a matrix's size, which is a power of two.
pub const MIN_SIZE: u16 = 64;
pub const MAX_SIZE: u16 = 32_768;
/// Bounds of the inner length, which is a multiple of 8. At the upper one an entry is less than 2^30.
pub const MIN_INNER: u16 = 64;
pub const MAX_INNER: u16 = 65_528;
/// Most rounds of one proof.
pub const MAX_ROUNDS: u16 = 1_024;

/// How much a proof computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    /// Rows of A, and columns of B.
    pub size: u16,
    /// Columns of A, which are the rows of B.
    pub inner: u16,
    /// Products, one after the other.
    pub rounds: u16,
}

impl Shape {
    /// Whether all is within bounds. The other functions here take that for granted.
    pub fn is_valid(&self) -> bool {
        self.size.is_power_of_two()
            && (MIN_SIZE..=MAX_SIZE).contains(&self.size)
            && self.inner.is_multiple_of(8)
            && (MIN_INNER..=MAX_INNER).contains(&self.inner)
            && (1..=MAX_ROUNDS).contains(&self.rounds)
    }

    /// Multiplications and additions of all rounds: less than 2^57.
    pub fn operations(&self) -> u64 {
        let (size, inner, rounds) = (u64::from(self.size), u64::from(self.inner), u64::from(self.rounds));
        [2, size, size, inner, rounds].into_iter().fold(1, u64::wrapping_mul)
    }

    /// Leaves of a round: at most 2^26.
    pub fn leaves(&self) -> u32 {
        u32::from(self.size).wrapping_mul(self.segments())
    }

    /// Leaves of a row.
    pub fn segments(&self) -> u32 {
        u32::from(self.size / SEGMENT)
    }

    /// Hashes of the path from a leaf to the root: at most 26.
    pub fn depth(&self) -> usize {
        self.leaves().trailing_zeros() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Shape = Shape { size: MIN_SIZE, inner: MIN_INNER, rounds: 1 };
    const LARGE: Shape = Shape { size: MAX_SIZE, inner: MAX_INNER, rounds: MAX_ROUNDS };

    #[test]
    fn the_bounds_belong_to_the_range() {
        assert!(SMALL.is_valid() && LARGE.is_valid());
        assert!(Shape { inner: 72, ..SMALL }.is_valid());
    }

    #[test]
    fn what_is_out_of_bounds_or_does_not_divide_is_no_shape() {
        for size in [0, 1, 16, 32, 65, 96, 12_288, 16_383, 49_152, u16::MAX] {
            assert!(!Shape { size, ..SMALL }.is_valid(), "{size}");
        }
        for inner in [0, 8, 56, 65, 68, 16_380, 65_529, u16::MAX] {
            assert!(!Shape { inner, ..SMALL }.is_valid(), "{inner}");
        }
        for rounds in [0, 1_025, u16::MAX] {
            assert!(!Shape { rounds, ..SMALL }.is_valid(), "{rounds}");
        }
    }

    #[test]
    fn the_numbers_fit_at_both_bounds() {
        assert_eq!((SMALL.leaves(), SMALL.segments(), SMALL.depth()), (256, 4, 8));
        assert_eq!((LARGE.leaves(), LARGE.segments(), LARGE.depth()), (1 << 26, 1 << 11, 26));
        assert_eq!((SMALL.operations(), LARGE.operations()), (1 << 19, (1 << 57) - (1 << 44)));
    }
}
