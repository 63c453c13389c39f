//! Replicas that want to be paid for what others found out.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::state::{JobState, SeatState};
use furnace_tests::errors::assert_error;
use furnace_tests::network::SALT;
use furnace_tests::scene::DEPOSIT;

use crate::stage::{EACH, Stage, replicas};

#[test]
fn a_copied_commitment_cannot_be_revealed() {
    // Given three replicas of which the last commits to what the first committed to, byte for byte
    let mut stage = Stage::assembled(replicas(3, 2));
    stage.commit(0, 5).expect("commit");
    stage.commit(1, 5).expect("commit");
    let copied = stage.seat(0).commitment;
    stage.commit_to(2, 2, copied).expect("commit");

    // When it reveals what the first revealed, then it is refused, and it is punished like any that reveals nothing
    stage.reveal(0, 5).expect("reveal");
    assert_error(stage.reveal(2, 5), FurnaceJobsError::CommitmentMismatch);
    stage.reveal(1, 5).expect("reveal");
    assert_error(stage.reveal(2, 5), FurnaceJobsError::CommitmentMismatch);
    assert_error(stage.pay(2), FurnaceJobsError::SeatNotPayable);
    assert_error(stage.release(2), FurnaceJobsError::SeatNotFree);
    stage.after_reveal(1).slash(2).expect("slash");
    assert_eq!(stage.seats()[2], SeatState::Lost);
}

#[test]
fn a_result_that_can_be_seen_is_too_late_to_copy() {
    // Given three replicas of which one waits for the others' results
    let mut stage = Stage::assembled(replicas(3, 2));
    stage.commit(0, 5).expect("commit");
    stage.commit(1, 5).expect("commit");
    stage.after_deadline(1).reveal(0, 5).expect("reveal");

    // When it commits to what it sees, or reveals without a commitment, then it is refused
    assert_error(stage.commit(2, 5), FurnaceJobsError::DeadlinePassed);
    assert_error(stage.reveal(2, 5), FurnaceJobsError::SeatNotCommitted);
    stage.reveal(1, 5).expect("reveal");
    assert_error(stage.commit(2, 5), FurnaceJobsError::JobNotRunning);
    assert_error(stage.reveal(2, 5), FurnaceJobsError::SeatNotCommitted);
    stage.slash(2).expect("slash");
}

#[test]
fn a_guess_is_not_changed_for_what_others_found() {
    // Given three replicas that committed, when the wrong one has seen the others' result, then it can neither commit
    // anew nor reveal it
    let mut stage = Stage::committed(2, &[5, 5, 6]);
    stage.reveal(0, 5).expect("reveal");
    assert_error(stage.commit(2, 5), FurnaceJobsError::SeatNotJoined);
    assert_error(stage.reveal(2, 5), FurnaceJobsError::CommitmentMismatch);
    stage.reveal(1, 5).expect("reveal");
    assert_error(stage.reveal(2, 5), FurnaceJobsError::CommitmentMismatch);

    // and what it found itself frees it, unpaid
    stage.reveal(2, 6).expect("reveal");
    assert_error(stage.pay(2), FurnaceJobsError::SeatNotPayable);
    stage.release(2).expect("release");
    assert_eq!(stage.incomes()[2], 0);
}

#[test]
fn nobody_votes_twice() {
    // Given replicas of which one revealed, when it votes again, for itself or in another's seat, then it is refused
    let mut stage = Stage::committed(2, &[5, 6, 7]);
    stage.reveal(0, 5).expect("reveal");
    assert_error(stage.reveal(0, 5), FurnaceJobsError::SeatNotCommitted);
    assert_error(stage.reveal_with(0, 1, 5, SALT), FurnaceJobsError::NotWorker);
    assert_eq!((stage.state(), stage.crew().submitted), (JobState::Running, 1));
}

#[test]
fn an_operator_is_one_voice() {
    // Given three replicas that wait for a second and a third, when the first's operator sends all its workers, then
    // none has a seat
    let mut stage = Stage::open(replicas(3, 2));
    stage.join(0).expect("join");
    for name in ["second", "third"] {
        let colleague = stage.add_worker(0, name);
        assert_error(stage.join(colleague), FurnaceJobsError::SameOperator);
    }
    assert_eq!(stage.crew().joined, 1);
}

#[test]
fn a_seat_that_quit_is_nobodys_again() {
    // Given three replicas of which one quit, when another worker joins or the same comes back, then it is refused
    let mut stage = Stage::new(4).opened(replicas(3, 2));
    (0..3).for_each(|worker| drop(stage.join(worker).expect("join")));
    stage.quit(2).expect("quit");
    assert_error(stage.join(3), FurnaceJobsError::JobNotOpen);
    assert_error(stage.join(2), FurnaceJobsError::JobNotOpen);
    assert_error(stage.commit(2, 5), FurnaceJobsError::SeatNotJoined);
}

#[test]
fn a_minority_never_settles() {
    // Given five replicas of which three must agree, when two agree and the others hide, then nobody settles the job,
    // who hides pays for it, and who was right is free
    let mut stage = Stage::committed(3, &[5, 5, 6, 6, 6]);
    stage.reveal(0, 5).expect("reveal");
    stage.reveal(1, 5).expect("reveal");
    stage.after_reveal(1);
    (2..5).for_each(|seat| drop(stage.slash(seat).expect("slash")));
    assert_eq!(stage.state(), JobState::Failed);
    stage.release(0).expect("release");
    stage.release(1).expect("release");
    let to_client = 3 * (EACH.div_ceil(2) * 2 / 5);
    assert_eq!((stage.books(), stage.incomes()), ((DEPOSIT + to_client, 0), vec![0; 5]));
}
