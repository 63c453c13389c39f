mod http;

use std::fs;

use tempfile::TempDir;

use super::*;

fn folder_store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().expect("temporary folder");
    let store = Store::open(folder.path().to_str().expect("UTF-8 path")).expect("open");
    (folder, store)
}

fn object_path(folder: &TempDir, digest: Digest) -> std::path::PathBuf {
    let name = digest.to_string();
    folder.path().join("sha256").join(&name[..2]).join(name)
}

#[tokio::test]
async fn what_is_put_comes_back_under_its_hash() {
    let (folder, store) = folder_store();
    let digest = store.put(&b"furnace"[..]).await.expect("put");
    assert_eq!(digest, Digest::of(b"furnace"));
    assert!(object_path(&folder, digest).is_file());
    assert!(store.exists(digest).await.expect("exists"));
    assert_eq!(&store.get(digest, 7).await.expect("get")[..], b"furnace");
}

#[tokio::test]
async fn putting_twice_changes_nothing() {
    let (_folder, store) = folder_store();
    let first = store.put(&b"same"[..]).await.expect("put");
    let second = store.put(&b"same"[..]).await.expect("put again");
    assert_eq!(first, second);
    store.check(first, 4).await.expect("whole");
}

#[tokio::test]
async fn a_missing_object_is_named() {
    let (_folder, store) = folder_store();
    let digest = Digest::of(b"nowhere");
    assert!(!store.exists(digest).await.expect("exists"));
    let error = store.get(digest, 10).await.expect_err("missing");
    assert!(matches!(error, StoreError::Missing { digest: named, .. } if named == digest));
}

#[tokio::test]
async fn corrupt_bytes_are_refused() {
    let (folder, store) = folder_store();
    let digest = store.put(&b"right"[..]).await.expect("put");
    fs::write(object_path(&folder, digest), b"wrong").expect("corrupt");
    let error = store.get(digest, 10).await.expect_err("corrupt");
    assert!(matches!(error, StoreError::WrongHash { expected, .. } if expected == digest));

    let target = folder.path().join("out/file");
    store.get_to_file(digest, 10, &target).await.expect_err("corrupt");
    assert!(!target.exists());
    assert_eq!(fs::read_dir(folder.path().join("out")).expect("folder").count(), 0);
}

#[tokio::test]
async fn a_size_over_the_limit_is_refused() {
    let (_folder, store) = folder_store();
    let digest = store.put(vec![7; 1000]).await.expect("put");
    let error = store.get(digest, 999).await.expect_err("too large");
    assert!(matches!(error, StoreError::TooLarge { limit: 999, .. }));
    let error = store.check(digest, 1001).await.expect_err("wrong size");
    assert!(matches!(error, StoreError::WrongSize { actual: 1000, .. }));
}

#[tokio::test]
async fn files_go_in_and_out_in_pieces() {
    let (folder, store) = folder_store();
    let content: Vec<u8> = (0..3_500_000_u32).map(|index| (index % 251) as u8).collect();
    let source = folder.path().join("source");
    fs::write(&source, &content).expect("write");
    let (digest, size) = store.put_file(&source).await.expect("put");
    assert_eq!((digest, size), (Digest::of(&content), content.len() as u64));

    let target = folder.path().join("deep/er/target");
    let read = store.get_to_file(digest, size, &target).await.expect("get");
    assert_eq!(read, size);
    assert_eq!(fs::read(&target).expect("read"), content);
}

#[tokio::test]
async fn an_announcement_is_replaced_by_the_next() {
    let (folder, store) = folder_store();
    assert_eq!(store.announced("leases/a.json", 10).await.expect("reachable"), None);
    for text in [&b"first"[..], b"second"] {
        store.announce("leases/a.json", text).await.expect("announced");
    }
    assert!(folder.path().join("leases/a.json").is_file());
    assert_eq!(store.announced("leases/a.json", 6).await.expect("reachable").as_deref(), Some(&b"second"[..]));
    let error = store.announced("leases/a.json", 5).await.expect_err("too long");
    assert!(matches!(error, StoreError::TooLong { limit: 5, .. }), "{error}");
}

#[tokio::test]
async fn an_unreadable_file_is_named() {
    let (folder, store) = folder_store();
    let absent = folder.path().join("absent.obj");
    let error = store.put_file(&absent).await.expect_err("absent");
    assert!(error.to_string().contains("absent.obj"));
}

#[test]
fn locations_have_one_spelling() {
    for (given, canonical) in [
        ("file:///tmp/store", "file:///tmp/store"),
        ("file:///tmp/store/", "file:///tmp/store"),
        ("/tmp/a store", "file:///tmp/a%20store"),
        ("http://localhost:9000/furnace/", "http://localhost:9000/furnace"),
    ] {
        let location: Location = given.parse().expect(given);
        assert_eq!(location.uri(), canonical);
        let again: Location = canonical.parse().expect(canonical);
        assert_eq!(again, location);
    }
}

#[test]
fn unusable_locations_are_refused() {
    for given in [
        "",
        "ftp://host/path",
        "http://",
        "file://remote/share",
        "https://host/path?token=1",
        "https://user:secret@host/path",
    ] {
        let error = given.parse::<Location>().expect_err(given);
        assert!(matches!(error, StoreError::BadUri { .. }), "{given}");
    }
}

#[test]
fn uris_of_others_must_name_a_scheme() {
    assert!(Location::from_uri("file:///tmp/store").is_ok());
    for given in ["", "store", "../store", "/tmp/store"] {
        assert!(matches!(Location::from_uri(given), Err(StoreError::BadUri { .. })), "{given}");
    }
}

#[tokio::test]
async fn a_closed_port_is_unreachable() {
    let store = Store::open("http://127.0.0.1:1/nothing").expect("open");
    let error = store.get(Digest::of(b""), 1).await.expect_err("closed");
    assert!(error.is_transient(), "{error}");
}

#[test]
fn digests_have_one_spelling() {
    let digest = Digest::of(b"furnace");
    let text = digest.to_string();
    assert_eq!(text.parse(), Ok(digest));
    assert!(text.to_uppercase().parse::<Digest>().is_err());
    assert!(text[1..].parse::<Digest>().is_err());
    assert!(format!("{text}0").parse::<Digest>().is_err());
}
