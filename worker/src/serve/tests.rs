use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{http::StatusCode, response::IntoResponse};
use furnace_client::{
    artifacts::Digest,
    service::{Answer, Authorization, Request, ServiceClient, ServiceError, ServiceState},
    spec::{JobSpec, Kernel, Matmul},
};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{gate::Gate, services::QUEUE, *};
use crate::{
    chain::ChainClock,
    config::{KernelName, Limits, PolicyConfig},
    policy::Policy,
};

const LEASE: Address = Address::new_from_array([1; 32]);
const WORKER: Address = Address::new_from_array([2; 32]);
const NOW: i64 = 1_000;

fn spec() -> Vec<u8> {
    JobSpec::new(Kernel::Matmul(Matmul { rows: 2, columns: 2, inner: 2, seed: 1 })).expect("valid").to_bytes()
}

/// A server for the lease of a client, on a port of its own.
struct Stage {
    services: Services,
    client: Keypair,
    key: Keypair,
}

impl Stage {
    async fn with(kernels: Vec<KernelName>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let bound: SocketAddr = listener.local_addr().expect("an address");
        let services = Services::new(bound, WORKER, "abacus".to_owned(), vec!["matmul".to_owned()]);
        let policy = Policy::new(PolicyConfig { kernels, ..PolicyConfig::default() }, Limits::default());
        let routes = http::routes(services.clone(), Arc::new(policy), Arc::new(ChainClock::new(NOW)));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { services, client: Keypair::new(), key: Keypair::new() }
    }

    async fn new() -> Self {
        Self::with(vec![KernelName::Matmul]).await
    }

    fn open(&self) -> (Open, Commissions) {
        self.services.open(LEASE, self.client.pubkey())
    }

    /// Answers the runs that are asked for.
    fn answer(&self, mut commissions: Commissions) {
        let key = self.key.insecure_clone();
        tokio::spawn(async move {
            while let Some(Commission { request, answer, .. }) = commissions.recv().await {
                let done = Answer::sign(&request, Digest::of(b"result"), Digest::of(b"log"), 0.5, &key);
                let _ = answer.send(Ok(done));
            }
        });
    }

    async fn run(&self, body: Vec<u8>, at: i64, by: &Keypair) -> Result<Answer, ServiceError> {
        let server = ServiceClient::at(&self.services.own_url()).expect("built");
        server.run(&LEASE, body, at, by, &self.key.pubkey()).await
    }

    async fn refused(&self, body: Vec<u8>, at: i64, by: &Keypair) -> String {
        match self.run(body, at, by).await {
            Err(ServiceError::Refused { problem, .. }) => problem.error,
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_run_of_the_client_is_answered_and_signed() {
    let stage = Stage::new().await;
    let (_open, commissions) = stage.open();
    stage.answer(commissions);
    let answer = stage.run(spec(), NOW, &stage.client).await.expect("answered");
    assert_eq!(answer.manifest, Digest::of(b"result"));
}

#[tokio::test]
async fn an_answer_of_another_key_is_refused_by_the_client() {
    let stage = Stage::new().await;
    let (_open, commissions) = stage.open();
    stage.answer(commissions);
    let server = ServiceClient::at(&stage.services.own_url()).expect("built");
    let forged = server.run(&LEASE, spec(), NOW, &stage.client, &WORKER).await;
    assert!(matches!(forged, Err(ServiceError::Forged(_))), "{forged:?}");
}

#[tokio::test]
async fn whoever_is_not_let_in_is_told_why() {
    let stage = Stage::new().await;
    assert_eq!(stage.refused(spec(), NOW, &stage.client).await, "not_served");
    let (open, commissions) = stage.open();
    stage.answer(commissions);
    assert_eq!(stage.refused(spec(), NOW, &Keypair::new()).await, "stranger");
    assert_eq!(stage.refused(spec(), NOW - 61, &stage.client).await, "untimely");
    assert_eq!(stage.refused(b"{}".to_vec(), NOW, &stage.client).await, "unfit");
    assert_eq!(stage.refused(vec![b' '; (64 << 10) + 1], NOW, &stage.client).await, "too_long");
    open.pause(true);
    assert_eq!(stage.refused(spec(), NOW + 1, &stage.client).await, "paused");
    drop(open);
    assert_eq!(stage.refused(spec(), NOW + 2, &stage.client).await, "not_served");
}

#[tokio::test]
async fn a_kernel_that_the_operator_does_not_run_is_refused() {
    let stage = Stage::with(vec![KernelName::Render]).await;
    let (_open, commissions) = stage.open();
    stage.answer(commissions);
    assert_eq!(stage.refused(spec(), NOW, &stage.client).await, "unfit");
}

#[tokio::test]
async fn a_signature_counts_once() {
    let stage = Stage::new().await;
    let (_open, commissions) = stage.open();
    stage.answer(commissions);
    stage.run(spec(), NOW, &stage.client).await.expect("answered");
    assert_eq!(stage.refused(spec(), NOW, &stage.client).await, "replayed");
    stage.run(spec(), NOW + 1, &stage.client).await.expect("signed again");
}

#[tokio::test]
async fn more_than_a_few_runs_are_told_to_come_again() {
    let stage = Stage::new().await;
    // Given a worker that computes none of them
    let (_open, _commissions) = stage.open();
    let waiting = (0..QUEUE).map(|number| stage.run(spec(), NOW + number as i64, &stage.client));
    let waiting = tokio::time::timeout(Duration::from_millis(500), futures::future::join_all(waiting));
    let one_more = async {
        tokio::time::sleep(Duration::from_millis(250)).await;
        stage.run(spec(), NOW + 30, &stage.client).await
    };
    let (waited, refused) = tokio::join!(waiting, one_more);
    assert!(waited.is_err(), "{waited:?}");
    let Err(ServiceError::Refused { problem, again_in }) = refused else { panic!("{refused:?}") };
    assert_eq!((problem.error.as_str(), again_in), ("busy", Some(Duration::from_secs(2))));
}

#[tokio::test]
async fn a_client_that_goes_away_is_not_computed_for() {
    let stage = Stage::new().await;
    let (_open, mut commissions) = stage.open();
    let gone = tokio::time::timeout(Duration::from_millis(100), stage.run(spec(), NOW, &stage.client)).await;
    assert!(gone.is_err());
    let mut commission = commissions.recv().await.expect("it was asked for");
    tokio::time::timeout(Duration::from_secs(5), commission.answer.closed()).await.expect("nobody waits");
}

#[tokio::test]
async fn anyone_may_see_what_is_served() {
    let stage = Stage::new().await;
    let server = ServiceClient::at(&stage.services.own_url()).expect("built");
    let (open, _commissions) = stage.open();
    let served = server.look(&LEASE).await.expect("served");
    assert_eq!((served.worker, served.device.as_str()), (WORKER, "abacus"));
    assert_eq!((served.kernels, served.state), (vec!["matmul".to_owned()], ServiceState::Serving));
    open.pause(true);
    assert_eq!(server.look(&LEASE).await.expect("served").state, ServiceState::Paused);
    let other = server.look(&WORKER).await;
    assert!(matches!(other, Err(ServiceError::Refused { .. })), "{other:?}");
}

#[test]
fn signatures_are_remembered_for_as_long_as_they_count() {
    let (gate, client) = (Gate::default(), Keypair::new());
    let request = |at| Request::run(LEASE, b"{}", at);
    let admit = |at, now| {
        let authorization = Authorization::of(&request(at), &client);
        gate.admit(&authorization, &request(at), &client.pubkey(), now)
    };
    // Given a request that was signed for a minute from now
    assert_eq!(admit(1_060, 1_000), Ok(()));
    for now in [1_000, 1_060, 1_120] {
        assert_eq!(admit(1_060, now), Err(Denied::Replayed), "{now}");
    }
    assert_eq!(admit(1_060, 1_121), Err(Denied::Untimely { at: 1_060, now: 1_121 }));
}

#[test]
fn each_refusal_has_a_status_of_its_kind() {
    let status = |denied: Denied| denied.into_response().status();
    assert_eq!(status(Denied::Unsigned(String::new())), StatusCode::UNAUTHORIZED);
    assert_eq!(status(Denied::Replayed), StatusCode::UNAUTHORIZED);
    assert_eq!(status(Denied::Busy), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(status(Denied::Paused), StatusCode::PAYMENT_REQUIRED);
    assert_eq!(status(Denied::Unknown), StatusCode::NOT_FOUND);
}
