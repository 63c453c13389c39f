//! Products of matrices that grow from a seed, as jobs compute them, and what refutes one wrong entry.
//!
//! A result names its files by their hashes: the entries, and the root of a Merkle tree over them. So sixteen entries and
//! a path to the root show what its worker attested to, and one entry computed anew shows whether that is right.

mod document;
mod entry;
mod shape;
pub mod tree;

pub use document::{manifest_hash, spec_hash, ENTRIES_FILE, ROOT_FILE};
pub use entry::{entry, line_key, line_word};
pub use shape::{Product, MAX_INNER, MAX_SIDE};

use crate::proof::tree::{climb, leaf, segment, Entries, Hash};

/// The hash of the result that these entries, of the leaf that (`row`, `column`) is in, belong to by this path. `file` is
/// SHA-256 of the file of all entries. `None` outside the product, or where the path is not as long as its tree is high.
pub fn result_hash(
    product: &Product,
    file: &Hash,
    (row, column): (u16, u16),
    entries: &Entries,
    path: &[Hash],
    hash: impl Fn(&[&[u8]]) -> Hash,
) -> Option<Hash> {
    let index = product.leaf_index(row, column).filter(|_| path.len() == product.depth())?;
    let root = climb(leaf(row, segment(column), entries, &hash), index, path, &hash);
    Some(manifest_hash(product, &spec_hash(product, &hash), file, &root, &hash))
}
