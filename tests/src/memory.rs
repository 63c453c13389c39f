//! A plain prover of memory, which takes all walks through the smallest table. What it commits to may be wrong.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread;

use furnace_client::generated::proofs::instructions::{MemoryCommitInstructionArgs, WalkOpenInstructionArgs};
use furnace_common::memory::table::{Block, block};
use furnace_common::memory::tree::{MAX_DEPTH, PARTS, Roots, depth, leaf, node};
use furnace_common::memory::{BLOCKS_PER_MIB, WALKS_PER_MIB, sample, walk};
use furnace_common::proof::tree::Hash;

use crate::prover::sha256;

/// What most tests prove: as little as can be.
pub const MIB: u32 = 1;

type Ends = Arc<Vec<u32>>;

/// Ends of walks that were taken before, by their seeds: tests on chains that are alike ask for the same ones.
static TAKEN: LazyLock<Mutex<HashMap<Hash, Ends>>> = LazyLock::new(Mutex::default);

/// All walks that a prover committed to.
pub struct Walks {
    ends: Vec<u32>,
    /// From the leaves to the roots of the parts.
    levels: Vec<Vec<Hash>>,
}

impl Walks {
    /// The walks through the table that grows from a seed.
    pub fn honest(seed: &Hash) -> Self {
        Self::lying(seed, |_, end| end)
    }

    /// The same by a prover that changes ends.
    pub fn lying(seed: &Hash, lie: impl Fn(u64, u32) -> u32) -> Self {
        let ends: Vec<u32> = (0..).zip(ends(seed).iter()).map(|(walk, end)| lie(walk, *end)).collect();
        let leaves = (0..).zip(ends.chunks_exact(16)).map(|(index, ends)| leaf(index, &bytes(ends), sha256));
        let mut levels = vec![leaves.collect::<Vec<_>>()];
        while let Some(level) = levels.last().filter(|level| level.len() > PARTS) {
            let above = level.chunks_exact(2).map(|pair| node(&pair[0], &pair[1], sha256)).collect();
            levels.push(above);
        }
        Self { ends, levels }
    }

    /// The roots of the parts.
    pub fn roots(&self) -> Roots {
        self.levels[depth(MIB)].as_slice().try_into().expect("as many as parts")
    }

    /// What commits to them.
    pub fn commitment(&self) -> MemoryCommitInstructionArgs {
        MemoryCommitInstructionArgs { mib: MIB, roots: self.roots() }
    }

    /// What answers a sample of those that a random value draws.
    pub fn opening(&self, random: &Hash, index: u8) -> WalkOpenInstructionArgs {
        self.opening_of(index, sample(random, u32::from(index), MIB))
    }

    /// What answers a sample with a certain walk, be it the one that is asked for or not.
    pub fn opening_of(&self, index: u8, walk: u64) -> WalkOpenInstructionArgs {
        let mut place = usize::try_from(walk / 16).expect("a leaf");
        let (ends, mut path) = (bytes(&self.ends[place * 16..][..16]), [[0; 32]; MAX_DEPTH]);
        for (beside, level) in path.iter_mut().zip(&self.levels[..depth(MIB)]) {
            *beside = level[place ^ 1];
            place /= 2;
        }
        WalkOpenInstructionArgs { sample: index, ends, path }
    }
}

/// A leaf's ends as they are hashed.
pub fn bytes(ends: &[u32]) -> [u8; 64] {
    ends.iter().flat_map(|end| end.to_le_bytes()).collect::<Vec<_>>().try_into().expect("sixteen ends")
}

fn ends(seed: &Hash) -> Ends {
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(taken.entry(*seed).or_insert_with(|| Arc::new(take(seed))))
}

/// Takes all walks, half of them beside the others.
fn take(seed: &Hash) -> Vec<u32> {
    let table: Vec<Block> = (0..MIB * BLOCKS_PER_MIB).map(|index| block(seed, index, sha256)).collect();
    let (table, half) = (&table, u64::from(MIB * WALKS_PER_MIB) / 2);
    let end = |walk| walk::end(MIB, walk::start(seed, walk, sha256), |block| table[block as usize]);
    let ends = |from| (from..from + half).map(end).collect::<Vec<u32>>();
    thread::scope(|scope| {
        let first = scope.spawn(|| ends(0));
        let last = ends(half);
        [first.join().expect("half of the walks"), last].concat()
    })
}
