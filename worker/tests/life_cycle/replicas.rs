//! Replicas: the same work by several, each for itself.

use std::{fs, time::Duration};

use furnace_client::{accounts::JobState, artifacts::Digest, manifest::Manifest};
use furnace_common::state::{CrewKind, SeatState};
use furnace_worker::{
    chain::{Action, Attestation, Sealed},
    journal::Step,
};
use solana_address::Address;

use crate::support::{Behaviour, Failure, FakeChain, FakeExecutor, Harness, OTHER, WORKER, a_while};

const THIRD: Address = Address::new_from_array([3; 32]);

fn quick() -> FakeExecutor {
    FakeExecutor::new(Behaviour::Takes(Duration::from_millis(10)))
}

fn endless() -> FakeExecutor {
    FakeExecutor::new(Behaviour::Endless)
}

/// A job for two replicas, one of which the test plays.
async fn pair(harness: &Harness) -> (Address, FakeChain) {
    let job = harness.gather(11, CrewKind::Replicas, 2).await;
    let other = harness.chain.seen_by(OTHER);
    other.play(&job, Action::Join).await;
    (job, other)
}

/// The other replica commits to a result, sealed by a salt of its own.
async fn commit(other: &FakeChain, job: &Address, result: Digest) -> Sealed {
    let sealed = Sealed { attestation: Attestation { result, log: Digest([9; 32]), exit_code: 0 }, salt: [8; 32] };
    other.play(job, sealed.commit(0, &OTHER)).await;
    sealed
}

fn sealed(harness: &Harness, job: &Address) -> Sealed {
    harness.journal.sealed(job).expect("read").expect("sealed")
}

#[tokio::test]
async fn a_result_is_in_the_store_only_once_nobody_can_copy_it() {
    let harness = Harness::new();
    let (job, other) = pair(&harness).await;
    let worker = harness.start(&quick(), &[]);

    // When the worker has committed and the other has not
    harness.chain.until_seat(&job, SeatState::Committed).await;
    a_while().await;

    // Then neither the result nor the log is anywhere but here
    let Attestation { result, log, .. } = sealed(&harness, &job).attestation;
    assert_eq!(harness.chain.times(Step::Reveal, &job), 0);
    for digest in [result, log, Digest::of(b"42")] {
        assert!(!harness.store.exists(digest).await.expect("reachable"), "{digest}");
    }

    // and when the other has committed too, it is shown, stored and paid
    let others = commit(&other, &job, result).await;
    harness.chain.until_seat(&job, SeatState::Submitted).await;
    let manifest = Manifest::load(&harness.store, result).await.expect("a manifest");
    manifest.verify(&harness.store).await.expect("whole");
    assert_eq!(manifest.device(), "any");
    assert!(harness.store.exists(log).await.expect("reachable"));
    other.play(&job, others.reveal(0)).await;
    harness.chain.until_seat(&job, SeatState::Paid).await;
    worker.stop().await;
    assert_eq!(harness.chain.read(&job).state, JobState::Settled);
    assert!(!harness.jobs_folder().join(job.to_string()).exists());
}

#[tokio::test]
async fn a_worker_killed_after_its_commitment_reveals_at_the_next_start() {
    let harness = Harness::new();
    let (job, other) = pair(&harness).await;
    let worker = harness.start(&quick(), &[]);
    harness.chain.until_seat(&job, SeatState::Committed).await;
    worker.kill().await;

    let result = sealed(&harness, &job).attestation.result;
    commit(&other, &job, result).await;
    let executor = quick();
    let worker = harness.start(&executor, &[]);
    harness.chain.until_seat(&job, SeatState::Submitted).await;
    worker.stop().await;
    assert_eq!(executor.runs(), 0);
    assert_eq!(harness.chain.times(Step::Commit, &job), 2, "one each");
    Manifest::load(&harness.store, result).await.expect("stored").verify(&harness.store).await.expect("whole");
}

#[tokio::test]
async fn a_sealed_result_is_committed_to_without_computing_it_again() {
    let harness = Harness::new();
    let (job, _) = pair(&harness).await;
    harness.chain.fail(Step::Commit, &[Failure::Unreachable; 50]);
    let worker = harness.start(&quick(), &[]);
    while harness.journal.sealed(&job).expect("read").is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    worker.kill().await;

    harness.chain.fail(Step::Commit, &[]);
    let executor = quick();
    let worker = harness.start(&executor, &[]);
    harness.chain.until_seat(&job, SeatState::Committed).await;
    worker.stop().await;
    assert_eq!(executor.runs(), 0);
}

#[tokio::test]
async fn a_result_lost_on_this_machine_is_revealed_by_its_name() {
    // Given a worker that committed, and whose work folder is gone
    let harness = Harness::new();
    let (job, other) = pair(&harness).await;
    let worker = harness.start(&quick(), &[]);
    harness.chain.until_seat(&job, SeatState::Committed).await;
    worker.kill().await;
    fs::remove_dir_all(harness.jobs_folder()).expect("removed");

    // When it is time to reveal, then it does, as not revealing is punished
    commit(&other, &job, Digest([5; 32])).await;
    let worker = harness.start(&quick(), &[]);
    harness.chain.until_seat(&job, SeatState::Submitted).await;
    worker.stop().await;
}

#[tokio::test]
async fn without_its_journal_a_commitment_is_lost_and_nothing_is_done_twice() {
    let harness = Harness::new();
    let (job, other) = pair(&harness).await;
    let worker = harness.start(&quick(), &[]);
    harness.chain.until_seat(&job, SeatState::Committed).await;
    worker.kill().await;

    // When the same worker starts with another journal
    let forgetful = harness.partner(WORKER);
    commit(&other, &job, Digest([5; 32])).await;
    let executor = quick();
    let worker = forgetful.start(&executor, &[]);
    a_while().await;
    a_while().await;
    worker.stop().await;
    assert_eq!((executor.runs(), harness.chain.times(Step::Reveal, &job)), (0, 0));
    assert_eq!(harness.chain.seat(&job), Some(SeatState::Committed));
}

#[tokio::test]
async fn a_seat_in_a_forming_crew_keeps_its_place() {
    // Given a worker with one place, and a seat in a crew that is not complete
    let harness = Harness::new();
    let job = harness.gather(11, CrewKind::Replicas, 2).await;
    let executor = quick();
    let worker = harness.start(&executor, &[]);
    harness.chain.until_seat(&job, SeatState::Joined).await;

    // When another job is posted, then it is left alone
    let solo = harness.post(12, 600).await;
    a_while().await;
    a_while().await;
    a_while().await;
    assert_eq!(harness.chain.read(&solo).state, JobState::Open);

    // until the crew was complete and the own part is delivered
    harness.chain.seen_by(OTHER).play(&job, Action::Join).await;
    harness.chain.until_seat(&job, SeatState::Committed).await;
    harness.chain.until(&solo, JobState::Review).await;
    worker.stop().await;
    assert_eq!(executor.runs(), 2);
}

#[tokio::test]
async fn a_worker_that_stops_while_its_crew_forms_takes_its_seat_again() {
    let harness = Harness::new();
    let job = harness.gather(11, CrewKind::Replicas, 2).await;
    let worker = harness.start(&endless(), &[]);
    harness.chain.until_seat(&job, SeatState::Joined).await;
    worker.stop().await;
    assert_eq!(harness.chain.seat(&job), Some(SeatState::Joined));

    let worker = harness.start(&quick(), &[]);
    harness.chain.seen_by(OTHER).play(&job, Action::Join).await;
    harness.chain.until_seat(&job, SeatState::Committed).await;
    worker.stop().await;
    assert_eq!(harness.chain.times(Step::Join, &job), 2, "one each");
}

#[tokio::test]
async fn a_crew_that_nobody_completes_is_let_go() {
    let harness = Harness::new();
    let job = harness.gather(11, CrewKind::Replicas, 2).await;
    let worker = harness.start(&quick(), &[]);
    harness.chain.until_seat(&job, SeatState::Joined).await;
    harness.chain.skip(601);
    harness.chain.until_seat(&job, SeatState::Released).await;
    worker.stop().await;
    assert_eq!(harness.chain.read(&job).state, JobState::Expired);
}

#[tokio::test]
async fn stopping_hands_a_long_seat_back() {
    let harness = Harness::new();
    let (job, _) = pair(&harness).await;
    let executor = endless();
    let worker = harness.start(&executor, &["run.grace=50ms"]);
    while executor.runs() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    worker.stop().await;
    assert_eq!(harness.chain.seat(&job), Some(SeatState::Lost));
    assert_eq!(harness.chain.times(Step::QuitSeat, &job), 1);
}

#[tokio::test]
async fn a_seat_that_fails_is_handed_back() {
    let harness = Harness::new();
    let (job, _) = pair(&harness).await;
    harness.chain.fail(Step::QuitSeat, &[Failure::Unreachable, Failure::Silent]);
    let worker = harness.start(&FakeExecutor::new(Behaviour::Fails), &[]);
    harness.chain.until_seat(&job, SeatState::Lost).await;
    worker.stop().await;
    assert!(harness.journal.has_given_up(&job).expect("read"));
    assert_eq!(harness.chain.times(Step::QuitSeat, &job), 1);
}

#[tokio::test]
async fn a_busy_chain_makes_no_seat_run_twice() {
    let harness = Harness::new();
    let executor = quick();
    let worker = harness.start(&executor, &["chain.poll=1ms", "run.jobs_at_once=4"]);
    let mut jobs = Vec::new();
    for number in 11..15 {
        let job = harness.gather(number, CrewKind::Replicas, 2).await;
        harness.chain.seen_by(OTHER).play(&job, Action::Join).await;
        jobs.push(job);
    }
    for job in &jobs {
        harness.chain.until_seat(job, SeatState::Committed).await;
    }
    a_while().await;
    worker.stop().await;
    assert_eq!(executor.runs(), jobs.len());
}

#[tokio::test]
async fn lost_answers_and_silent_nodes_are_survived() {
    let harness = Harness::new();
    let (job, other) = pair(&harness).await;
    harness.chain.fail(Step::Join, &[Failure::Silent]);
    harness.chain.fail(Step::Commit, &[Failure::Unreachable, Failure::Silent]);
    harness.chain.fail(Step::Reveal, &[Failure::Unreachable, Failure::Silent]);
    let executor = quick();
    let worker = harness.start(&executor, &[]);
    harness.chain.until_seat(&job, SeatState::Committed).await;
    commit(&other, &job, Digest([5; 32])).await;
    harness.chain.until_seat(&job, SeatState::Submitted).await;
    worker.stop().await;
    assert_eq!(executor.runs(), 1);
    assert_eq!(harness.chain.times(Step::Reveal, &job), 1);
    assert_eq!(harness.journal.unconcluded().expect("read"), []);
}

#[tokio::test]
async fn what_cannot_be_computed_is_not_joined() {
    let harness = Harness::new();
    let job = harness.gather(11, CrewKind::Replicas, 2).await;
    let worker = harness.start(&FakeExecutor::new(Behaviour::Unfit), &[]);
    a_while().await;
    worker.stop().await;
    assert_eq!(harness.chain.seat(&job), None);
}

#[tokio::test]
async fn a_replica_that_disagrees_is_free_to_go() {
    let harness = Harness::new();
    let job = harness.gather(11, CrewKind::Replicas, 3).await;
    let others = [harness.chain.seen_by(OTHER), harness.chain.seen_by(THIRD)];
    for other in &others {
        other.play(&job, Action::Join).await;
    }
    let running = harness.start(&quick(), &[]);
    let theirs = Sealed {
        attestation: Attestation { result: Digest([5; 32]), log: Digest([9; 32]), exit_code: 0 },
        salt: [8; 32],
    };
    harness.chain.until_seat(&job, SeatState::Committed).await;
    for (seat, (other, worker)) in (0u8..).zip(others.iter().zip([OTHER, THIRD])) {
        other.play(&job, theirs.commit(seat, &worker)).await;
    }
    harness.chain.until_seat(&job, SeatState::Submitted).await;
    for (seat, other) in (0u8..).zip(&others) {
        other.play(&job, theirs.reveal(seat)).await;
    }
    harness.chain.until_seat(&job, SeatState::Released).await;
    running.stop().await;
}
