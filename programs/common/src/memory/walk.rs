//! A walk: a state of eight words that takes in a block, and with it learns where the next one lies.

use super::table::Block;
use super::{Hash, BLOCKS_PER_MIB, STEPS};

/// What the message of a walk's start begins with.
const START: &[u8] = &[2];
/// Rounds of mixing after each item: as many as it takes for every word to reach every other.
const ROUNDS: u32 = 4;

/// Where a walk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walker {
    x: [u32; 4],
    y: [u32; 4],
}

/// A walk before its first step: of a hash of a two, the seed, and the walk's index of eight bytes, the lowest first.
pub fn start(seed: &Hash, walk: u64, hash: impl Fn(&[&[u8]]) -> Hash) -> Walker {
    let bytes = hash(&[START, seed, &walk.to_le_bytes()]);
    let mut walker = Walker { x: [0; 4], y: [0; 4] };
    for (word, bytes) in walker.x.iter_mut().chain(&mut walker.y).zip(bytes.as_chunks().0) {
        *word = u32::from_be_bytes(*bytes);
    }
    walker
}

/// Where a walk ends, through a table of `mib` MiB that `block` reads.
pub fn end(mib: u32, start: Walker, block: impl Fn(u32) -> Block) -> u32 {
    let mut walker = start;
    for _ in 0..STEPS {
        walker.take(&block(walker.place(mib)));
    }
    walker.x[0]
}

impl Walker {
    /// Which block of `mib` MiB it reads next.
    pub fn place(&self, mib: u32) -> u32 {
        let part = (u64::from(self.x[0]).wrapping_mul(u64::from(mib)) >> 32) as u32;
        part.wrapping_mul(BLOCKS_PER_MIB) | (self.x[1] & BLOCKS_PER_MIB.wrapping_sub(1))
    }

    /// Takes in a block. Every bit of it counts, and counts differently for every state: nothing shorter does in its
    /// stead.
    pub fn take(&mut self, block: &Block) {
        for item in block.as_chunks::<8>().0 {
            let [a, b, c, d, e, f, g, h] = *item;
            self.absorb([a, b, c, d], [e, f, g, h]);
        }
    }

    /// Takes in an item, and mixes as the cipher Speck does; each round the words of one half move on by a place.
    #[inline(always)]
    fn absorb(&mut self, first: [u32; 4], last: [u32; 4]) {
        let mut x: [u32; 4] = core::array::from_fn(|lane| self.x[lane] ^ first[lane]);
        let mut y: [u32; 4] = core::array::from_fn(|lane| self.y[lane] ^ last[lane]);
        for _ in 0..ROUNDS {
            for lane in 0..4 {
                x[lane] = x[lane].rotate_right(8).wrapping_add(y[lane]);
                y[lane] = y[lane].rotate_left(3) ^ x[lane];
            }
            y.rotate_left(1);
        }
        *self = Self { x, y };
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    const WALKER: Walker = Walker { x: [0x0123_4567, 0x89ab_cdef, 2, 3], y: [4, 5, 6, 7] };

    fn block(first: u32) -> Block {
        core::array::from_fn(|word| (first + word as u32).wrapping_mul(0x9e37_79b9))
    }

    #[test]
    fn a_start_is_laid_out_as_the_protocol_says() {
        let hash = |parts: &[&[u8]]| {
            assert_eq!(parts.concat(), [&[2][..], &[9; 32], &[0x34, 0x12, 0, 0, 0, 0, 0, 0]].concat());
            core::array::from_fn(|byte| byte as u8)
        };
        let Walker { x, y } = start(&[9; 32], 0x1234, hash);
        assert_eq!((x[0], x[3], y[0], y[3]), (0x0001_0203, 0x0c0d_0e0f, 0x1011_1213, 0x1c1d_1e1f));
    }

    #[test]
    fn a_step_is_part_of_the_protocol() {
        let mut walker = WALKER;
        walker.take(&block(1));
        assert_eq!(walker.x, [0x2f78_89d8, 0xb546_e009, 0xe8c7_6a63, 0x6404_2a6a]);
        assert_eq!(walker.y, [0xe741_6e7b, 0x4231_b49b, 0xfcd3_7503, 0xfabe_a79d]);
        assert_eq!(end(3, WALKER, block), 0xc79f_2bb2);
    }

    #[test]
    fn places_reach_all_of_the_table_and_nothing_else() {
        for mib in [1, 3, 1 << 18] {
            let at = |first, second| Walker { x: [first, second, 0, 0], y: [0; 4] }.place(mib);
            assert_eq!((at(0, 0), at(u32::MAX, u32::MAX)), (0, mib.wrapping_mul(BLOCKS_PER_MIB).wrapping_sub(1)));
        }
        let mut counts = [0u32; 3];
        (0..3_000u32).for_each(|at| {
            counts[(Walker { x: [at.wrapping_mul(0x9e37_79b9), 0, 0, 0], y: [0; 4] }.place(3) >> 14) as usize] += 1
        });
        assert!(counts.iter().all(|count| (990..=1_010).contains(count)), "{counts:?}");
    }

    #[test]
    fn every_bit_of_a_block_and_of_the_state_changes_where_it_leads() {
        let mut right = WALKER;
        right.take(&block(7));
        for bit in 0..512 {
            let (mut other, mut changed) = (WALKER, block(7));
            changed[bit / 32] ^= 1 << (bit % 32);
            other.take(&changed);
            assert!(other.x[0] != right.x[0] && other.x[1] != right.x[1], "{bit}");
        }
        for bit in 0..256 {
            let mut other = WALKER;
            let words: &mut [u32; 4] = if bit < 128 { &mut other.x } else { &mut other.y };
            words[bit / 32 % 4] ^= 1 << (bit % 32);
            other.take(&block(7));
            assert!(other.x[0] != right.x[0] && other.x[1] != right.x[1], "{bit}");
        }
    }

    #[test]
    fn a_walk_reads_one_block_after_the_other() {
        let read = core::cell::RefCell::new(Vec::new());
        let end = end(1, WALKER, |place| {
            read.borrow_mut().push(place);
            block(place)
        });
        let (mut walker, mut places) = (WALKER, Vec::new());
        for _ in 0..STEPS {
            places.push(walker.place(1));
            walker.take(&block(walker.place(1)));
        }
        assert_eq!((read.into_inner(), end), (places, walker.x[0]));
    }
}
