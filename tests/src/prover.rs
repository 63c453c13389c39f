//! A plain prover, written from the definitions of a proof alone. What it commits to may be wrong.

use std::ops::Range;

use furnace_client::generated::proofs::instructions::{
    AttemptCommitInstructionArgs, RootsShowInstructionArgs, SampleOpenInstructionArgs,
};
use furnace_common::proof::expand::{Keys, keys, word};
use furnace_common::proof::tree::{Entries, Hash, SEGMENT, leaf, node, round_seed};
use furnace_common::proof::{ROOTS_AT_ONCE, Sample, Shape, sample};
use sha2::{Digest, Sha256};

/// Hashes of the longest path, which every opening has room for.
pub const LONGEST: usize = 26;

/// SHA-256 of the parts, one after the other.
pub fn sha256(parts: &[&[u8]]) -> Hash {
    parts.iter().fold(Sha256::new(), |hash, part| hash.chain_update(part)).finalize().into()
}

/// All products that a prover committed to.
pub struct Proof {
    pub shape: Shape,
    /// What its first round grew from, as it says.
    pub seed: Hash,
    rounds: Vec<Round>,
}

/// One of them, as a tree.
struct Round {
    leaves: Vec<Entries>,
    /// From the leaves to the root.
    levels: Vec<Vec<Hash>>,
}

impl Proof {
    /// The proof that grows from a seed.
    pub fn honest(shape: Shape, seed: &Hash) -> Self {
        Self::lying(shape, seed, |_, right| right)
    }

    /// The same by a prover that changes entries; later rounds grow from what it commits to.
    pub fn lying(shape: Shape, seed: &Hash, lie: impl Fn(Sample, i32) -> i32) -> Self {
        let mut proof = Self { shape, seed: *seed, rounds: Vec::new() };
        for round in 0..shape.rounds {
            let seed = round_seed(seed, &proof.roots(), sha256);
            let lie = |row, column, right| lie(Sample { round, row, column }, right);
            proof.rounds.push(Round::of(&shape, &seed, lie));
        }
        proof
    }

    /// The same rounds, as if the first had grown from another seed.
    pub fn passed_off(self, seed: &Hash) -> Self {
        Self { seed: *seed, ..self }
    }

    /// The root of each round.
    pub fn roots(&self) -> Vec<Hash> {
        self.rounds.iter().map(|round| round.levels[self.shape.depth()][0]).collect()
    }

    /// What commits to it.
    pub fn commitment(&self) -> AttemptCommitInstructionArgs {
        commitment(self.shape, &self.seed, &self.roots())
    }

    /// What shows its roots, in the order in which they are shown.
    pub fn showings(&self) -> Vec<RootsShowInstructionArgs> {
        showings(&self.seed, &self.roots())
    }

    /// What answers a sample of those that a random value draws.
    pub fn opening(&self, random: &Hash, index: u8) -> SampleOpenInstructionArgs {
        let asked = sample(random, u32::from(index), &self.shape);
        self.opening_of(index, asked)
    }

    /// What answers a sample with a certain entry, be it the one that is asked for or not.
    pub fn opening_of(&self, index: u8, at: Sample) -> SampleOpenInstructionArgs {
        let segments = usize::from(self.shape.size / SEGMENT);
        let mut place = usize::from(at.row) * segments + usize::from(at.column / SEGMENT);
        let Round { leaves, levels } = &self.rounds[usize::from(at.round)];
        let (entries, mut path) = (leaves[place], [[0; 32]; LONGEST]);
        for (beside, level) in path.iter_mut().zip(&levels[..self.shape.depth()]) {
            *beside = level[place ^ 1];
            place /= 2;
        }
        SampleOpenInstructionArgs { sample: index, entries, path }
    }
}

impl Round {
    fn of(shape: &Shape, seed: &Hash, lie: impl Fn(u16, u16, i32) -> i32) -> Self {
        let Keys { a, b, second } = keys(seed);
        let (rows, columns) = (vectors(shape, a, second), vectors(shape, b, second));
        let (mut leaves, mut bottom) = (Vec::new(), Vec::new());
        for row in 0..shape.size {
            for segment in 0..shape.size / SEGMENT {
                let mut entries = [0; SEGMENT as usize * 4];
                for (column, bytes) in (segment * SEGMENT..).zip(entries.chunks_exact_mut(4)) {
                    let right = product(&rows[usize::from(row)], &columns[usize::from(column)]);
                    bytes.copy_from_slice(&lie(row, column, right).to_le_bytes());
                }
                bottom.push(leaf(row, segment, &entries, sha256));
                leaves.push(entries);
            }
        }
        Self { leaves, levels: levels(bottom) }
    }
}

/// What commits to the rounds with these roots, the first of which grew from `seed`.
pub fn commitment(shape: Shape, seed: &Hash, roots: &[Hash]) -> AttemptCommitInstructionArgs {
    let Shape { size, inner, rounds } = shape;
    AttemptCommitInstructionArgs { size, inner, rounds, end: round_seed(seed, roots, sha256) }
}

/// What shows these roots, as many at a time as fit, from the last ones on.
pub fn showings(seed: &Hash, roots: &[Hash]) -> Vec<RootsShowInstructionArgs> {
    let starts = (0..roots.len()).step_by(ROOTS_AT_ONCE).rev();
    starts.map(|first| showing(seed, roots, first..(first + ROOTS_AT_ONCE).min(roots.len()))).collect()
}

/// What shows the roots of some rounds.
pub fn showing(seed: &Hash, roots: &[Hash], rounds: Range<usize>) -> RootsShowInstructionArgs {
    let mut shown = [[0; 32]; ROOTS_AT_ONCE];
    shown[..rounds.len()].copy_from_slice(&roots[rounds.clone()]);
    let seed = round_seed(seed, &roots[..rounds.start], sha256);
    RootsShowInstructionArgs { first: rounds.start as u16, count: rounds.len() as u8, seed, roots: shown }
}

/// The rows of A, or the columns of B.
fn vectors(shape: &Shape, key: u64, second: u64) -> Vec<Vec<i32>> {
    let words = u64::from(shape.inner / 8);
    let vector = |index: u64| (index * words..(index + 1) * words).flat_map(|at| entries_of(word(key, second, at)));
    (0..u64::from(shape.size)).map(|index| vector(index).collect()).collect()
}

fn entries_of(word: u64) -> [i32; 8] {
    word.to_le_bytes().map(|byte| i32::from(byte.cast_signed()))
}

fn product(row: &[i32], column: &[i32]) -> i32 {
    row.iter().zip(column).map(|(left, right)| left * right).sum()
}

fn levels(bottom: Vec<Hash>) -> Vec<Vec<Hash>> {
    let mut levels = vec![bottom];
    while let Some(level) = levels.last().filter(|level| level.len() > 1) {
        let above = level.chunks_exact(2).map(|pair| node(&pair[0], &pair[1], sha256)).collect();
        levels.push(above);
    }
    levels
}
