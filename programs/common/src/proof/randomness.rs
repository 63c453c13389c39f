//! From the hash of a block to what a worker has to do. Each value has its own tag, so that none can pass for another.

use super::tree::Hash;

const EPOCH: &[u8] = b"furnace proof epoch";
const CHALLENGE: &[u8] = b"furnace proof challenge";
const SAMPLES: &[u8] = b"furnace proof samples";

/// The seed of an epoch, the same for all workers, of the hash of the block that draws it.
pub fn epoch_seed(epoch: u64, block: &Hash, hash: impl Fn(&[&[u8]]) -> Hash) -> Hash {
    hash(&[EPOCH, &epoch.to_le_bytes(), block])
}

/// What the first round of a worker's GPU grows from.
pub fn challenge_seed(epoch_seed: &Hash, worker: &Hash, gpu: u8, hash: impl Fn(&[&[u8]]) -> Hash) -> Hash {
    hash(&[CHALLENGE, epoch_seed, worker, &[gpu]])
}

/// What the samples of an attempt are drawn from, of the hash of the block that draws them. The challenge is in it, so
/// that no two attempts are asked for the same entries.
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
        let expected = [&b"furnace proof epoch"[..], &[7, 0, 0, 0, 0, 0, 0, 0], &[9; 32]].concat();
        assert_eq!(epoch_seed(7, &[9; 32], checked(expected)), [3; 32]);
        let expected = [&b"furnace proof challenge"[..], &[8; 32], &[9; 32], &[5]].concat();
        assert_eq!(challenge_seed(&[8; 32], &[9; 32], 5, checked(expected)), [3; 32]);
        let expected = [&b"furnace proof samples"[..], &[8; 32], &[9; 32]].concat();
        assert_eq!(samples_random(&[8; 32], &[9; 32], checked(expected)), [3; 32]);
    }
}
