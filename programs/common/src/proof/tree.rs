//! The tree over the entries of a round: 16 neighbours of a row are a leaf, and leaves lie row by row.

use super::Shape;

/// A SHA-256.
pub type Hash = [u8; 32];

/// Entries of a leaf.
pub const SEGMENT: u16 = 16;

/// The entries of a leaf, four bytes each, the lowest first.
pub type Entries = [u8; SEGMENT as usize * 4];

/// What a leaf, a node above it and the seed of a round begin with, so that none can pass for another.
const LEAF: &[u8] = &[0];
const NODE: &[u8] = &[1];
const ROUND: &[u8] = b"furnace proof round";

/// The segment of a row that `column` is in.
pub fn segment(column: u16) -> u16 {
    column / SEGMENT
}

/// A leaf's place among all. `None` outside the matrix.
pub fn leaf_index(shape: &Shape, row: u16, segment: u16) -> Option<u32> {
    let is_inside = row < shape.size && u32::from(segment) < shape.segments();
    is_inside.then(|| u32::from(row).wrapping_mul(shape.segments()).wrapping_add(u32::from(segment)))
}

/// The hash of a leaf: a zero, row and segment of four bytes each, the lowest first, and the entries.
pub fn leaf(row: u16, segment: u16, entries: &Entries, hash: impl Fn(&[&[u8]]) -> Hash) -> Hash {
    let (row, segment) = (u32::from(row).to_le_bytes(), u32::from(segment).to_le_bytes());
    hash(&[LEAF, &row, &segment, entries])
}

/// The hash of two neighbours: a one and both.
pub fn node(left: &Hash, right: &Hash, hash: impl Fn(&[&[u8]]) -> Hash) -> Hash {
    hash(&[NODE, left, right])
}

/// The root that a leaf and its path lead to.
pub fn climb(leaf: Hash, index: u32, path: &[Hash], hash: impl Fn(&[&[u8]]) -> Hash) -> Hash {
    let (mut top, mut index) = (leaf, index);
    for beside in path {
        top = if index & 1 == 0 { node(&top, beside, &hash) } else { node(beside, &top, &hash) };
        index >>= 1;
    }
    top
}

/// The seed of the round after those with these roots. The first has that of the challenge.
pub fn round_seed(challenge: &Hash, roots: &[Hash], hash: impl Fn(&[&[u8]]) -> Hash) -> Hash {
    roots.iter().fold(*challenge, |seed, root| next_seed(&seed, root, &hash))
}

/// The seed of the round after one with this seed and root. That after the last round binds the roots of all.
pub fn next_seed(seed: &Hash, root: &Hash, hash: impl Fn(&[&[u8]]) -> Hash) -> Hash {
    hash(&[ROUND, seed, root])
}

/// The entry of a leaf that is in `column`.
pub fn entry_of(entries: &Entries, column: u16) -> i32 {
    i32::from_le_bytes(entries.as_chunks().0[usize::from(column % SEGMENT)])
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    const SHAPE: Shape = Shape { size: 64, inner: 64, rounds: 1 };

    /// Keeps the first bytes of what it is to hash.
    fn first_bytes(parts: &[&[u8]]) -> Hash {
        let mut bytes = parts.concat();
        bytes.resize(32, 0xff);
        bytes.try_into().unwrap()
    }

    #[test]
    fn leaves_nodes_and_seeds_are_laid_out_as_the_protocol_says() {
        let checked = |expected: Vec<u8>| {
            move |parts: &[&[u8]]| {
                assert_eq!(parts.concat(), expected);
                [3; 32]
            }
        };
        let entries: Entries = core::array::from_fn(|byte| byte as u8);
        let expected = [&[0, 0x34, 0x12, 0, 0, 0xcd, 0xab, 0, 0][..], &entries].concat();
        assert_eq!(leaf(0x1234, 0xabcd, &entries, checked(expected)), [3; 32]);
        let expected = [&[1][..], &[8; 32], &[9; 32]].concat();
        assert_eq!(node(&[8; 32], &[9; 32], checked(expected)), [3; 32]);
        let expected = [&b"furnace proof round"[..], &[8; 32], &[9; 32]].concat();
        assert_eq!(round_seed(&[8; 32], &[[9; 32]], checked(expected)), [3; 32]);
        assert_eq!(round_seed(&[8; 32], &[], first_bytes), [8; 32]);
    }

    #[test]
    fn leaves_lie_row_by_row_and_none_outside() {
        assert_eq!(
            [(0, 0), (0, 3), (1, 0), (63, 3)].map(|(row, at)| leaf_index(&SHAPE, row, at)),
            [Some(0), Some(3), Some(4), Some(255)]
        );
        assert_eq!([(64, 0), (0, 4), (u16::MAX, u16::MAX)].map(|(row, at)| leaf_index(&SHAPE, row, at)), [None; 3]);
        assert_eq!([0, 15, 16, 16_383].map(segment), [0, 0, 1, 1_023]);
    }

    #[test]
    fn a_path_is_climbed_on_the_side_that_the_index_says() {
        let sides = |index| {
            let path = [[10; 32], [20; 32]];
            climb([1; 32], index, &path, |parts| {
                // Which one is below, and how often it came first.
                let below = parts[1].iter().chain(parts[2]).find(|byte| **byte % 10 != 0).unwrap();
                let came_first = u8::from(parts[1][0] % 10 != 0);
                [below * 2 + came_first; 32]
            })[0]
        };
        assert_eq!([0, 1, 2, 3].map(sides), [7, 5, 6, 4]);
    }

    #[test]
    fn every_entry_of_a_leaf_can_be_had() {
        let mut entries: Entries = [0; 64];
        for (lane, bytes) in entries.as_chunks_mut().0.iter_mut().enumerate() {
            *bytes = (-(lane as i32)).to_le_bytes();
        }
        assert_eq!([0, 1, 15, 16, 31, 16_383].map(|column| entry_of(&entries, column)), [0, -1, -15, 0, -15, -15]);
    }
}
