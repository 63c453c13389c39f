use std::io::{self, Read};

use furnace_common::{
    product::{
        Product,
        tree::{Climber, MAX_DEPTH},
    },
    proof::tree::{Entries, Hash, SEGMENT, leaf},
};

use super::sha256;

/// Bytes of a leaf's entries.
const LEAF_BYTES: usize = SEGMENT as usize * 4;

/// An entry that is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongEntry {
    /// Its place, from 0.
    pub row: u16,
    /// The same.
    pub column: u16,
    /// What the file says.
    pub said: i32,
    /// What the product is.
    pub right: i32,
}

/// What shows the chain that an entry is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What was to be computed.
    pub product: Product,
    /// The entry.
    pub wrong: WrongEntry,
    /// SHA-256 of the file of entries.
    pub file: Hash,
    /// The entries of its leaf, as they are hashed.
    pub entries: Entries,
    /// The path from the leaf to the root, with zeros beyond its length.
    pub path: [Hash; MAX_DEPTH],
}

impl Evidence {
    /// Takes the evidence from the file of entries, whose SHA-256 is `hash`.
    ///
    /// # Errors
    /// Where the file cannot be read, or is shorter than the product.
    pub fn gather(product: &Product, wrong: WrongEntry, hash: Hash, mut file: impl Read) -> io::Result<Self> {
        let mut leaves = Leaves::new(product, wrong.leaf(product));
        let mut row = vec![0; product.columns as usize * 4];
        let mut kept = [0; LEAF_BYTES];
        for index in 0..product.rows as u16 {
            file.read_exact(&mut row)?;
            leaves.push(index, &row);
            if index == wrong.row {
                kept = padded(row.chunks(LEAF_BYTES).nth(usize::from(wrong.column / SEGMENT)).unwrap_or_default());
            }
        }
        let (_, path) = leaves.finish()?;
        Ok(Self { product: *product, wrong, file: hash, entries: kept, path })
    }
}

/// SHA-256 of parts, as a value.
type Hashing = fn(&[&[u8]]) -> Hash;

/// The tree over rows that come one after the other.
pub(super) struct Leaves {
    climber: Climber<Hashing>,
}

impl Leaves {
    pub(super) fn new(product: &Product, wanted: u32) -> Self {
        Self { climber: Climber::new(product, wanted, sha256) }
    }

    pub(super) fn push(&mut self, index: u16, row: &[u8]) {
        for (segment, entries) in (0u16..).zip(row.chunks(LEAF_BYTES)) {
            self.climber.push(leaf(index, segment, &padded(entries), sha256));
        }
    }

    pub(super) fn finish(self) -> io::Result<(Hash, [Hash; MAX_DEPTH])> {
        self.climber.finish().ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

/// What a row lacks of its last leaf is zeros.
fn padded(entries: &[u8]) -> Entries {
    let mut leaf = [0; LEAF_BYTES];
    leaf[..entries.len()].copy_from_slice(entries);
    leaf
}
