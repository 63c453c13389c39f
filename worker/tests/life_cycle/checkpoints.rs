//! Going on from what was done before.

use std::time::Duration;

use furnace_client::{accounts::JobState, artifacts::Digest};
use furnace_worker::journal::Step;
use solana_address::Address;

use crate::support::{Behaviour, Failure, FakeExecutor, HALF, Harness, a_while};

const AT_ONCE: &str = "run.checkpoint_pause=0s";

fn halves() -> FakeExecutor {
    FakeExecutor::new(Behaviour::Halves)
}

/// Waits until a checkpoint of a job is recorded.
async fn until_recorded(harness: &Harness, job: &Address) {
    while harness.chain.read(job).trail.last.is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_killed_worker_goes_on_from_its_own_checkpoint() {
    // Given a worker that was killed after a checkpoint of whose execution it never heard
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    harness.chain.fail(Step::Checkpoint(1), &[Failure::Silent]);
    let worker = harness.start(&halves(), &[AT_ONCE]);
    until_recorded(&harness, &job).await;
    worker.kill().await;

    // When it starts again, even where it trusts no other worker
    let worker = harness.start(&halves(), &[AT_ONCE, "policy.trust_checkpoints=false"]);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;

    // Then it went on from the state it had stored, and the journal knows of the step
    let trail = harness.chain.read(&job).trail;
    assert_eq!(trail.last.map(|last| (last.state, last.progress_bps)), Some((Digest::of(HALF), 5_000)));
    assert_eq!(harness.chain.times(Step::Checkpoint(1), &job), 1);
    assert_eq!(harness.journal.times_done(&job, Step::Checkpoint(1)).expect("read"), 1);
    assert_eq!(harness.journal.unconcluded().expect("read"), []);
}

#[tokio::test]
async fn the_last_usable_checkpoint_of_others_is_gone_on_from() {
    // Given a job with a good state, one that is none, and one that is nowhere
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    let good = harness.store.put(HALF).await.expect("put");
    let wrong = harness.store.put(&b"x"[..]).await.expect("put");
    harness.chain.leave(&job, &[(good, 5_000), (wrong, 6_000), (Digest([9; 32]), 7_000)]);

    // When a worker takes it
    let worker = harness.start(&halves(), &[AT_ONCE]);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;

    // Then it said that it went on from the first alone
    assert_eq!(harness.chain.read(&job).trail.credited, 1);
}

#[tokio::test]
async fn a_worker_that_trusts_nobody_begins_at_the_beginning() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    let good = harness.store.put(HALF).await.expect("put");
    harness.chain.leave(&job, &[(good, 5_000)]);
    let quick = FakeExecutor::new(Behaviour::Takes(Duration::from_millis(1)));
    let worker = harness.start(&quick, &["policy.trust_checkpoints=false"]);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;
    assert_eq!(harness.chain.read(&job).trail.credited, 0);
}

#[tokio::test]
async fn a_job_shorter_than_the_pause_records_nothing() {
    let harness = Harness::new();
    let job = harness.post(11, 600).await;
    let worker = harness.start(&halves(), &["run.checkpoint_pause=1m", "run.grace=50ms"]);
    harness.chain.until(&job, JobState::Running).await;
    a_while().await;
    worker.stop().await;
    assert_eq!(harness.chain.times(Step::Checkpoint(1), &job), 0);
    assert_eq!(harness.chain.read(&job).state, JobState::Open);
}
