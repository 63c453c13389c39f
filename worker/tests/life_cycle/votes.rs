//! A verifier against a court in this process.

use std::{path::Path, sync::Arc, time::Duration};

use furnace_client::{
    artifacts::{Digest, Store},
    furnace::DisputeStep,
    manifest::{Manifest, OutputFile},
    spec::{JobSpec, Kernel, Matmul, Training},
};
use furnace_worker::{
    config::{KernelName, Limits, MetricsConfig, PolicyConfig, Text, VerifyConfig},
    journal::Journal,
    policy::Policy,
    verifying::{Ballot, Examiner, Parts, start},
};
use solana_address::Address;
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::support::{Behaviour, FakeCourt, FakeExecutor, a_while};

const ROUND: u8 = 2;

/// A court, a store, and the folder of a verifier.
struct Chambers {
    court: FakeCourt,
    store: Store,
    folder: TempDir,
}

impl Chambers {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let store = Store::open(&format!("file://{}", folder.path().join("store").display())).expect("store");
        Self { court: FakeCourt::new(), store, folder }
    }

    /// The verifier is drawn for the result of a spec that is in the store.
    async fn draw(&self, number: u8) -> Address {
        let digest = self.store.put(spec(number).to_bytes()).await.expect("put");
        self.court.draw(number, self.store.uri(), digest)
    }

    fn journal(&self) -> Arc<Journal> {
        Arc::new(Journal::open(&self.folder.path().join("votes.sqlite")).expect("journal"))
    }

    /// Starts a verifier, with the journal that it left behind if it ran before.
    fn start(&self, executor: &FakeExecutor) -> JoinHandle<()> {
        run(&self.court, executor, self.journal(), self.folder.path(), self.store.uri())
    }

    async fn until(&self, holds: impl Fn(&FakeCourt) -> bool) {
        for _ in 0..200 {
            if holds(&self.court) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the votes are {:?}", self.court.votes());
    }
}

fn run(
    court: &FakeCourt,
    executor: &FakeExecutor,
    journal: Arc<Journal>,
    folder: &Path,
    store: &str,
) -> JoinHandle<()> {
    let rules = PolicyConfig {
        kernels: vec![KernelName::Matmul],
        stores: vec![Text(store.parse().expect("a prefix"))],
        ..PolicyConfig::default()
    };
    let examiner = Examiner {
        executor: Arc::new(executor.clone()),
        policy: Policy::new(rules, Limits::default()),
        limits: Limits::default(),
        folder: folder.join("disputes"),
    };
    let parts = Parts {
        court: Arc::new(court.clone()),
        journal,
        examiner,
        accelerator: None,
        wallet: Address::default(),
        key_file: "key.json".into(),
        config: VerifyConfig { poll: Duration::from_millis(20), ..VerifyConfig::default() },
        metrics: MetricsConfig::default(),
    };
    tokio::spawn(async move {
        let ended = start(parts).run(std::future::pending(), std::future::pending()).await;
        ended.expect("an orderly end");
    })
}

/// Ends a verifier where it stands.
async fn kill(verifier: JoinHandle<()>) {
    verifier.abort();
    let _ = verifier.await;
}

fn spec(number: u8) -> JobSpec {
    let kernel = Kernel::Matmul(Matmul { rows: 2, columns: 2, inner: 2, seed: number.into() });
    JobSpec::new(kernel).expect("valid")
}

/// What an honest worker would attest to.
fn result(number: u8) -> Digest {
    let file = OutputFile { path: "answer.txt".into(), bytes: 2, sha256: Digest::of(b"42") };
    let manifest = Manifest::new(spec(number).digest(), "matmul", "any", vec![file]);
    manifest.expect("a manifest").digest()
}

fn quick() -> FakeExecutor {
    FakeExecutor::new(Behaviour::Takes(Duration::from_millis(10)))
}

#[tokio::test]
async fn a_verifier_votes_for_what_a_worker_would_attest_to_and_shows_it_when_all_have_committed() {
    // Given a verifier that was drawn
    let chambers = Chambers::new();
    let dispute = chambers.draw(11).await;
    let executor = quick();
    let verifier = chambers.start(&executor);

    // When it has done the work again
    chambers.until(|court| court.votes().0.len() == 1).await;
    // Then it shows nothing before the others have committed
    a_while().await;
    let (committed, shown) = chambers.court.votes();
    assert_eq!((committed[0].result, shown.len(), executor.runs()), (result(11), 0, 1));
    // and then just that, once
    chambers.court.partner_commits(&dispute);
    chambers.until(|court| court.votes().1.len() == 1).await;
    a_while().await;
    kill(verifier).await;
    assert_eq!(chambers.court.votes(), (committed.clone(), committed));
    // and nothing is left of the work
    assert!(!chambers.folder.path().join("disputes").join(dispute.to_string()).exists());
}

#[tokio::test]
async fn a_verifier_that_is_killed_commits_to_what_it_wrote_down_and_shows_it() {
    // Given a verifier that is killed after it wrote its vote down, and before it committed
    let chambers = Chambers::new();
    let dispute = chambers.draw(11).await;
    chambers.court.set_down(true);
    let verifier = chambers.start(&quick());
    chambers.until(|court| court.failures() > 0).await;
    kill(verifier).await;
    let ballot = chambers.journal().ballot(&dispute, ROUND).expect("read").expect("a ballot");

    // When it is started again
    chambers.court.set_down(false);
    let executor = quick();
    let verifier = chambers.start(&executor);
    chambers.until(|court| court.votes().0.len() == 1).await;
    kill(verifier).await;
    // and killed and started once more
    chambers.court.partner_commits(&dispute);
    let verifier = chambers.start(&executor);
    chambers.until(|court| court.votes().1.len() == 1).await;
    kill(verifier).await;

    // Then it voted as it had written down, and did no work again
    assert_eq!(chambers.court.votes(), (vec![ballot], vec![ballot]));
    assert_eq!(executor.runs(), 0);
}

#[tokio::test]
async fn who_cannot_have_the_inputs_waits_for_them_until_the_time_is_nearly_over() {
    // Given a dispute whose spec is not in the store
    let chambers = Chambers::new();
    chambers.court.draw(11, chambers.store.uri(), spec(11).digest());
    let executor = quick();
    let verifier = chambers.start(&executor);
    a_while().await;
    assert_eq!(chambers.court.votes().0, []);

    // When the time to commit is nearly over
    chambers.court.set_seconds_left(59);
    chambers.until(|court| court.votes().0.len() == 1).await;
    kill(verifier).await;

    // Then the verifier says that the work could not be done again
    assert_eq!((chambers.court.votes().0[0].result, executor.runs()), (Digest::default(), 0));
}

#[tokio::test]
async fn what_cannot_be_judged_here_is_said_at_once() {
    // Given disputes about another kernel, another store, no spec at all, and inputs that do not fit
    let chambers = Chambers::new();
    let training = Training { features: 2, examples: 2, steps: 2, seed: 1 };
    let training = JobSpec::new(Kernel::Training(training)).expect("valid").to_bytes();
    let training = chambers.store.put(training).await.expect("put");
    let rubbish = chambers.store.put(&b"rubbish"[..]).await.expect("put");
    chambers.court.draw(11, chambers.store.uri(), training);
    chambers.court.draw(12, "https://elsewhere.example", spec(12).digest());
    chambers.court.draw(13, chambers.store.uri(), rubbish);
    chambers.draw(14).await;

    // When a verifier is drawn for them
    let verifier = chambers.start(&FakeExecutor::new(Behaviour::Unfit));
    chambers.until(|court| court.votes().0.len() == 4).await;
    kill(verifier).await;

    // Then it says so of all of them
    let (committed, _) = chambers.court.votes();
    assert!(committed.iter().all(|ballot: &Ballot| ballot.result.is_zero()), "{committed:?}");
}

#[tokio::test]
async fn work_that_takes_too_long_is_cut_off_and_no_more_is_done_at_once_than_configured() {
    // Given two disputes whose work does not end, and one place
    let chambers = Chambers::new();
    chambers.draw(11).await;
    chambers.draw(12).await;
    let executor = FakeExecutor::new(Behaviour::Endless);
    let verifier = chambers.start(&executor);
    a_while().await;
    assert_eq!((executor.runs(), chambers.court.votes().0.len()), (1, 0));

    // When the time to commit is nearly over
    chambers.court.set_seconds_left(59);
    chambers.until(|court| court.votes().0.len() == 2).await;
    kill(verifier).await;

    // Then both votes are given, without a result
    let (committed, _) = chambers.court.votes();
    assert_eq!(committed.iter().filter(|ballot| ballot.result.is_zero()).count(), 2);
    assert_eq!(executor.runs(), 1);
}

#[tokio::test]
async fn of_several_keepers_one_takes_a_step_and_the_others_go_on() {
    // Given three verifiers that look after disputes
    let chambers = Chambers::new();
    let folders = [(); 3].map(|()| tempfile::tempdir().expect("folder"));
    let verifiers = folders.each_ref().map(|folder| {
        let journal = Arc::new(Journal::in_memory().expect("journal"));
        run(&chambers.court, &quick(), journal, folder.path(), chambers.store.uri())
    });
    a_while().await;

    // When one after the other waits for its committee
    for number in [21, 22, 23] {
        chambers.court.announce(number);
        let expected = usize::from(number - 20);
        chambers.until(|court| court.steps().0.len() == expected).await;
    }
    a_while().await;

    // Then each is drawn once, and no verifier is any the worse for it
    assert_eq!(chambers.court.steps().0, [DisputeStep::Draw; 3]);
    assert!(verifiers.iter().all(|verifier| !verifier.is_finished()));
    for verifier in verifiers {
        kill(verifier).await;
    }
}
