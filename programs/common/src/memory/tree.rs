//! The tree over the ends of all walks: 16 neighbours are a leaf. It is cut in 16 parts, each with a root of its own,
//! so that a path fits a transaction at the largest size.

use super::{Hash, WALKS_PER_MIB};

pub use crate::proof::tree::{climb, node};

/// Walks of a leaf.
pub const NEIGHBOURS: u64 = 16;
/// Parts of the tree.
pub const PARTS: usize = 16;
/// Leaves for each MiB of the table.
pub const LEAVES_PER_MIB: u32 = WALKS_PER_MIB / NEIGHBOURS as u32;
/// Leaves of a part, for each MiB of the table.
const PART_LEAVES_PER_MIB: u32 = LEAVES_PER_MIB / PARTS as u32;
/// Hashes of the longest path.
pub const MAX_DEPTH: usize = 26;

/// The ends of a leaf's walks, four bytes each, the lowest first.
pub type Ends = [u8; NEIGHBOURS as usize * 4];
/// The roots of the parts. What is beyond the leaves is whatever the prover likes: nothing is asked for there.
pub type Roots = [Hash; PARTS];

/// What a leaf begins with.
const LEAF: &[u8] = &[0];

/// Where a walk's leaf is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The leaf, among all.
    pub leaf: u32,
    /// The part that it is in.
    pub part: usize,
    /// Its place in there.
    pub within: u32,
}

/// Where a walk's leaf is. `None` where there is no such walk.
pub fn place(mib: u32, walk: u64) -> Option<Place> {
    let leaf = u32::try_from(walk / NEIGHBOURS).ok()?;
    let exists = u64::from(leaf) < u64::from(mib).wrapping_mul(LEAVES_PER_MIB.into());
    let depth = depth(mib) as u32;
    let within = leaf & 1u32.wrapping_shl(depth).wrapping_sub(1);
    exists.then(|| Place { leaf, part: leaf.wrapping_shr(depth) as usize, within })
}

/// Hashes of the path from a leaf to the root of its part: at most [`MAX_DEPTH`]. A tree of which the leaves fill no
/// power of two has the size of the next one.
pub fn depth(mib: u32) -> usize {
    mib.next_power_of_two().wrapping_mul(PART_LEAVES_PER_MIB).trailing_zeros() as usize
}

/// The hash of a leaf: a zero, its index of eight bytes, the lowest first, and the ends.
pub fn leaf(index: u32, ends: &Ends, hash: impl Fn(&[&[u8]]) -> Hash) -> Hash {
    hash(&[LEAF, &u64::from(index).to_le_bytes(), ends])
}

/// The end of a walk, of its leaf.
pub fn end_of(ends: &Ends, walk: u64) -> u32 {
    u32::from_le_bytes(ends.as_chunks().0[(walk % NEIGHBOURS) as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_a_sixteenth_of_the_next_power_of_two() {
        assert_eq!([1, 2, 3, 4, 5, 24 << 10, 1 << 17].map(depth), [9, 10, 11, 11, 12, 24, MAX_DEPTH]);
    }

    #[test]
    fn a_leaf_is_found_by_its_walk_and_none_is_outside() {
        let at = |mib, walk| place(mib, walk).map(|Place { leaf, part, within }| (leaf, part, within));
        assert_eq!(
            [0, 15, 16, (1 << 17) - 1].map(|walk| at(1, walk)),
            [Some((0, 0, 0)), Some((0, 0, 0)), Some((1, 0, 1)), Some((8_191, 15, 511)),]
        );
        assert_eq!([1 << 17, u64::MAX].map(|walk| at(1, walk)), [None; 2]);
        // Three of four quarters are there.
        assert_eq!((at(3, 3 * (1 << 17) - 1), at(3, 3 << 17)), (Some((24_575, 11, 2_047)), None));
        assert_eq!(at(1 << 17, (1 << 34) - 1), Some((i32::MAX as u32 >> 1, 15, (1 << 26) - 1)));
    }

    #[test]
    fn a_leaf_is_laid_out_as_the_protocol_says() {
        let ends: Ends = core::array::from_fn(|byte| byte as u8);
        let hash = |parts: &[&[u8]]| {
            assert_eq!(parts, [&[0][..], &[0x78, 0x56, 0x34, 0x12, 0, 0, 0, 0], &ends]);
            [7; 32]
        };
        assert_eq!(leaf(0x1234_5678, &ends, hash), [7; 32]);
        assert_eq!([0, 1, 15, 16, 31].map(|walk| end_of(&ends, walk) as u8), [0, 4, 60, 0, 60]);
        assert_eq!(end_of(&ends, 1), 0x0706_0504);
    }
}
