//! Crews that never fill: their client withdraws, or the time to join is over.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_common::state::{JobState, SeatState};
use furnace_tests::errors::assert_error;
use furnace_tests::network::CLAIM_SECONDS;
use furnace_tests::scene::DEPOSIT;
use solana_signer::Signer;

use crate::stage::{EACH, Stage, gang, replicas};

/// A crew half of whose four seats are taken.
fn half(replicated: bool) -> Stage {
    let mut stage = Stage::open(if replicated { replicas(4, 3) } else { gang(4) });
    stage.join(0).expect("join");
    stage.join(1).expect("join");
    stage
}

#[test]
fn whoever_joined_is_free_and_the_client_has_everything_back() {
    for (replicated, cancelled) in [(true, true), (true, false), (false, true), (false, false)] {
        // Given half a crew, when its client withdraws, or anybody ends it after the time to join
        let mut stage = half(replicated);
        match cancelled {
            true => stage.cancel().expect("cancel"),
            false => stage.at(i64::from(CLAIM_SECONDS) + 1).expire().expect("expire"),
        };

        // Then the client has all its money at once, and who joined waits for nothing but to be released
        assert_eq!(stage.state(), if cancelled { JobState::Cancelled } else { JobState::Expired });
        assert_eq!((stage.books(), stage.locked()), ((DEPOSIT, 0), vec![EACH, EACH, 0, 0]));
        stage.release(1).expect("release");
        stage.release(0).expect("release");
        assert_eq!((stage.books(), stage.locked()), ((DEPOSIT, 0), vec![0; 4]));
        assert_eq!(stage.seats(), [SeatState::Released; 2]);
        stage.close_crew().expect("close");
        stage.close_job().expect("close");
    }
}

#[test]
fn nobody_ends_a_crew_that_can_still_fill() {
    // Given half a crew at the last second to join, when anybody ends it, then it is refused
    let mut stage = half(true);
    assert_error(stage.at(i64::from(CLAIM_SECONDS)).expire(), FurnaceJobsError::ClaimWindowOpen);
    assert_eq!(stage.state(), JobState::Open);
}

#[test]
fn a_crew_without_anybody_is_closed_at_once() {
    // Given a crew that nobody joined, when its client withdraws, then crew and job can be closed
    let mut stage = Stage::open(gang(2));
    stage.cancel().expect("cancel");
    stage.close_crew().expect("close");
    stage.close_job().expect("close");
}

#[test]
fn a_job_whose_crew_was_never_opened_is_closed_too() {
    // Given a job for a crew that its client never opened, when it expires, then it can be closed
    let mut stage = Stage::new(2);
    stage.post(gang(2)).expect("post");
    stage.at(i64::from(CLAIM_SECONDS) + 1).expire().expect("expire");
    stage.close_job().expect("close");
}

#[test]
fn a_worker_with_a_seat_does_not_retire() {
    // Given half a crew that was withdrawn, when a worker of it retires before it is released, then it is refused
    let mut stage = half(true);
    stage.cancel().expect("cancel");
    let wallet = stage.operators[0].wallet.insecure_clone();
    let retire = jobs::worker_retire(wallet.pubkey(), stage.key(0).pubkey());
    assert_error(stage.send(std::slice::from_ref(&retire), &[&wallet]), FurnaceJobsError::WorkerBusy);
    stage.release(0).expect("release");
    stage.send(&[retire], &[&wallet]).expect("retire");
}
