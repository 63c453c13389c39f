use furnace_common::proof::tree::{Hash, SEGMENT};
use furnace_common::proof::{self, Sample, Verdict};

use super::Challenge;
use super::part::bytes;
use super::tree::hash;

/// What answers a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The entries of the leaf that the sample is in.
    pub entries: [i32; SEGMENT as usize],
    /// The path from the leaf to the round's root, the leaf's neighbour first.
    pub path: Vec<Hash>,
}

/// Judges an opening as the program does, from the roots of the rounds up to the sample's.
#[must_use]
pub fn verify(challenge: &Challenge, roots: &[Hash], sample: &Sample, opening: &Opening) -> Verdict {
    let round = usize::from(sample.round);
    let Some(root) = roots.get(round) else { return Verdict::Unrelated };
    let seed = challenge.round_seed(&roots[..round]);
    let opening = proof::Opening { entries: &bytes(&opening.entries), path: &opening.path };
    proof::judge(&challenge.shape, &seed, root, sample, &opening, hash)
}
