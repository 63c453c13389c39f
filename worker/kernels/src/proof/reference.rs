use furnace_common::proof::Shape;
use furnace_common::proof::tree::Hash;

use super::part::Part;
use super::tree::path;
use super::{Challenge, ProofError};

/// The roots of all rounds by their definition, on the processor: what a device must agree with.
///
/// # Errors
/// When the challenge is out of bounds.
pub fn roots(challenge: &Challenge) -> Result<Vec<Hash>, ProofError> {
    challenge.validate()?;
    let mut roots = Vec::new();
    for _ in 0..challenge.shape.rounds {
        let seed = challenge.round_seed(&roots);
        roots.push(root(&seed, &challenge.shape));
    }
    Ok(roots)
}

/// The root of the round with this seed.
fn root(seed: &Hash, shape: &Shape) -> Hash {
    let whole = Part { rows: 0..shape.size, columns: 0..shape.size };
    let leaves = whole.leaves(&whole.entries(seed, shape.inner));
    path(&leaves, 0).1
}
