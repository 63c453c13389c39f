use sha2::{Digest, Sha256};

/// The SHA-256 of a result: its entries row by row, each as four bytes, the lowest first.
#[must_use]
pub fn digest(result: &[i32]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    let mut bytes = Vec::new();
    for entries in result.chunks(4096) {
        bytes.clear();
        bytes.extend(entries.iter().flat_map(|entry| entry.to_le_bytes()));
        hasher.update(&bytes);
    }
    hasher.finalize().into()
}
