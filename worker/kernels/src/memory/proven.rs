use std::sync::OnceLock;

use furnace_common::memory::table::{self, Block};
use furnace_common::memory::tree::{NEIGHBOURS, PARTS, Roots, place};
use furnace_common::memory::{self, Verdict};
use furnace_common::proof::tree::Hash;

use super::MemoryError;
use super::reference::{bytes, ends_of, leaves, whole_table};
use super::stages::GROUP;
use crate::proof::tree::{hash, path};

/// Leaves below a node that is kept.
const LEAVES: u32 = 256;
/// Nodes that are kept for each MiB of a table whose leaves fill the tree.
const KEPT_PER_MIB: usize = 32;
/// A table up to this size is made whole before its walks are taken again: each comes by most of it. In MiB.
const SMALL: u32 = 4;

/// What answers a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The ends of the walks of the leaf that the sample is in.
    pub ends: [u32; NEIGHBOURS as usize],
    /// The path from the leaf to the root of its part, the leaf's neighbour first.
    pub path: Vec<Hash>,
}

/// A proof, with what it takes to open any walk of it without the device or the table that made it.
///
/// The same seed and size give the same proof, so one that is lost can be made again.
#[derive(Debug)]
pub struct Proof {
    seed: Hash,
    mib: u32,
    /// The node above every [`LEAVES`] leaves, and zeros up to a power of two: 1 KiB to 2 KiB for each MiB of the table.
    pub(super) kept: Vec<Hash>,
    small: OnceLock<Vec<Block>>,
}

impl Proof {
    pub(super) fn new(seed: Hash, mib: u32, mut kept: Vec<Hash>) -> Self {
        kept.resize(mib.next_power_of_two() as usize * KEPT_PER_MIB, [0; 32]);
        Self { seed, mib, kept, small: OnceLock::new() }
    }

    /// What is committed to: the roots of all parts.
    #[must_use]
    pub fn roots(&self) -> Roots {
        std::array::from_fn(|part| path(self.part(part), 0).1)
    }

    /// Opens a walk. Those around it are taken anew on the processor, without a table, which takes a second or some:
    /// what the device would be convicted for is noticed here, and not shown.
    ///
    /// # Errors
    /// When there is no such walk, or the device had come to another end.
    pub fn open(&self, walk: u64) -> Result<Opening, MemoryError> {
        let place = place(self.mib, walk).ok_or(MemoryError::NoSuchWalk { walk })?;
        let group = place.leaf / LEAVES;
        let ends = self.ends(group);
        let (below, node) = path(&leaves(group, &ends), (place.leaf % LEAVES) as usize);
        if node != self.kept[group as usize] {
            return Err(MemoryError::WrongWalk { walk });
        }
        let (above, _) = path(self.part(place.part), (place.within / LEAVES) as usize);
        let ends = ends.as_chunks().0[(place.leaf % LEAVES) as usize];
        Ok(Opening { ends, path: [below, above].concat() })
    }

    fn ends(&self, group: u32) -> Vec<u32> {
        let first = u64::from(group) * u64::from(GROUP);
        let walks = first..first + u64::from(GROUP);
        if self.mib > SMALL {
            return ends_of(&self.seed, self.mib, walks, |block| table::block(&self.seed, block, hash));
        }
        let table = self.small.get_or_init(|| whole_table(&self.seed, self.mib));
        ends_of(&self.seed, self.mib, walks, |block| table[block as usize])
    }

    /// The kept nodes of a part.
    fn part(&self, part: usize) -> &[Hash] {
        let nodes = self.kept.len() / PARTS;
        &self.kept[part * nodes..(part + 1) * nodes]
    }
}

/// Judges an opening as the program does.
#[must_use]
pub fn verify(seed: &Hash, mib: u32, roots: &Roots, walk: u64, opening: &Opening) -> Verdict {
    let opening = memory::Opening { ends: &bytes(&opening.ends), path: &opening.path };
    memory::judge(mib, seed, roots, walk, &opening, hash)
}
