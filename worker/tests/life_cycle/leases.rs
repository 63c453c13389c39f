//! Leases: taken, served, kept alive, left.

use std::time::Duration;

use furnace_client::{
    accounts::{Found, JobState, Lease, LeaseState, ProgramAccount},
    artifacts::Digest,
    manifest::Manifest,
    service::{Endpoint, ServiceClient, ServiceError, ServiceState},
    spec::{JobSpec, Kernel, LeaseSpec, Matmul, Service},
};
use furnace_worker::journal::Step;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::support::{Behaviour, Failure, FakeExecutor, Harness, RATE, WORKER, a_while, hot_key};

const REACHABLE: [&str; 3] = ["network.host=127.0.0.1", "network.listen=127.0.0.1", "network.serve_port=0"];

fn reachable<'a>(further: &[&'a str]) -> Vec<&'a str> {
    REACHABLE.iter().chain(further).copied().collect()
}

fn quick() -> FakeExecutor {
    FakeExecutor::new(Behaviour::Takes(Duration::from_millis(10)))
}

fn matmul() -> JobSpec {
    JobSpec::new(Kernel::Matmul(Matmul { rows: 2, columns: 2, inner: 2, seed: 7 })).expect("valid")
}

/// A client, and the lease that it opened.
struct Tenant {
    wallet: Keypair,
    lease: Address,
}

impl Tenant {
    /// Opens a lease that is paid for a day.
    async fn of(harness: &Harness) -> Self {
        let wallet = Keypair::new();
        let spec = harness.store.put(LeaseSpec::new(Service::Kernels).to_bytes()).await.expect("put");
        let lease = harness.chain.let_lease(21, harness.store.uri(), spec, wallet.pubkey(), 86_400);
        Self { wallet, lease }
    }

    /// The worker, where it says that it is.
    async fn find(&self, harness: &Harness) -> ServiceClient {
        let blank = Lease::parse(&vec![0; Lease::SIZE]).expect("a lease");
        let data = Lease { worker: WORKER, worker_key: hot_key(&WORKER).pubkey(), ..blank };
        let found = Found { address: self.lease, data };
        let endpoint = Endpoint::find(&harness.store, &found).await.expect("genuine").expect("announced");
        ServiceClient::at(&endpoint.url).expect("built")
    }

    async fn state(&self, harness: &Harness) -> ServiceState {
        self.find(harness).await.look(&self.lease).await.expect("served").state
    }

    async fn run(&self, harness: &Harness, by: &Keypair) -> Result<Digest, ServiceError> {
        let (worker, at) = (self.find(harness).await, harness.chain.now());
        let answer = worker.run(&self.lease, matmul().to_bytes(), at, by, &hot_key(&WORKER).pubkey()).await?;
        Ok(answer.manifest)
    }
}

async fn until_running(harness: &Harness, lease: &Address) {
    harness.chain.until_lease(lease, |lease| lease.state == LeaseState::Running).await;
}

#[tokio::test]
async fn a_lease_is_taken_started_and_billed() {
    let harness = Harness::new();
    let tenant = Tenant::of(&harness).await;
    let worker = harness.start(&quick(), &reachable(&["run.lease_settle=10m"]));
    until_running(&harness, &tenant.lease).await;
    harness.chain.skip(600);
    harness.chain.until_lease(&tenant.lease, |lease| lease.paid >= 600 * RATE).await;
    a_while().await;
    worker.kill().await;
    for step in [Step::LeaseClaim, Step::LeaseStart, Step::LeaseSettle] {
        assert_eq!(harness.chain.times(step, &tenant.lease), 1, "{step}");
    }
}

#[tokio::test]
async fn what_the_client_sends_is_computed_into_its_store() {
    let harness = Harness::new();
    let tenant = Tenant::of(&harness).await;
    let executor = quick();
    let worker = harness.start(&executor, &reachable(&[]));
    until_running(&harness, &tenant.lease).await;
    a_while().await;
    let result = tenant.run(&harness, &tenant.wallet).await.expect("computed");
    let manifest = Manifest::load(&harness.store, result).await.expect("a manifest");
    manifest.verify(&harness.store).await.expect("whole");
    assert_eq!((manifest.spec(), manifest.device()), (matmul().digest(), "abacus"));

    // When somebody else asks for the same
    let refused = tenant.run(&harness, &Keypair::new()).await.expect_err("a stranger");
    assert!(matches!(&refused, ServiceError::Refused { problem, .. } if problem.error == "stranger"), "{refused}");
    worker.kill().await;
    assert_eq!(executor.runs(), 1);
}

#[tokio::test]
async fn a_run_that_fails_is_told_and_the_next_one_is_computed() {
    let harness = Harness::new();
    let tenant = Tenant::of(&harness).await;
    let worker = harness.start(&FakeExecutor::new(Behaviour::Fails), &reachable(&[]));
    until_running(&harness, &tenant.lease).await;
    a_while().await;
    for _ in 0..2 {
        let refused = tenant.run(&harness, &tenant.wallet).await.expect_err("smoke");
        assert!(matches!(&refused, ServiceError::Refused { problem, .. } if problem.error == "failed"), "{refused}");
        harness.chain.skip(1);
        a_while().await;
    }
    worker.kill().await;
}

#[tokio::test]
async fn a_ping_is_answered_also_while_it_computes() {
    let harness = Harness::new();
    let tenant = Tenant::of(&harness).await;
    let executor = FakeExecutor::new(Behaviour::Endless);
    let worker = harness.start(&executor, &reachable(&[]));
    until_running(&harness, &tenant.lease).await;
    a_while().await;
    let asked = async {
        while executor.runs() == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        harness.chain.ping(&tenant.lease);
        harness.chain.until_lease(&tenant.lease, |lease| lease.pinged_at == 0).await;
    };
    tokio::select! {
        () = asked => {}
        result = tenant.run(&harness, &tenant.wallet) => panic!("{result:?}"),
    }
    worker.kill().await;
    assert_eq!(harness.chain.times(Step::LeaseAnswer, &tenant.lease), 1);
}

#[tokio::test]
async fn without_funds_it_pauses_and_with_funds_it_goes_on() {
    let harness = Harness::new();
    let tenant = Tenant::of(&harness).await;
    let worker = harness.start(&quick(), &reachable(&["run.lease_settle=30d"]));
    until_running(&harness, &tenant.lease).await;
    harness.chain.skip(86_400);
    harness.chain.until_lease(&tenant.lease, |lease| lease.state == LeaseState::Suspended).await;
    a_while().await;
    assert_eq!(tenant.state(&harness).await, ServiceState::Paused);
    harness.chain.top_up(&tenant.lease, 600);
    a_while().await;
    assert_eq!(tenant.state(&harness).await, ServiceState::Serving);
    // and when nobody tops it up in time, it is ended
    harness.chain.skip(600);
    harness.chain.until_lease(&tenant.lease, |lease| lease.state == LeaseState::Suspended).await;
    harness.chain.skip(601);
    harness.chain.until_lease(&tenant.lease, |lease| lease.state == LeaseState::Closed).await;
    worker.kill().await;
    assert_eq!(harness.chain.times(Step::LeaseSettle, &tenant.lease), 2);
}

#[tokio::test]
async fn a_lease_that_its_client_closes_makes_room() {
    let harness = Harness::new();
    let tenant = Tenant::of(&harness).await;
    let worker = harness.start(&quick(), &reachable(&[]));
    until_running(&harness, &tenant.lease).await;
    // Given a job for which there is no room
    let job = harness.post(11, 600).await;
    a_while().await;
    assert_eq!(harness.chain.read(&job).state, JobState::Open);
    let server = tenant.find(&harness).await;
    // When the client closes the lease
    harness.chain.close_lease(&tenant.lease);
    harness.chain.until(&job, JobState::Review).await;
    let gone = server.look(&tenant.lease).await.expect_err("not served");
    assert!(matches!(&gone, ServiceError::Refused { problem, .. } if problem.error == "not_served"), "{gone}");
    worker.stop().await;
}

#[tokio::test]
async fn a_killed_worker_goes_on_serving() {
    let harness = Harness::new();
    let tenant = Tenant::of(&harness).await;
    let worker = harness.start(&quick(), &reachable(&[]));
    until_running(&harness, &tenant.lease).await;
    worker.kill().await;
    harness.chain.ping(&tenant.lease);

    let worker = harness.start(&quick(), &reachable(&[]));
    harness.chain.until_lease(&tenant.lease, |lease| lease.pinged_at == 0).await;
    a_while().await;
    tenant.run(&harness, &tenant.wallet).await.expect("computed where it is now");
    worker.kill().await;
    assert_eq!(harness.chain.times(Step::LeaseClaim, &tenant.lease), 1);
    assert_eq!(harness.chain.times(Step::LeaseStart, &tenant.lease), 1);
}

#[tokio::test]
async fn an_awarded_lease_is_served_also_where_no_room_is_left() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    let worker = harness.start(&FakeExecutor::new(Behaviour::Endless), &reachable(&["run.grace=50ms"]));
    harness.chain.until(&job, JobState::Running).await;
    let tenant = Tenant::of(&harness).await;
    harness.chain.award_lease(&tenant.lease);
    until_running(&harness, &tenant.lease).await;
    worker.kill().await;
    assert_eq!(harness.chain.times(Step::LeaseClaim, &tenant.lease), 0);
}

#[tokio::test]
async fn steps_of_which_nobody_heard_are_not_taken_twice() {
    let harness = Harness::new();
    for step in [Step::LeaseClaim, Step::LeaseStart, Step::LeaseAnswer] {
        harness.chain.fail(step, &[Failure::Silent]);
    }
    let tenant = Tenant::of(&harness).await;
    let worker = harness.start(&quick(), &reachable(&[]));
    until_running(&harness, &tenant.lease).await;
    harness.chain.ping(&tenant.lease);
    harness.chain.until_lease(&tenant.lease, |lease| lease.pinged_at == 0).await;
    a_while().await;
    worker.kill().await;
    for step in [Step::LeaseClaim, Step::LeaseStart, Step::LeaseAnswer] {
        assert_eq!(harness.chain.times(step, &tenant.lease), 1, "{step}");
        assert_eq!(harness.journal.times_done(&tenant.lease, step).expect("read"), 1, "{step}");
    }
}

#[tokio::test]
async fn a_worker_that_nobody_can_reach_takes_no_lease() {
    let harness = Harness::new();
    let tenant = Tenant::of(&harness).await;
    let worker = harness.start(&quick(), &[]);
    a_while().await;
    worker.stop().await;
    assert_eq!(harness.chain.read_lease(&tenant.lease).state, LeaseState::Open);
}

#[tokio::test]
async fn a_lease_whose_spec_is_none_is_not_taken() {
    let harness = Harness::new();
    let spec = harness.store.put(matmul().to_bytes()).await.expect("put");
    let lease = harness.chain.let_lease(22, harness.store.uri(), spec, Address::default(), 600);
    let worker = harness.start(&quick(), &reachable(&[]));
    a_while().await;
    worker.stop().await;
    assert_eq!(harness.chain.times(Step::LeaseClaim, &lease), 0);
}

#[tokio::test]
async fn stopping_gives_notice_serves_on_and_leaves() {
    let harness = Harness::new();
    let tenant = Tenant::of(&harness).await;
    let worker = harness.start(&quick(), &reachable(&["run.lease_grace=20s"]));
    until_running(&harness, &tenant.lease).await;
    a_while().await;
    let client = async {
        harness.chain.until_lease(&tenant.lease, |lease| lease.leaves_at != 0).await;
        // Until the notice is over it is there as before
        tenant.run(&harness, &tenant.wallet).await.expect("computed");
        harness.chain.ping(&tenant.lease);
        harness.chain.until_lease(&tenant.lease, |lease| lease.pinged_at == 0).await;
    };
    tokio::join!(worker.stop(), client);
    assert_eq!(harness.chain.read_lease(&tenant.lease).state, LeaseState::Open);
    assert_eq!(harness.chain.times(Step::LeaseNotice, &tenant.lease), 1);
    assert_eq!(harness.chain.times(Step::LeaseEnd, &tenant.lease), 1);
}

#[tokio::test]
async fn stopping_does_not_wait_longer_than_its_grace() {
    let harness = Harness::new();
    let tenant = Tenant::of(&harness).await;
    let worker = harness.start(&quick(), &reachable(&["run.lease_grace=50ms"]));
    until_running(&harness, &tenant.lease).await;
    worker.stop().await;
    let lease = harness.chain.read_lease(&tenant.lease);
    assert_eq!(lease.state, LeaseState::Running);
    assert_ne!(lease.leaves_at, 0);
}

#[tokio::test]
async fn a_worker_that_comes_back_at_once_gives_no_notice() {
    let harness = Harness::new();
    let tenant = Tenant::of(&harness).await;
    let worker = harness.start(&quick(), &reachable(&["run.lease_grace=0s"]));
    until_running(&harness, &tenant.lease).await;
    worker.stop().await;
    assert_eq!(harness.chain.read_lease(&tenant.lease).leaves_at, 0);
    let worker = harness.start(&quick(), &reachable(&[]));
    harness.chain.ping(&tenant.lease);
    harness.chain.until_lease(&tenant.lease, |lease| lease.pinged_at == 0).await;
    worker.kill().await;
}
