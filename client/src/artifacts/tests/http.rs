//! The store behind HTTP: any server that takes PUT and answers GET and HEAD will do.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    routing::get,
};

use super::super::*;

type Objects = Arc<Mutex<HashMap<String, Bytes>>>;

async fn read(State(objects): State<Objects>, Path(path): Path<String>) -> Result<Bytes, StatusCode> {
    objects.lock().expect("lock").get(&path).cloned().ok_or(StatusCode::NOT_FOUND)
}

async fn write(State(objects): State<Objects>, Path(path): Path<String>, body: Bytes) -> StatusCode {
    objects.lock().expect("lock").insert(path, body);
    StatusCode::CREATED
}

/// A store on a server of its own, with the server's memory.
async fn http_store() -> (Store, Objects) {
    let objects = Objects::default();
    let routes = Router::new()
        .route("/artifacts/{*path}", get(read).put(write))
        .layer(axum::extract::DefaultBodyLimit::disable())
        .with_state(objects.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("bind");
    let address = listener.local_addr().expect("address");
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (Store::open(&format!("http://{address}/artifacts/")).expect("open"), objects)
}

#[tokio::test]
async fn objects_travel_over_http() {
    let (store, objects) = http_store().await;
    let digest = store.put(&b"furnace"[..]).await.expect("put");
    let name = digest.to_string();
    let key = format!("sha256/{}/{name}", &name[..2]);
    assert_eq!(objects.lock().expect("lock").keys().collect::<Vec<_>>(), [&key]);
    assert!(store.exists(digest).await.expect("exists"));
    assert_eq!(&store.get(digest, 100).await.expect("get")[..], b"furnace");

    let missing = store.get(Digest::of(b"other"), 100).await.expect_err("missing");
    assert!(matches!(missing, StoreError::Missing { .. }), "{missing}");
    assert!(!store.exists(Digest::of(b"other")).await.expect("exists"));
}

#[tokio::test]
async fn announcements_travel_over_http() {
    let (store, objects) = http_store().await;
    assert_eq!(store.announced("leases/a.json", 10).await.expect("reachable"), None);
    store.announce("leases/a.json", &b"here"[..]).await.expect("announced");
    assert!(objects.lock().expect("lock").contains_key("leases/a.json"));
    assert_eq!(store.announced("leases/a.json", 10).await.expect("reachable").as_deref(), Some(&b"here"[..]));
}

#[tokio::test]
async fn files_travel_over_http() {
    let (store, objects) = http_store().await;
    let folder = tempfile::tempdir().expect("folder");
    let content: Vec<u8> = (0..3_000_000_u32).map(|index| (index % 241) as u8).collect();
    let source = folder.path().join("source");
    std::fs::write(&source, &content).expect("write");
    let (digest, size) = store.put_file(&source).await.expect("put");
    let target = folder.path().join("target");
    assert_eq!(store.get_to_file(digest, size, &target).await.expect("get"), size);
    assert_eq!(std::fs::read(&target).expect("read"), content);

    objects.lock().expect("lock").values_mut().for_each(|object| *object = Bytes::from_static(b"forged"));
    let forged = store.get(digest, size).await.expect_err("forged");
    assert!(matches!(forged, StoreError::WrongHash { .. }), "{forged}");
}
