//! Proof of GPU: rounds of an exact product of two matrices that grow from a seed, and what convicts who did
//! not compute one.
//!
//! A round is `C = A x B` with entries of 8 bits and sums of 32 (see [`expand`]). Its entries are the leaves of
//! a Merkle tree (see [`tree`]), and its root is in the seed of the next round, so that no round can be computed
//! before the one ahead of it is done.
//!
//! Hashing is a system call on chain and a library elsewhere: `hash` is SHA-256 of the parts, one after the other.

mod certificate;
pub mod expand;
mod randomness;
mod sample;
mod shape;
mod terms;
pub mod tree;

pub use certificate::{expires_at, points_from, Showing};
pub use expand::entry;
pub use randomness::{challenge_seed, epoch_seed, samples_random};
pub use sample::{sample, Sample};
pub use shape::{Shape, MAX_INNER, MAX_ROUNDS, MAX_SIZE, MIN_INNER, MIN_SIZE};

pub use terms::{
    score_floor, BARRED_EPOCHS, MAX_SCORE, OPENING_SECONDS, ROOTS_AT_ONCE, SAMPLES, SAMPLE_SLOTS, VALID_EPOCHS,
    WINDOW_SECONDS,
};

use tree::{Entries, Hash};

/// What an opening says of the proof that it is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The entry is committed to, and right.
    Right,
    /// The entry is committed to, and wrong: the prover is convicted by its own root.
    Wrong,
    /// Nothing: the opening does not lead to the root, so anyone can have made it up.
    Unrelated,
}

/// What a prover answers a sample with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening<'a> {
    /// The entries of the leaf that the sample is in.
    pub entries: &'a Entries,
    /// The path from the leaf to the root, the leaf's neighbour first.
    pub path: &'a [Hash],
}

/// Judges the opening of `sample` in a round with this `seed` and `root`. Of a sample outside the matrix
/// nothing is said.
pub fn judge(
    shape: &Shape,
    seed: &Hash,
    root: &Hash,
    sample: &Sample,
    opening: &Opening,
    hash: impl Fn(&[&[u8]]) -> Hash,
) -> Verdict {
    let Sample { row, column, .. } = *sample;
    let Some(index) = tree::leaf_index(shape, row, tree::segment(column)) else { return Verdict::Unrelated };
    let leaf = tree::leaf(row, tree::segment(column), opening.entries, &hash);
    if opening.path.len() != shape.depth() || tree::climb(leaf, index, opening.path, &hash) != *root {
        return Verdict::Unrelated;
    }
    if tree::entry_of(opening.entries, column) == entry(seed, shape.inner, row, column) {
        Verdict::Right
    } else {
        Verdict::Wrong
    }
}

#[cfg(test)]
mod tests;
