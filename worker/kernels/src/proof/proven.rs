use furnace_common::proof::Sample;
use furnace_common::proof::tree::{Hash, SEGMENT, leaf_index, segment};

use super::part::{GROUP, Part};
use super::tree::path;
use super::{Challenge, Opening, ProofError};

/// A round that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Round {
    pub(super) seed: Hash,
    pub(super) root: Hash,
    /// A node for every [`GROUP`] leaves: 8 MiB at most.
    pub(super) kept: Vec<Hash>,
}

/// A proof, with what it takes to open any entry of it without the device that made it.
///
/// The same challenge gives the same proof, so one that is lost can be made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub(super) challenge: Challenge,
    pub(super) rounds: Vec<Round>,
}

impl Proof {
    /// What is committed to: the roots of all rounds, in order.
    #[must_use]
    pub fn roots(&self) -> Vec<Hash> {
        self.rounds.iter().map(|round| round.root).collect()
    }

    /// Opens an entry. The leaves around it are computed anew on the processor, which takes a fraction of a
    /// second: what the device would be convicted for is noticed here, and not shown.
    ///
    /// # Errors
    /// When there is no such entry, or the device had computed another.
    pub fn open(&self, sample: &Sample) -> Result<Opening, ProofError> {
        let shape = &self.challenge.shape;
        let place = leaf_index(shape, sample.row, segment(sample.column));
        let (Some(round), Some(index)) = (self.rounds.get(usize::from(sample.round)), place) else {
            return Err(ProofError::NoSuchEntry { sample: *sample });
        };
        let (group, place) = (index / GROUP, (index % GROUP) as usize);
        let part = Part::of_group(shape, group);
        let entries = part.entries(&round.seed, shape.inner);
        let (below, node) = path(&part.leaves(&entries), place);
        let (above, root) = path(&round.kept, group as usize);
        if node != round.kept[group as usize] || root != round.root {
            return Err(ProofError::WrongProduct { sample: *sample });
        }
        Ok(Opening { entries: entries.as_chunks::<{ SEGMENT as usize }>().0[place], path: [below, above].concat() })
    }
}
