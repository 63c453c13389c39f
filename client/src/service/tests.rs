use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::*;
use crate::artifacts::{Digest, Store};

const LEASE: Address = Address::new_from_array([1; 32]);
const WORKER: Address = Address::new_from_array([2; 32]);
const OTHER: Address = Address::new_from_array([3; 32]);

fn endpoint() -> Endpoint {
    Endpoint { lease: LEASE, worker: WORKER, url: "http://192.0.2.1:7070".to_owned() }
}

#[test]
fn a_header_says_who_asks_for_what_and_when() {
    let client = Keypair::new();
    let request = Request::run(LEASE, b"{}", 1_000);
    let header = Authorization::of(&request, &client).to_string();
    assert!(header.starts_with("Furnace 1000:"), "{header}");
    let read: Authorization = header.parse().expect("a header");
    assert!(read.is_by(&client.pubkey(), &request));
    assert!(!read.is_by(&Keypair::new().pubkey(), &request));
    for other in
        [Request::run(OTHER, b"{}", 1_000), Request::run(LEASE, b"[]", 1_000), Request::run(LEASE, b"{}", 1_001)]
    {
        assert!(!read.is_by(&client.pubkey(), &other), "{other:?}");
    }
}

#[test]
fn a_header_of_another_form_is_refused() {
    for text in ["", "Bearer x", "Furnace", "Furnace 1000", "Furnace x:AA==", "Furnace 1000:AA==", "Furnace 1000:?"] {
        assert_eq!(text.parse::<Authorization>(), Err(ParseAuthorizationError), "{text}");
    }
}

#[test]
fn a_header_ages_by_the_clock_of_the_chain() {
    let authorization = Authorization::of(&Request::run(LEASE, b"{}", 1_000), &Keypair::new());
    for (now, fresh) in [(939, false), (940, true), (1_060, true), (1_061, false), (i64::MIN, false)] {
        assert_eq!(authorization.is_fresh(now), fresh, "{now}");
    }
}

#[test]
fn an_answer_is_for_one_request() {
    let key = Keypair::new();
    let request = Request::run(LEASE, b"{}", 1_000);
    let answer = Answer::sign(&request, Digest::of(b"a"), Digest::of(b"b"), 1.5, &key);
    let text = serde_json::to_string(&answer).expect("written");
    let read: Answer = serde_json::from_str(&text).expect("read back");
    assert!(read.is_by(&key.pubkey(), &request));
    assert!(!read.is_by(&key.pubkey(), &Request::run(LEASE, b"{}", 1_001)));
    assert!(!read.is_by(&OTHER, &request));
    assert!(!Answer { manifest: Digest::of(b"c"), ..read }.is_by(&key.pubkey(), &request));
}

#[test]
fn an_endpoint_counts_only_with_the_workers_signature() {
    let key = Keypair::new();
    let bytes = endpoint().to_bytes(&key);
    let open = |bytes: &[u8], lease, worker, key: &Address| Endpoint::from_bytes(bytes, lease, worker, key);
    assert_eq!(open(&bytes, &LEASE, &WORKER, &key.pubkey()).expect("genuine"), Some(endpoint()));
    assert_eq!(open(&bytes, &LEASE, &OTHER, &key.pubkey()).expect("of the worker before"), None);
    assert!(matches!(open(&bytes, &OTHER, &WORKER, &key.pubkey()), Err(ServiceError::Forged(_))));
    assert!(matches!(open(&bytes, &LEASE, &WORKER, &OTHER), Err(ServiceError::Forged(_))));
    let moved = String::from_utf8(bytes).expect("text").replace("192.0.2.1", "192.0.2.9");
    assert!(matches!(open(moved.as_bytes(), &LEASE, &WORKER, &key.pubkey()), Err(ServiceError::Forged(_))));
    let odd = Endpoint { url: "file:///etc/passwd".to_owned(), ..endpoint() }.to_bytes(&key);
    assert!(matches!(open(&odd, &LEASE, &WORKER, &key.pubkey()), Err(ServiceError::Malformed { .. })));
}

#[tokio::test]
async fn a_later_endpoint_replaces_an_earlier_one() {
    let folder = tempfile::tempdir().expect("folder");
    let store = Store::open(folder.path().to_str().expect("UTF-8 path")).expect("open");
    let key = Keypair::new();
    for url in ["http://192.0.2.1:1", "http://192.0.2.1:2"] {
        Endpoint { url: url.to_owned(), ..endpoint() }.announce(&store, &key).await.expect("announced");
    }
    let bytes = store.announced(&format!("leases/{LEASE}.json"), 4096).await.expect("reachable").expect("there");
    let found = Endpoint::from_bytes(&bytes, &LEASE, &WORKER, &key.pubkey()).expect("genuine");
    assert_eq!(found.map(|endpoint| endpoint.url), Some("http://192.0.2.1:2".to_owned()));
}

#[tokio::test]
async fn a_worker_that_is_not_there_is_named() {
    let client = ServiceClient::at("http://127.0.0.1:1/").expect("built");
    let error = client.look(&LEASE).await.expect_err("nobody is there");
    assert!(error.to_string().contains("http://127.0.0.1:1 "), "{error}");
}
