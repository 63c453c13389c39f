//! What clients order, through the client library on a whole network in this process.

use std::{path::Path, time::Duration};

use furnace_client::{
    accounts::{Crew, Found, Job, JobState, Lease, LeaseState},
    artifacts::Digest,
    furnace::{Admission, Furnace, Hardware, JobOrder, LeaseOrder, Order, Step, Sweep},
    generated::jobs::types::Attestation,
    heat::UNIT,
    pda,
    sealing::{Rendezvous, SealingError, SecretKey},
};
use furnace_common::state::{CloseReason, CrewKind};
use furnace_localnet::{Localnet, Options, chain::Ports};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

const PRICE: u64 = 5 * UNIT;
const RATE: u64 = 1_000;
/// The shortest time to bid or to claim, in seconds.
const CLAIM_SECONDS: u32 = 10;

/// A network in which `operator-1` has two workers and the client has 100 HEAT.
struct Scene {
    network: Localnet,
    furnace: Furnace,
    market: Address,
    _folder: tempfile::TempDir,
}

impl Scene {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/deploy");
        let options = Options { ports: Ports::FREE, programs, state: folder.path().to_owned(), ..Options::default() };
        let network = Localnet::start(options, &mut |_| {}).await.expect("a network");
        let furnace = Furnace::connect(&network.description().rpc_url).expect("a URL");
        let market = network.description().market.parse().expect("an address");
        let scene = Self { network, furnace, market, _folder: folder };
        let (furnace, operator) = (&scene.furnace, scene.key("operator-1"));
        furnace.pool_create(operator, 500).await.expect("a pool");
        furnace.stake(operator, &operator.pubkey(), 2_000 * UNIT).await.expect("staked");
        furnace.operator_register(operator).await.expect("registered");
        for worker in ["worker-1", "worker-2"] {
            let hardware = Hardware { gpus: 1, vram_gib: 24, max_jobs: 4, region: 0 };
            furnace.worker_register(operator, scene.key(worker), hardware).await.expect("registered");
        }
        furnace.deposit(scene.key("client"), &pda::heat_mint(), 100 * UNIT).await.expect("deposited");
        scene
    }

    fn key(&self, name: &str) -> &Keypair {
        self.network.keypair(name).expect("an actor")
    }

    fn operator(&self) -> Address {
        self.key("operator-1").pubkey()
    }

    async fn post(&self, admission: Admission) -> Found<Job> {
        let order = JobOrder {
            market: self.market,
            price: PRICE,
            claim_seconds: CLAIM_SECONDS,
            max_seconds: 60,
            spec: Digest([7; 32]),
            store: "file:///tmp/store".parse().expect("a store"),
            admission,
        };
        let (job, _) = self.furnace.job_post(self.key("client"), &order).await.expect("posted");
        self.furnace.job(&job).await.expect("there")
    }

    async fn lease(&self, auction: bool) -> Found<Lease> {
        let order = LeaseOrder {
            market: self.market,
            rate: RATE,
            funded_seconds: 600,
            max_seconds: 3_600,
            claim_seconds: CLAIM_SECONDS,
            low_seconds: 60,
            auction,
            designated: None,
            backup: None,
            spec: Digest([7; 32]),
            store: "file:///tmp/store".parse().expect("a store"),
        };
        let (lease, _) = self.furnace.lease_open(self.key("client"), &order).await.expect("opened");
        self.furnace.lease(&lease).await.expect("there")
    }

    /// All that is left to be done for an order, by its client.
    async fn finish(&self, order: &Address, sweep: Sweep) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut done = |step, _| steps.push(step);
        self.furnace.finish(self.key("client"), order, sweep, &mut done).await.expect("finished");
        steps
    }

    /// What is free and what is held of the client's balance.
    async fn money(&self) -> (u64, u64) {
        let balance = self.furnace.balance(&self.key("client").pubkey()).await.expect("read").expect("there").data;
        (balance.free, balance.reserved)
    }

    async fn past(&self, moment: i64) {
        while self.furnace.chain().clock().await.expect("a clock").unix_timestamp <= moment {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
}

fn result(byte: u8) -> Attestation {
    Attestation { result_hash: [byte; 32], log_hash: [0; 32], exit_code: 0 }
}

const EVERYTHING: Sweep = Sweep { report: true, close: true };

#[tokio::test(flavor = "multi_thread")]
async fn a_gang_is_paid_seat_by_seat_and_leaves_nothing_behind() {
    let scene = Scene::new().await;
    let (furnace, client) = (&scene.furnace, scene.key("client"));
    let job = scene.post(Admission { crew: CrewKind::Gang, seats: 2, ..Admission::default() }).await;
    assert!(job.data.has_crew(), "the crew is opened with the job");
    for worker in ["worker-1", "worker-2"] {
        furnace.crew_join(scene.key(worker), &scene.operator(), &job.address).await.expect("joined");
    }
    for (seat, worker) in [(0, "worker-1"), (1, "worker-2")] {
        furnace.crew_submit(scene.key(worker), &job.address, seat, result(seat + 1)).await.expect("submitted");
    }
    let job = furnace.job(&job.address).await.expect("there");
    assert_eq!(job.data.state(), Some(JobState::Review));
    furnace.crew_accept(client, &job).await.expect("accepted");

    // Without being told to, nobody closes what may still be read.
    let paid = scene.finish(&job.address, Sweep::default()).await;
    assert_eq!(paid, [Step::PaySeat(0), Step::PaySeat(1)]);
    assert_eq!(scene.finish(&job.address, EVERYTHING).await, [Step::CloseCrew, Step::Close]);
    assert_eq!(scene.money().await, (100 * UNIT - 2 * PRICE, 0));
    assert!(furnace.find::<Job>(&job.address).await.expect("read").is_none());
    scene.network.stop().await.expect("stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gang_meets_through_what_only_its_members_can_open() {
    let scene = Scene::new().await;
    let (furnace, operator) = (&scene.furnace, scene.operator());
    let job = scene.post(Admission { crew: CrewKind::Gang, seats: 2, ..Admission::default() }).await.address;
    for worker in ["worker-1", "worker-2"] {
        furnace.crew_join(scene.key(worker), &operator, &job).await.expect("joined");
    }

    let (first, second) = (scene.key("worker-1"), scene.key("worker-2"));
    let sent = Rendezvous { address: "203.0.113.5:29500".parse().expect("an address"), token: [1; 16] };
    let recipient = furnace.worker(&operator, &second.pubkey()).await.expect("read").expect("registered").data;
    let sealed = sent.seal(&recipient.encryption_key, &job, 1).expect("sealed");
    furnace.crew_meet(first, &job, 1, sealed).await.expect("met");

    let seat = furnace.get::<Crew>(&pda::crew(&job).0).await.expect("a crew").data.seats[1].rendezvous;
    assert_eq!(Rendezvous::open(&SecretKey::of(second), &job, 1, &seat), Ok(sent));
    assert_eq!(Rendezvous::open(&SecretKey::of(first), &job, 1, &seat), Err(SealingError::DoesNotOpen));
    scene.network.stop().await.expect("stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auction_goes_to_the_best_bidder_that_can_do_it() {
    let scene = Scene::new().await;
    let (furnace, client, operator) = (&scene.furnace, scene.key("client"), scene.operator());
    let job = scene.post(Admission { auction: true, ..Admission::default() }).await;
    for (worker, price) in [("worker-1", 2 * UNIT), ("worker-2", 3 * UNIT)] {
        furnace.bid_place(scene.key(worker), &operator, &job.address, price).await.expect("bid");
    }
    // The lower one retires, which makes its bid one that cannot be honoured.
    furnace.worker_retire(scene.key("operator-1"), &scene.key("worker-1").pubkey()).await.expect("retired");
    scene.past(job.data.bidding_ends_at()).await;
    let awarded = furnace.award(client, &Order::from(job.clone())).await.expect("awarded").expect("a bid is left");
    assert_eq!(awarded.0.price, 3 * UNIT);
    let job = furnace.job(&job.address).await.expect("there").data;
    assert_eq!((job.state(), job.price, job.is_auctioned()), (Some(JobState::Assigned), 3 * UNIT, false));
    assert_eq!(job.worker, pda::worker(&pda::operator(&operator), &scene.key("worker-2").pubkey()));
    scene.network.stop().await.expect("stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lease_is_billed_while_it_runs_and_returns_the_rest() {
    let scene = Scene::new().await;
    let (furnace, client, worker) = (&scene.furnace, scene.key("client"), scene.key("worker-1"));
    let lease = scene.lease(false).await.address;
    furnace.lease_claim(worker, &scene.operator(), &lease).await.expect("claimed");
    furnace.lease_start(worker, &lease).await.expect("started");
    let read = || async { furnace.lease(&lease).await.expect("there") };
    furnace.lease_ping(client, &read().await).await.expect("pinged");
    assert_ne!(read().await.data.pinged_at, 0);
    furnace.lease_answer(worker, &lease).await.expect("answered");
    furnace.lease_top_up(client, &read().await, 60 * RATE).await.expect("topped up");
    assert_eq!(scene.money().await.1, 660 * RATE);
    furnace.lease_close(client, &read().await, CloseReason::Finished).await.expect("closed");

    let closed = read().await.data;
    assert_eq!((closed.state(), closed.reason()), (Some(LeaseState::Closed), Some(CloseReason::Finished)));
    // The ping's minute is the worker's, and so is every second.
    assert!((60 * RATE..120 * RATE).contains(&closed.escrow.paid), "{}", closed.escrow.paid);
    assert_eq!(scene.money().await, (100 * UNIT - closed.escrow.paid, 0));
    assert_eq!(scene.finish(&lease, EVERYTHING).await, [Step::Close]);
    scene.network.stop().await.expect("stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweep_ends_what_nobody_took() {
    let scene = Scene::new().await;
    let (furnace, client) = (&scene.furnace, scene.key("client").pubkey());
    let crew = scene.post(Admission { crew: CrewKind::Replicas, seats: 3, quorum: 2, ..Admission::default() }).await;
    furnace.crew_join(scene.key("worker-1"), &scene.operator(), &crew.address).await.expect("joined");
    let lease = scene.lease(false).await;
    assert_eq!(furnace.tasks(None, &client, EVERYTHING).await.expect("read"), []);
    scene.past(lease.data.expires_at.max(crew.data.expires_at)).await;

    let tasks = furnace.tasks(Some(&client), &client, EVERYTHING).await.expect("read");
    let steps: Vec<_> = tasks.iter().map(|task| (task.order.address(), task.steps.clone())).collect();
    assert_eq!(steps, [(crew.address, vec![Step::Expire]), (lease.address, vec![Step::Expire])]);
    let of_crew = [Step::Expire, Step::ReleaseSeat(0), Step::CloseCrew, Step::Close];
    assert_eq!(scene.finish(&crew.address, EVERYTHING).await, of_crew);
    assert_eq!(scene.finish(&lease.address, EVERYTHING).await, [Step::Expire, Step::Close]);
    assert_eq!(scene.money().await, (100 * UNIT, 0));
    scene.network.stop().await.expect("stopped");
}
