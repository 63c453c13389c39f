use std::fs;

use super::*;
use crate::artifacts::{Store, StoreError};

fn file(path: &str, content: &[u8]) -> OutputFile {
    OutputFile { path: path.into(), bytes: content.len() as u64, sha256: Digest::of(content) }
}

fn manifest(files: Vec<OutputFile>) -> Result<Manifest, ManifestError> {
    Manifest::new(Digest::of(b"spec"), "render", "a device", files)
}

#[test]
fn equal_results_have_equal_hashes_in_any_order() {
    let one = manifest(vec![file("a", b"1"), file("b/c", b"2")]).expect("valid");
    let other = manifest(vec![file("b/c", b"2"), file("a", b"1")]).expect("valid");
    assert_eq!(one.digest(), other.digest());
    assert_eq!(one.total_bytes(), 2);
    let text = String::from_utf8(one.to_bytes()).expect("text");
    assert!(text.starts_with(r#"{"version":1,"spec":""#), "{text}");
    assert_eq!(Manifest::from_bytes(text.as_bytes()).expect("read"), one);
}

#[test]
fn other_spellings_are_refused() {
    let bytes = manifest(vec![file("a", b"1")]).expect("valid").to_bytes();
    let text = String::from_utf8(bytes).expect("text");
    let spaced = text.replace("\"version\":1", "\"version\": 1");
    assert!(matches!(Manifest::from_bytes(spaced.as_bytes()), Err(ManifestError::NotCanonical)));
    let newer = text.replace("\"version\":1", "\"version\":2");
    assert!(matches!(Manifest::from_bytes(newer.as_bytes()), Err(ManifestError::Version(2))));
}

#[test]
fn paths_cannot_leave_the_folder() {
    for path in ["", "/etc/passwd", "../up", "a/../b", "./a", "a//b", "a/", "a\\b", "c:d", "a\nb", ".."] {
        let error = manifest(vec![file(path, b"x")]).expect_err(path);
        assert!(matches!(error, ManifestError::UnsafePath { .. }), "{path}");
    }
    manifest(vec![file(&"x".repeat(256), b"x")]).expect_err("too long");
    manifest(vec![file("a...b/..c", b"x")]).expect("dots inside a name are fine");
}

#[test]
fn a_path_is_one_file_only() {
    let twice = manifest(vec![file("a", b"1"), file("a", b"2")]);
    assert!(matches!(twice, Err(ManifestError::Order(path)) if path == "a"));
    let folder = manifest(vec![file("a", b"1"), file("a-b", b"3"), file("a/b", b"2")]);
    assert!(matches!(folder, Err(ManifestError::UnsafePath { .. })));
}

#[tokio::test]
async fn a_result_is_verified_and_fetched() {
    let folder = tempfile::tempdir().expect("folder");
    let store =
        Store::at(crate::artifacts::Location::folder(folder.path().join("store")).expect("location")).expect("store");
    store.put(&b"one"[..]).await.expect("put");
    let incomplete = manifest(vec![file("one", b"one"), file("sub/two", b"two")]).expect("valid");
    let digest = incomplete.save(&store).await.expect("save");
    let loaded = Manifest::load(&store, digest).await.expect("load");
    assert_eq!(loaded, incomplete);

    let error = loaded.verify(&store).await.expect_err("two is missing");
    assert!(matches!(
        error,
        ManifestError::File { path, source: StoreError::Missing { .. } } if path == "sub/two"
    ));

    store.put(&b"two"[..]).await.expect("put");
    loaded.verify(&store).await.expect("whole");
    let target = folder.path().join("result");
    let written = loaded.download(&store, &target).await.expect("download");
    assert_eq!(written, [target.join("one"), target.join("sub/two")]);
    assert_eq!(fs::read(&written[1]).expect("read"), b"two");
}

#[tokio::test]
async fn a_wrong_size_leaves_no_file() {
    let folder = tempfile::tempdir().expect("folder");
    let store = Store::open(folder.path().join("store").to_str().expect("text")).expect("store");
    store.put(&b"one"[..]).await.expect("put");
    let mut lying = file("one", b"one");
    lying.bytes = 10;
    let lying = manifest(vec![lying]).expect("valid");
    let target = folder.path().join("result");
    lying.download(&store, &target).await.expect_err("wrong size");
    assert!(!target.join("one").exists());
    lying.verify(&store).await.expect_err("wrong size");
}
