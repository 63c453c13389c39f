//! The two documents that the chain knows by their hashes, in their canonical spelling.

use super::Product;
use crate::proof::tree::Hash;

/// The file of the entries, row by row, each as four bytes, the lowest first.
pub const ENTRIES_FILE: &str = "product.bin";
/// The file of the tree's root, 32 bytes.
pub const ROOT_FILE: &str = "product.root";

/// SHA-256 of the spec of a job that computes this product.
pub fn spec_hash(product: &Product, hash: impl Fn(&[&[u8]]) -> Hash) -> Hash {
    let Product { rows, columns, inner, seed } = *product;
    let [rows, columns, inner, seed] = [rows.into(), columns.into(), inner.into(), seed].map(Decimal::new);
    hash(&[
        br#"{"version":1,"kernel":{"name":"matmul","rows":"#,
        rows.text(),
        br#","columns":"#,
        columns.text(),
        br#","inner":"#,
        inner.text(),
        br#","seed":"#,
        seed.text(),
        b"}}",
    ])
}

/// SHA-256 of the manifest of a result for the job with this spec: of its file of entries the hash, of its tree the root.
pub fn manifest_hash(
    product: &Product,
    spec: &Hash,
    file: &Hash,
    root: &Hash,
    hash: impl Fn(&[&[u8]]) -> Hash,
) -> Hash {
    let (spec, file, root) = (hexadecimal(spec), hexadecimal(file), hexadecimal(&hash(&[root])));
    hash(&[
        br#"{"version":1,"spec":""#,
        &spec,
        br#"","kernel":"matmul","device":"any","files":[{"path":""#,
        ENTRIES_FILE.as_bytes(),
        br#"","bytes":"#,
        Decimal::new(product.bytes()).text(),
        br#","sha256":""#,
        &file,
        br#""},{"path":""#,
        ROOT_FILE.as_bytes(),
        br#"","bytes":32,"sha256":""#,
        &root,
        br#""}]}"#,
    ])
}

/// A number in decimal digits.
struct Decimal {
    digits: [u8; 20],
    /// The first digit in use.
    first: usize,
}

impl Decimal {
    fn new(mut number: u64) -> Self {
        let mut digits = [b'0'; 20];
        let mut first = digits.len();
        for (place, digit) in digits.iter_mut().enumerate().rev() {
            *digit = b'0'.wrapping_add((number % 10) as u8);
            first = place;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        Self { digits, first }
    }

    fn text(&self) -> &[u8] {
        self.digits.get(self.first..).unwrap_or(&self.digits)
    }
}

/// A hash in lowercase digits.
fn hexadecimal(hash: &Hash) -> [u8; 64] {
    let digit = |value: u8| value.wrapping_add(if value < 10 { b'0' } else { b'a'.wrapping_sub(10) });
    let mut digits = [0; 64];
    for ([high, low], byte) in digits.as_chunks_mut().0.iter_mut().zip(hash) {
        (*high, *low) = (digit(byte >> 4), digit(byte & 15));
    }
    digits
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::{String, ToString};

    fn text(parts: &[&[u8]]) -> String {
        String::from_utf8(parts.concat()).unwrap()
    }

    #[test]
    fn documents_are_spelled_as_clients_and_workers_spell_them() {
        let product = Product { rows: 16_384, columns: 1, inner: 131_071, seed: u64::MAX };
        let spec = r#"{"version":1,"kernel":{"name":"matmul","rows":16384,"columns":1,"inner":131071,"seed":18446744073709551615}}"#;
        spec_hash(&product, |parts| {
            assert_eq!(text(parts), spec);
            [0; 32]
        });
        let manifest = [
            r#"{"version":1,"spec":""#,
            &"ab".repeat(32),
            r#"","kernel":"matmul","device":"any","files":[{"path":"product.bin","bytes":65536,"sha256":""#,
            &"0f".repeat(32),
            r#""},{"path":"product.root","bytes":32,"sha256":""#,
            &"9c".repeat(32),
            r#""}]}"#,
        ];
        manifest_hash(&product, &[0xab; 32], &[0x0f; 32], &[0x77; 32], |parts| {
            match parts {
                [root] => assert_eq!(*root, [0x77; 32]),
                _ => assert_eq!(text(parts), manifest.concat()),
            }
            [0x9c; 32]
        });
    }

    #[test]
    fn numbers_have_no_zeros_before_them() {
        for number in [0, 7, 10, 16_384, u64::MAX] {
            assert_eq!(text(&[Decimal::new(number).text()]), number.to_string());
        }
    }
}
