use furnace_common::product::{MAX_INNER, Product, entry, manifest_hash, result_hash, spec_hash};

use super::*;
use crate::artifacts::Digest;
use crate::manifest::{Manifest, OutputFile};
use crate::spec::{JobSpec, Kernel};

const SHAPES: [(u32, u32, u32); 7] =
    [(1, 1, 1), (1, 1, 9), (3, 17, 8), (5, 16, 33), (9, 40, 100), (33, 3, 7), (2, 3, MAX_INNER)];

fn products() -> impl Iterator<Item = Product> {
    SHAPES.into_iter().map(|(rows, columns, inner)| Product { rows, columns, inner, seed: 7 })
}

fn file(product: &Product) -> Vec<u8> {
    let places = (0..product.rows as u16).flat_map(|row| (0..product.columns as u16).map(move |column| (row, column)));
    places.flat_map(|(row, column)| entry(product, row, column).to_le_bytes()).collect()
}

/// The hash of the result with these files, as its manifest is written.
fn result(product: &Product, entries: &[u8], root: [u8; 32]) -> Digest {
    let &Product { rows, columns, inner, seed } = product;
    let spec = JobSpec::new(Kernel::Matmul(Matmul { rows, columns, inner, seed })).expect("a spec");
    let named = |path: &str, content: &[u8]| OutputFile {
        path: path.to_owned(),
        bytes: content.len() as u64,
        sha256: Digest::of(content),
    };
    let files = vec![named(ROOT_FILE, &root), named(ENTRIES_FILE, entries)];
    Manifest::new(spec.digest(), "matmul", "any", files).expect("a manifest").digest()
}

#[test]
fn the_chain_spells_specs_and_manifests_as_clients_do() {
    for product in products() {
        let entries = file(&product);
        let Matmul { rows, columns, inner, seed } =
            Matmul { rows: product.rows, columns: product.columns, inner: product.inner, seed: product.seed };
        let spec = JobSpec::new(Kernel::Matmul(Matmul { rows, columns, inner, seed })).expect("a spec");
        assert_eq!(Digest(spec_hash(&product, sha256)), spec.digest());
        let manifest = manifest_hash(&product, &spec.digest().0, &Digest::of(&entries).0, &[5; 32], sha256);
        assert_eq!(Digest(manifest), result(&product, &entries, [5; 32]));
    }
}

#[test]
fn a_right_product_is_found_right() {
    for product in products() {
        let checked = check(&product, file(&product).as_slice(), |_| ()).expect("read");
        assert_eq!(checked.wrong, None, "{product:?}");
    }
}

#[test]
fn one_wrong_bit_is_found_and_leads_to_the_result() {
    for product in products() {
        let genuine = file(&product);
        let last = genuine.len() - 1;
        for (byte, bit) in [(0, 0), (last, 7), (last / 2, 3), (last / 3, 5)] {
            // Given a result that is wrong in one bit
            let mut lie = genuine.clone();
            lie[byte] ^= 1 << bit;
            let checked = check(&product, lie.as_slice(), |_| ()).expect("read");

            // Then the entry is found
            let wrong = checked.wrong.expect("it is wrong");
            let place = (usize::from(wrong.row) * product.columns as usize + usize::from(wrong.column)) * 4;
            assert_eq!(place, byte / 4 * 4);
            assert_eq!(lie[place..place + 4], wrong.said.to_le_bytes());
            assert_eq!(genuine[place..place + 4], wrong.right.to_le_bytes());

            // and what is shown of it is what the worker attested to
            let hash = Digest::of(&lie).0;
            let Evidence { entries, path, .. } = Evidence::gather(&product, wrong, hash, lie.as_slice()).expect("read");
            let place = (wrong.row, wrong.column);
            let shown = result_hash(&product, &hash, place, &entries, &path[..product.depth()], sha256);
            assert_eq!(shown.map(Digest), Some(result(&product, &lie, checked.root)));
        }
    }
}

#[test]
fn a_file_that_is_too_short_is_an_error() {
    let product = products().last().expect("a product");
    let file = file(&product);
    assert!(check(&product, &file[..file.len() - 1], |_| ()).is_err());
}

#[test]
fn progress_ends_at_the_whole() {
    let product = products().nth(4).expect("a product");
    let mut told = Vec::new();
    check(&product, file(&product).as_slice(), |percent| told.push(percent)).expect("read");
    assert!(told.is_sorted() && told.last() == Some(&100), "{told:?}");
}
