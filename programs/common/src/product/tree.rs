//! The tree over a product's entries. 16 neighbours of a row are a leaf, as in a [proof](crate::proof::tree); what a row
//! lacks of its last leaf is zeros, and zeros stand for the leaves that lack of a power of two.

use super::Product;
use crate::proof::tree::{node, Hash};

/// Hashes of the longest path.
pub const MAX_DEPTH: usize = 24;
/// Stands for a leaf beyond the last one.
const NO_LEAF: Hash = [0; 32];

/// The root, and the path to one leaf, of leaves that come one after the other. Nothing else is kept.
#[derive(Clone, Debug)]
pub struct Climber<H> {
    hash: H,
    /// Leaves so far, and those that there will be.
    count: u32,
    leaves: u32,
    /// The leaf whose path is kept.
    wanted: u32,
    /// The left halves that wait for their right ones, by height.
    waiting: [Hash; MAX_DEPTH + 1],
    path: [Hash; MAX_DEPTH],
    depth: usize,
}

impl<H: Fn(&[&[u8]]) -> Hash> Climber<H> {
    /// Begins with the first leaf of a product, and keeps the path to leaf `wanted`.
    pub fn new(product: &Product, wanted: u32, hash: H) -> Self {
        let (leaves, depth) = (product.leaves(), product.depth());
        Self { hash, count: 0, leaves, wanted, waiting: [NO_LEAF; MAX_DEPTH + 1], path: [NO_LEAF; MAX_DEPTH], depth }
    }

    /// Takes the next leaf. There are no more than the product has.
    pub fn push(&mut self, leaf: Hash) {
        if self.count < self.leaves {
            self.add(leaf, 0);
        }
    }

    /// The root, and the path from the wanted leaf to it, the leaf's neighbour first. `None` before the last leaf.
    pub fn finish(mut self) -> Option<(Hash, [Hash; MAX_DEPTH])> {
        if self.count != self.leaves {
            return None;
        }
        let mut empty = NO_LEAF;
        for height in 0..self.depth {
            if self.count >> height & 1 == 1 {
                self.add(empty, height);
            }
            empty = node(&empty, &empty, &self.hash);
        }
        Some((self.waiting[self.depth], self.path))
    }

    /// Adds a whole tree of this height behind all others.
    fn add(&mut self, top: Hash, mut height: usize) {
        let (mut top, mut place) = (top, self.count >> height);
        self.count = self.count.wrapping_add(1 << height);
        while place & 1 == 1 {
            let left = self.waiting[height];
            match (self.wanted >> height).wrapping_sub(place) {
                0 => self.path[height] = left,
                u32::MAX => self.path[height] = top,
                _ => {}
            }
            top = node(&left, &top, &self.hash);
            (place, height) = (place >> 1, height.wrapping_add(1));
        }
        self.waiting[height] = top;
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use crate::proof::tree::climb;
    use std::vec::Vec;

    /// Enough of a hash for a tree: what is hashed, mixed.
    fn mixed(parts: &[&[u8]]) -> Hash {
        let mut state = 1u64;
        let mut hash = [0; 32];
        for word in hash.as_chunks_mut::<8>().0 {
            for byte in parts.iter().copied().flatten() {
                state = (state ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3).rotate_left(29);
            }
            *word = state.to_le_bytes();
        }
        hash
    }

    fn leaf(index: u32) -> Hash {
        mixed(&[&index.to_le_bytes()])
    }

    /// The root by definition.
    fn root(leaves: u32) -> Hash {
        let mut level: Vec<Hash> = (0..leaves).map(leaf).collect();
        level.resize(leaves.next_power_of_two() as usize, NO_LEAF);
        while level.len() > 1 {
            level = level.chunks(2).map(|pair| node(&pair[0], &pair[1], mixed)).collect();
        }
        level[0]
    }

    #[test]
    fn every_leaf_has_a_path_to_the_root_however_many_there_are() {
        for leaves in (1..=17).chain([31, 33, 100]) {
            let product = Product { rows: leaves, columns: 16, inner: 1, seed: 0 };
            for wanted in 0..leaves {
                let mut climber = Climber::new(&product, wanted, mixed);
                (0..leaves).for_each(|index| climber.push(leaf(index)));
                let (top, path) = climber.finish().unwrap();
                assert_eq!(top, root(leaves));
                assert_eq!(climb(leaf(wanted), wanted, &path[..product.depth()], mixed), top, "{wanted} of {leaves}");
            }
        }
    }

    #[test]
    fn neither_too_few_nor_too_many_leaves_change_the_root() {
        let product = Product { rows: 3, columns: 16, inner: 1, seed: 0 };
        let mut climber = Climber::new(&product, 0, mixed);
        (0..2).for_each(|index| climber.push(leaf(index)));
        assert!(climber.clone().finish().is_none());
        (2..9).for_each(|index| climber.push(leaf(index)));
        assert_eq!(climber.finish().unwrap().0, root(3));
    }
}
