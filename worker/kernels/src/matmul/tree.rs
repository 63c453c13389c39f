use furnace_common::product::{Product, tree::Climber};
use furnace_common::proof::tree::{Entries, Hash, SEGMENT, leaf};
use sha2::{Digest, Sha256};

use super::Shape;

/// The root of the tree over a result: 16 neighbours of a row are a leaf, and what a row lacks of its last one is zeros.
/// `None` where the entries are not those of the shape.
#[must_use]
pub fn root(shape: Shape, result: &[i32]) -> Option<Hash> {
    let Shape { rows, columns, inner } = shape;
    let mut climber = Climber::new(&Product { rows, columns, inner, seed: 0 }, 0, hash);
    if result.len() != shape.entries() {
        return None;
    }
    for (row, entries) in (0u16..).zip(result.chunks(columns as usize)) {
        for (segment, entries) in (0u16..).zip(entries.chunks(SEGMENT.into())) {
            climber.push(leaf(row, segment, &padded(entries), hash));
        }
    }
    climber.finish().map(|(root, _)| root)
}

fn padded(entries: &[i32]) -> Entries {
    let mut leaf = [0; size_of::<Entries>()];
    for (bytes, entry) in leaf.as_chunks_mut().0.iter_mut().zip(entries) {
        *bytes = entry.to_le_bytes();
    }
    leaf
}

fn hash(parts: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: Shape = Shape { rows: 3, columns: 17, inner: 1 };

    #[test]
    fn the_root_is_part_of_the_protocol() {
        // Six leaves, of which every second one has a single entry, and two that there are not.
        let result: Vec<i32> = (0..51).map(|index| index - 25).collect();
        let root = root(SHAPE, &result).expect("the shape's");
        assert_eq!(hex::encode(root), "7658e03e2e15b0d5eb2bc23119fccf80500116f6f38907e9888a5f06fd49cc53");
    }

    #[test]
    fn what_is_no_result_of_the_shape_has_no_root() {
        assert_eq!(root(SHAPE, &[0; 50]), None);
        assert_eq!(root(SHAPE, &[0; 52]), None);
    }
}
