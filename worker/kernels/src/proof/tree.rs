//! The tree on the processor.

use furnace_common::proof::tree::{Hash, node};
use sha2::{Digest, Sha256};

/// The SHA-256 of parts, one after the other.
pub(crate) fn hash(parts: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// The path from node `index` of a level to the top of the tree over it, and the top. The level's length is a
/// power of two.
pub(crate) fn path(level: &[Hash], mut index: usize) -> (Vec<Hash>, Hash) {
    let mut level = level.to_vec();
    let mut path = Vec::new();
    while level.len() > 1 {
        path.push(level[index ^ 1]);
        level = level.as_chunks().0.iter().map(|[left, right]| node(left, right, hash)).collect();
        index /= 2;
    }
    (path, level[0])
}
