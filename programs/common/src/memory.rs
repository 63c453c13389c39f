//! Proof of memory: a table that fills what a GPU claims to have, and walks through it that nobody can take in time
//! without having it there.
//!
//! An item of the table is a hash that takes long to compute (see [`table`]). A walk is a chain of reads, each where the
//! one before it leads (see [`walk`]); together the walks read every block of the table [`READS`] times. Who lacks a
//! block computes it anew each time that a walk comes by. What is committed to is the ends of all walks (see [`tree`]).
//! Whoever checks a walk needs no table: it computes the few blocks that the walk comes by.
//!
//! Hashing is a system call on chain and a library elsewhere: `hash` is SHA-256 of the parts, one after the other.

mod randomness;
mod sample;
pub mod table;
mod terms;
pub mod tree;
pub mod walk;

pub use randomness::{challenge_seed, samples_random};
pub use sample::sample;
pub use terms::{
    is_size, least_mib, window_ends_at, BLOCKS_PER_MIB, MAX_GIB, MAX_MIB, MIN_MIB, READS, STEPS, WALKS_PER_MIB,
    WINDOW_SECONDS,
};

pub use crate::proof::tree::Hash;
pub use crate::proof::Verdict;

use tree::{Ends, Roots};

/// What a prover answers a sample with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening<'a> {
    /// The ends of the walks of the leaf that the sample is in.
    pub ends: &'a Ends,
    /// The path from the leaf to the root of its part, the leaf's neighbour first.
    pub path: &'a [Hash],
}

/// Judges the opening of a walk through the table of `mib` MiB with this `seed`. Of a walk that there is not nothing is
/// said.
pub fn judge(
    mib: u32,
    seed: &Hash,
    roots: &Roots,
    walk: u64,
    opening: &Opening,
    hash: impl Fn(&[&[u8]]) -> Hash,
) -> Verdict {
    let Some(place) = tree::place(mib, walk) else { return Verdict::Unrelated };
    if opening.path.len() != tree::depth(mib) {
        return Verdict::Unrelated;
    }
    let leaf = tree::leaf(place.leaf, opening.ends, &hash);
    if roots.get(place.part) != Some(&tree::climb(leaf, place.within, opening.path, &hash)) {
        return Verdict::Unrelated;
    }
    let right = walk::end(mib, walk::start(seed, walk, &hash), |block| table::block(seed, block, &hash));
    if tree::end_of(opening.ends, walk) == right {
        Verdict::Right
    } else {
        Verdict::Wrong
    }
}

#[cfg(test)]
mod tests;
