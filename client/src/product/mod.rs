//! Integer products of jobs, checked without computing them again, and the evidence against a wrong one.

mod check;
mod evidence;
mod examine;
mod vectors;

#[cfg(test)]
mod tests;

use furnace_common::product::Product;

use crate::spec::Matmul;

pub use check::{Checked, check};
pub use evidence::{Evidence, WrongEntry};
pub use examine::{ExamineError, Verdict, examine};
pub use furnace_common::product::{ENTRIES_FILE, ROOT_FILE};

/// How often a wrong product is taken for a right one, at most: both of two vectors, of 31 random bits an entry, have to
/// miss it.
pub const MISSED: f64 = 1.0 / (1u64 << 62) as f64;

/// What a spec asks for, as the chain reckons with it.
pub fn product_of(matmul: &Matmul) -> Product {
    let &Matmul { rows, columns, inner, seed } = matmul;
    Product { rows, columns, inner, seed }
}

/// A row of entries as they are in the file.
fn entries(row: &[u8]) -> impl Iterator<Item = i32> + Clone {
    row.as_chunks().0.iter().map(|bytes| i32::from_le_bytes(*bytes))
}

/// SHA-256 of parts, one after the other.
fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    let mut hasher = Sha256::new();
    parts.iter().for_each(|part| hasher.update(part));
    hasher.finalize().into()
}
