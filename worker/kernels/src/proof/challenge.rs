use furnace_common::proof::tree::{Hash, round_seed};
use furnace_common::proof::{Sample, Shape, sample};

use super::ProofError;
use super::tree::hash;

/// What is to be proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Challenge {
    /// What the matrices of the first round grow from.
    pub seed: Hash,
    /// How much is to be computed.
    pub shape: Shape,
}

impl Challenge {
    /// Checks the shape against the bounds of the protocol.
    ///
    /// # Errors
    /// [`ProofError::OutOfBounds`].
    pub fn validate(&self) -> Result<(), ProofError> {
        if self.shape.is_valid() { Ok(()) } else { Err(ProofError::OutOfBounds { shape: self.shape }) }
    }

    /// The seed of the round that follows on those with these roots.
    #[must_use]
    pub fn round_seed(&self, roots: &[Hash]) -> Hash {
        round_seed(&self.seed, roots, hash)
    }

    /// The first `count` entries that a random value asks for.
    pub fn samples(&self, random: Hash, count: u32) -> impl Iterator<Item = Sample> {
        (0..count).map(move |index| sample(&random, index, &self.shape))
    }
}
