//! Committing to a result that nobody can see yet.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::state::{JobState, SeatState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;

use crate::stage::{Stage, gang, replicas};

#[test]
fn a_replica_commits_until_the_deadline() {
    // Given replicas at work, when one commits after ten seconds and another at the deadline
    let mut stage = Stage::assembled(replicas(3, 2));
    let receipt = stage.at(10).commit(0, 5).expect("commit");
    stage.after_deadline(0).commit(1, 6).expect("commit");

    // Then each has its commitment and its time, and no result is to be seen
    assert_eq!(stage.seats(), [SeatState::Committed, SeatState::Committed, SeatState::Joined]);
    assert_eq!((stage.seat(0).commitment, stage.seat(1).commitment), (stage.commitment(0, 5), stage.commitment(1, 6)));
    assert_eq!((stage.seat(0).submitted_at, stage.seat(1).submitted_at), (stage.began + 10, stage.job().deadline));
    assert_eq!((stage.seat(0).result_hash, stage.crew().submitted), ([0; 32], 0));
    assert_eq!(stage.state(), JobState::Running);
    assert_event(&receipt, "SeatCommitted", (stage.job.to_bytes(), stage.workers[0].address.to_bytes()));
}

#[test]
fn nobody_commits_after_the_deadline() {
    // Given replicas a second after the deadline, when one commits, then it is refused
    let mut stage = Stage::assembled(replicas(2, 2));
    assert_error(stage.after_deadline(1).commit(0, 5), FurnaceJobsError::DeadlinePassed);
}

#[test]
fn a_commitment_is_to_something_and_stays() {
    // Given a replica, when it commits to nothing, then it is refused
    let mut stage = Stage::assembled(replicas(2, 2));
    assert_error(stage.commit_to(0, 0, [0; 32]), FurnaceJobsError::CommitmentZero);

    // and when it commits twice, then to the first
    stage.commit(0, 5).expect("commit");
    assert_error(stage.commit(0, 6), FurnaceJobsError::SeatNotJoined);
    assert_eq!(stage.seat(0).commitment, stage.commitment(0, 5));
}

#[test]
fn each_commits_for_itself() {
    // Given replicas at work, when one commits for another's seat, or for none, then it is refused
    let mut stage = Stage::assembled(replicas(3, 2));
    let commitment = stage.commitment(0, 5);
    assert_error(stage.commit_to(0, 1, commitment), FurnaceJobsError::NotWorker);
    for seat in [3, 8, u8::MAX] {
        assert_error(stage.commit_to(0, seat, commitment), FurnaceJobsError::NoSeat);
    }
}

#[test]
fn replicas_commit_while_they_work() {
    // Given replicas that wait for one more, that agreed, and that never will, when one commits, then it is refused
    let mut waiting = Stage::open(replicas(2, 2));
    waiting.join(0).expect("join");
    let mut failed = Stage::revealed(2, &[5, 6]);
    failed.conclude().expect("conclude");
    for mut stage in [waiting, Stage::revealed(2, &[5, 5]), failed] {
        assert_error(stage.commit(0, 5), FurnaceJobsError::JobNotRunning);
    }
}

#[test]
fn gangs_do_not_commit() {
    // Given a gang at work, when a member commits, then it is refused
    let mut stage = Stage::assembled(gang(2));
    assert_error(stage.commit(0, 5), FurnaceJobsError::WrongCrew);
}
