//! From the hash of a block to what a worker has to show. Each value has its own tag, so that none can pass for another.

use super::Hash;

const CHALLENGE: &[u8] = b"furnace memory challenge";
const SAMPLES: &[u8] = b"furnace memory samples";

/// What the table of a worker's GPU grows from, of the epoch's seed.
pub fn challenge_seed(epoch_seed: &Hash, worker: &Hash, gpu: u8, hash: impl Fn(&[&[u8]]) -> Hash) -> Hash {
    hash(&[CHALLENGE, epoch_seed, worker, &[gpu]])
}

/// What the samples are drawn from, of the hash of the block that draws them. The challenge is in it, so that no two
/// proofs are asked for the same walks.
pub fn samples_random(challenge: &Hash, block: &Hash, hash: impl Fn(&[&[u8]]) -> Hash) -> Hash {
    hash(&[SAMPLES, challenge, block])
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
                [3; 32]
            }
        };
        let expected = [&b"furnace memory challenge"[..], &[8; 32], &[9; 32], &[5]].concat();
        assert_eq!(challenge_seed(&[8; 32], &[9; 32], 5, checked(expected)), [3; 32]);
        let expected = [&b"furnace memory samples"[..], &[8; 32], &[9; 32]].concat();
        assert_eq!(samples_random(&[8; 32], &[9; 32], checked(expected)), [3; 32]);
    }
}
