//! Gangs: one work by several together.

use std::time::Duration;

use furnace_client::{accounts::JobState, artifacts::Digest, manifest::Manifest};
use furnace_common::state::{CrewKind, SeatState};
use furnace_worker::{
    chain::{Action, Attestation},
    journal::Step,
};
use solana_address::Address;

use crate::support::{Behaviour, Failure, FakeExecutor, Harness, OTHER, a_while};

const REACHABLE: [&str; 3] = ["network.host=127.0.0.1", "network.listen=127.0.0.1", "network.serve_port=0"];

fn shares() -> FakeExecutor {
    FakeExecutor::new(Behaviour::Shares)
}

fn exchanges() -> FakeExecutor {
    FakeExecutor::new(Behaviour::Exchanges)
}

/// What a member delivered.
async fn answer(harness: &Harness, job: &Address, rank: usize) -> Vec<u8> {
    let result = harness.chain.read_crew(job).seats[rank].result;
    let manifest = Manifest::load(&harness.store, result).await.expect("a manifest");
    let file = &manifest.files()[0];
    harness.store.get(file.sha256, file.bytes).await.expect("a file").to_vec()
}

async fn until_running(executor: &FakeExecutor) {
    while executor.runs() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn members_meet_compute_together_and_are_paid() {
    let harness = Harness::new();
    let others = [harness.partner(OTHER), harness.partner(Address::new_from_array([3; 32]))];
    let job = harness.gather(11, CrewKind::Gang, 3).await;
    let executor = shares();
    let mut workers = vec![harness.start(&executor, &REACHABLE)];
    workers.extend(others.iter().map(|other| other.start(&executor, &REACHABLE)));
    harness.chain.until(&job, JobState::Review).await;
    for rank in 0..3 {
        assert_eq!(answer(&harness, &job, rank).await, b"6", "rank {rank}");
    }
    harness.chain.skip(61);
    harness.chain.until_seat(&job, SeatState::Paid).await;
    for worker in workers {
        worker.stop().await;
    }
    assert_eq!(executor.runs(), 3);
    assert_eq!((harness.chain.times(Step::Meet(1), &job), harness.chain.times(Step::Meet(2), &job)), (1, 1));
}

#[tokio::test]
async fn a_partner_that_never_calls_is_not_waited_for_until_the_deadline() {
    let harness = Harness::new();
    let job = harness.gather(11, CrewKind::Gang, 2).await;
    let executor = shares();
    let worker = harness.start(&executor, &REACHABLE);
    harness.chain.until_seat(&job, SeatState::Joined).await;
    harness.chain.seen_by(OTHER).play(&job, Action::Join).await;
    while harness.chain.times(Step::Meet(1), &job) == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    harness.chain.skip(595);
    // It says so, and is free when the partner turns out to be late.
    harness.chain.until_seat(&job, SeatState::Submitted).await;
    worker.stop().await;
    assert_eq!((executor.runs(), harness.chain.times(Step::QuitSeat, &job)), (0, 0));
}

#[tokio::test]
async fn a_gang_that_came_apart_is_nothing_that_the_client_pays_for() {
    // Given a partner that attests to its part without ever calling
    let harness = Harness::new();
    let job = harness.gather(11, CrewKind::Gang, 2).await;
    let worker = harness.start(&shares(), &REACHABLE);
    harness.chain.until_seat(&job, SeatState::Joined).await;
    let partner = harness.chain.seen_by(OTHER);
    partner.play(&job, Action::Join).await;
    let attestation = Attestation { result: Digest([7; 32]), log: Digest([7; 32]), exit_code: 1 };
    partner.play(&job, Action::SubmitPart { seat: 1, attestation }).await;

    // When its time is nearly over, then it hands its seat back, since one more part would be a result
    harness.chain.skip(595);
    harness.chain.until_seat(&job, SeatState::Lost).await;
    worker.stop().await;
    assert_ne!(harness.chain.read(&job).state, JobState::Review);
}

#[tokio::test]
async fn a_rank_0_that_begins_again_is_found_again() {
    // Given a rank 0 that was killed after it had told where it is
    let harness = Harness::new();
    let partner = harness.partner(OTHER);
    let job = harness.gather(11, CrewKind::Gang, 2).await;
    let worker = harness.start(&shares(), &REACHABLE);
    harness.chain.until_seat(&job, SeatState::Joined).await;
    partner.chain.play(&job, Action::Join).await;
    while harness.chain.times(Step::Meet(1), &job) == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    worker.kill().await;

    // When the other calls first where nobody is, and then rank 0 starts again
    let other = partner.start(&shares(), &REACHABLE);
    a_while().await;
    let worker = harness.start(&shares(), &REACHABLE);

    // Then they meet
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;
    other.stop().await;
    assert_eq!(answer(&harness, &job, 1).await, b"3");
}

#[tokio::test]
async fn a_member_that_leaves_pays_for_it_and_the_other_does_not() {
    let harness = Harness::new();
    let partner = harness.partner(OTHER);
    let job = harness.gather(11, CrewKind::Gang, 2).await;
    let [first, second] = [exchanges(), exchanges()];
    let worker = harness.start(&first, &REACHABLE);
    let other = partner.start(&second, &[&REACHABLE[..], &["run.grace=50ms"]].concat());
    until_running(&first).await;
    until_running(&second).await;
    other.stop().await;
    harness.chain.until_seat(&job, SeatState::Released).await;
    worker.stop().await;
    assert_eq!(partner.chain.seat(&job), Some(SeatState::Lost));
    assert_eq!(harness.chain.times(Step::QuitSeat, &job), 1);
}

#[tokio::test]
async fn a_member_whose_partner_is_killed_says_so_and_keeps_its_collateral() {
    let harness = Harness::new();
    let partner = harness.partner(OTHER);
    let job = harness.gather(11, CrewKind::Gang, 2).await;
    let [first, second] = [exchanges(), exchanges()];
    let worker = harness.start(&first, &REACHABLE);
    let other = partner.start(&second, &REACHABLE);
    until_running(&first).await;
    until_running(&second).await;
    other.kill().await;
    harness.chain.until_seat(&job, SeatState::Submitted).await;
    worker.stop().await;
    assert_eq!(partner.chain.seat(&job), Some(SeatState::Joined));
    assert_eq!(harness.chain.times(Step::QuitSeat, &job), 0);
}

#[tokio::test]
async fn a_part_that_is_stored_is_submitted_without_computing_it_again() {
    let harness = Harness::new();
    let partner = harness.partner(OTHER);
    let job = harness.gather(11, CrewKind::Gang, 2).await;
    let (first, again) = (shares(), shares());
    let worker = harness.start(&first, &REACHABLE);
    harness.chain.until_seat(&job, SeatState::Joined).await;
    harness.chain.fail(Step::SubmitPart, &[Failure::Unreachable; 50]);
    let other = partner.start(&shares(), &REACHABLE);
    while harness.journal.result(&job, 0).expect("read").is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    worker.kill().await;
    harness.chain.fail(Step::SubmitPart, &[]);
    let worker = harness.start(&again, &REACHABLE);
    harness.chain.until(&job, JobState::Review).await;
    worker.stop().await;
    other.stop().await;
    assert_eq!((first.runs(), again.runs()), (1, 0));
}

#[tokio::test]
async fn a_gang_that_cannot_share_the_work_or_be_reached_is_not_joined() {
    let harness = Harness::new();
    let job = harness.gather(11, CrewKind::Gang, 2).await;
    let alone = FakeExecutor::new(Behaviour::Takes(Duration::from_millis(1)));
    let worker = harness.start(&alone, &REACHABLE);
    a_while().await;
    worker.stop().await;
    assert_eq!(harness.chain.seat(&job), None);
    let worker = harness.start(&shares(), &[]);
    a_while().await;
    worker.stop().await;
    assert_eq!(harness.chain.seat(&job), None);
}
