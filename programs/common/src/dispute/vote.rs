//! From a block to a committee, and from a result to a sealed vote. Each value has its own tag, so that none can pass
//! for another.

use crate::proof::tree::Hash;
use crate::sortition::is_drawn;

const COMMITTEE: &[u8] = b"furnace committee";
const AUDIT: &[u8] = b"furnace audit";
const VOTE: &[u8] = b"furnace vote";

/// What the committee of a round is drawn from, of the hash of the block that draws it.
pub fn committee_random(dispute: &Hash, round: u8, block: &Hash, hash: impl Fn(&[&[u8]]) -> Hash) -> Hash {
    hash(&[COMMITTEE, dispute, &[round], block])
}

/// Whether a result is audited, of the hash of the block that draws it: of many results so many are.
pub fn is_audited(job: &Hash, worker: &Hash, block: &Hash, audit_bps: u16, hash: impl Fn(&[&[u8]]) -> Hash) -> bool {
    is_drawn(&hash(&[AUDIT, job, worker, block]), audit_bps)
}

/// What a verifier commits to before it shows its result. The verifier is in it, so that nobody can copy a commitment,
/// and the dispute and the round, so that none counts twice.
pub fn vote_commitment(
    dispute: &Hash,
    round: u8,
    verifier: &Hash,
    result: &Hash,
    salt: &Hash,
    hash: impl Fn(&[&[u8]]) -> Hash,
) -> Hash {
    hash(&[VOTE, dispute, &[round], verifier, result, salt])
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    #[test]
    fn every_value_is_laid_out_as_the_protocol_says() {
        let checked = |expected: Vec<u8>| {
            move |parts: &[&[u8]]| {
                assert_eq!(parts.concat(), expected);
                [0; 32]
            }
        };
        let expected = [&b"furnace committee"[..], &[1; 32], &[2], &[3; 32]].concat();
        assert_eq!(committee_random(&[1; 32], 2, &[3; 32], checked(expected)), [0; 32]);
        let expected = [&b"furnace audit"[..], &[1; 32], &[2; 32], &[3; 32]].concat();
        assert!(is_audited(&[1; 32], &[2; 32], &[3; 32], 1, checked(expected)));
        let expected = [&b"furnace vote"[..], &[1; 32], &[2], &[3; 32], &[4; 32], &[5; 32]].concat();
        assert_eq!(vote_commitment(&[1; 32], 2, &[3; 32], &[4; 32], &[5; 32], checked(expected)), [0; 32]);
    }
}
