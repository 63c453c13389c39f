//! Results under the worker's signature, in the store before the chain has them; of each attempt never two.

use std::{fs, time::Duration};

use furnace_client::{accounts::JobState, artifacts::Digest, attested::Attested, manifest::Manifest};
use furnace_common::state::CrewKind;
use furnace_worker::{chain::Action, journal::Step};
use solana_address::Address;
use solana_signer::Signer;

use crate::support::{Behaviour, Failure, FakeExecutor, Harness, OTHER, WORKER, a_while, hot_key};

fn right() -> FakeExecutor {
    FakeExecutor::new(Behaviour::Takes(Duration::from_millis(10)))
}

/// As a device that computes something else than before.
fn wrong() -> FakeExecutor {
    FakeExecutor::new(Behaviour::Errs)
}

async fn in_store(harness: &Harness, job: &Address, attempt: u8) -> Option<Attested> {
    Attested::find(&harness.store, job, attempt).await.expect("reachable")
}

/// What the worker signs of an attempt, as soon as it has.
async fn signed(harness: &Harness, job: &Address, attempt: u8) -> Attested {
    loop {
        if let Some(attested) = in_store(harness, job, attempt).await {
            return attested;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// A job that a worker has computed and signed, when it was killed before the chain took the result.
async fn killed_after_signing(harness: &Harness) -> (Address, Attested) {
    let job = harness.post(11, 600).await;
    harness.chain.fail(Step::Submit, &[Failure::Unreachable; 50]);
    let worker = harness.start(&right(), &[]);
    let attested = signed(harness, &job, 0).await;
    worker.kill().await;
    harness.chain.fail(Step::Submit, &[]);
    (job, attested)
}

#[tokio::test]
async fn a_signed_result_can_be_taken_before_the_chain_has_it() {
    // Given a worker whose transactions do not get through
    let harness = Harness::new();
    let (job, attested) = killed_after_signing(&harness).await;
    assert_eq!(harness.chain.read(&job).state, JobState::Running);

    // Then its result is in the store all the same, under its signature
    assert!(attested.is_signed());
    assert_eq!((attested.key, attested.job), (hot_key(&WORKER).pubkey(), job));
    let manifest = Manifest::load(&harness.store, attested.result).await.expect("a manifest");
    manifest.verify(&harness.store).await.expect("whole");
}

#[tokio::test]
async fn a_worker_killed_between_signing_and_submitting_never_signs_another_result() {
    // Given a worker that was killed when it had signed, on a device that computes something else now
    let harness = Harness::new();
    let (job, attested) = killed_after_signing(&harness).await;
    let executor = wrong();
    let worker = harness.start(&executor, &[]);

    // Then it attests to what it has signed, and the signature stays what it was
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;
    assert_eq!(harness.chain.attestation(&job).result, attested.result);
    assert_eq!(in_store(&harness, &job, 0).await, Some(attested));
    assert_eq!(executor.runs(), 0);
}

#[tokio::test]
async fn a_worker_killed_between_writing_down_and_signing_signs_what_is_written_down() {
    // Given a worker that was killed before its signature was in the store
    let harness = Harness::new();
    let (job, attested) = killed_after_signing(&harness).await;
    let folder = harness.store.location().as_folder().expect("a folder").join("attestations");
    fs::remove_dir_all(folder).expect("removed");
    assert_eq!(in_store(&harness, &job, 0).await, None);

    let worker = harness.start(&wrong(), &[]);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;
    assert_eq!(harness.chain.attestation(&job).result, attested.result);
    assert_eq!(in_store(&harness, &job, 0).await, Some(attested));
}

#[tokio::test]
async fn without_its_journal_a_worker_rather_hands_a_job_back_than_sign_another_result() {
    // Given a worker that has signed, and whose journal is lost
    let harness = Harness::new();
    let (job, attested) = killed_after_signing(&harness).await;
    let forgetful = harness.partner(WORKER);

    // When it comes to something else
    let worker = forgetful.start(&wrong(), &[]);
    harness.chain.until(&job, JobState::Open).await;
    worker.stop().await;

    // Then nothing but the first result is signed, and none attested
    assert_eq!(in_store(&harness, &job, 0).await, Some(attested));
    assert_eq!((harness.chain.times(Step::Submit, &job), harness.chain.times(Step::Quit, &job)), (0, 1));
}

#[tokio::test]
async fn without_its_journal_a_worker_that_comes_to_the_same_again_delivers_it() {
    let harness = Harness::new();
    let (job, attested) = killed_after_signing(&harness).await;
    let forgetful = harness.partner(WORKER);
    let worker = forgetful.start(&right(), &[]);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;
    assert_eq!(harness.chain.attestation(&job).result, attested.result);
}

#[tokio::test]
async fn what_a_stranger_writes_into_the_store_keeps_nobody_from_working() {
    // Given an attestation of somebody else's key where the worker's own would be
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    let strangers = Attested::sign(&hot_key(&OTHER), job, 0, Digest([7; 32]));
    strangers.announce(&harness.store).await.expect("written");

    let worker = harness.start(&right(), &[]);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;
    let own = in_store(&harness, &job, 0).await.expect("signed");
    assert_eq!((own.key, own.result), (hot_key(&WORKER).pubkey(), harness.chain.attestation(&job).result));
}

#[tokio::test]
async fn another_attempt_is_computed_anew_and_signed_for_itself() {
    // Given a job that the worker lost after it had signed a result that was wrong
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    harness.chain.fail(Step::Submit, &[Failure::Unreachable; 50]);
    let worker = harness.start(&wrong(), &[]);
    let first = signed(&harness, &job, 0).await;
    worker.kill().await;
    harness.chain.fail(Step::Submit, &[]);
    harness.chain.change(&job, |job| (job.state, job.attempt) = (JobState::Open, 1));

    // When it gets the job once more
    let executor = right();
    let worker = harness.start(&executor, &[]);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;

    // Then the new result is signed as that of the second attempt, and what it signed before stays
    let second = in_store(&harness, &job, 1).await.expect("signed");
    assert_eq!((second.result, executor.runs()), (harness.chain.attestation(&job).result, 1));
    assert_ne!(second.result, first.result);
    assert_eq!(in_store(&harness, &job, 0).await, Some(first));
}

#[tokio::test]
async fn members_of_crews_sign_nothing() {
    let harness = Harness::new();
    let job = harness.gather(11, CrewKind::Replicas, 2).await;
    harness.chain.seen_by(OTHER).play(&job, Action::Join).await;
    let worker = harness.start(&right(), &[]);
    while harness.chain.times(Step::Commit, &job) == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    a_while().await;
    worker.stop().await;
    assert_eq!(in_store(&harness, &job, 0).await, None);
}
