//! Ending a job at which nobody can deliver any more.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::state::JobState;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::scene::DEPOSIT;

use crate::stage::{EACH, Stage, gang, replicas};

#[test]
fn a_gang_that_missed_its_deadline_is_concluded() {
    // Given a gang of which one submitted, when it is concluded at the deadline, then it is refused
    let mut stage = Stage::assembled(gang(2));
    stage.submit(0, 5).expect("submit");
    assert_error(stage.after_deadline(0).conclude(), FurnaceJobsError::CrewGoesOn);

    // and a second later the job has failed, who submitted is free, and who did not is to be punished
    let receipt = stage.after_deadline(1).conclude().expect("conclude");
    assert_eq!((stage.state(), stage.job().ended_at), (JobState::Failed, stage.job().deadline + 1));
    assert_event(&receipt, "CrewFailed", stage.job.to_bytes());
    stage.release(0).expect("release");
    assert_error(stage.release(1), FurnaceJobsError::SeatNotFree);
    stage.slash(1).expect("slash");
    assert_eq!(stage.books().1, 0);
}

#[test]
fn replicas_that_do_not_agree_are_concluded_at_once() {
    // Given three replicas with three results, when anybody concludes long before the deadline
    let mut stage = Stage::revealed(2, &[5, 6, 7]);
    stage.conclude().expect("conclude");

    // Then the job has failed, nobody is punished, and the client has everything back
    assert_eq!(stage.state(), JobState::Failed);
    (0..3).for_each(|seat| drop(stage.release(seat).expect("release")));
    assert_eq!((stage.books(), stage.locked()), ((DEPOSIT, 0), vec![0; 3]));
    assert_eq!(stage.client_balance().settled, 0);
}

#[test]
fn who_committed_is_waited_for_until_the_time_to_reveal_is_over() {
    // Given two replicas one of which revealed, when anybody concludes while the other may still reveal, then it is
    // refused, and a second later it is not
    let mut stage = Stage::committed(2, &[5, 5]);
    stage.reveal(0, 5).expect("reveal");
    assert_error(stage.after_deadline(1).conclude(), FurnaceJobsError::CrewGoesOn);
    assert_error(stage.after_reveal(0).conclude(), FurnaceJobsError::CrewGoesOn);
    stage.after_reveal(1).conclude().expect("conclude");
    assert_error(stage.release(1), FurnaceJobsError::SeatNotFree);
    stage.slash(1).expect("slash");
    stage.release(0).expect("release");
}

#[test]
fn who_can_only_be_late_is_not_waited_for() {
    // Given three replicas of which one never committed and two disagree, when anybody concludes after the deadline
    let mut stage = Stage::assembled(replicas(3, 2));
    stage.commit(0, 5).expect("commit");
    stage.commit(1, 6).expect("commit");
    stage.after_deadline(1).reveal(0, 5).expect("reveal");
    assert_error(stage.conclude(), FurnaceJobsError::CrewGoesOn);
    stage.reveal(1, 6).expect("reveal");
    stage.conclude().expect("conclude");

    // Then the two are free, and the late one is punished, though the job has failed
    assert_error(stage.release(2), FurnaceJobsError::SeatNotFree);
    stage.slash(2).expect("slash");
    stage.release(0).expect("release");
    stage.release(1).expect("release");
    assert_eq!(stage.books().1, 0);
}

#[test]
fn only_a_crew_at_work_is_concluded() {
    // Given crews that wait, delivered, were accepted, agreed or failed, when anybody concludes, then it is refused
    let mut failed = Stage::revealed(2, &[5, 6]);
    failed.conclude().expect("conclude");
    let ended = [Stage::accepted(2), Stage::revealed(2, &[5, 5]), failed];
    for mut stage in [Stage::open(gang(2)), Stage::delivered(2)].into_iter().chain(ended) {
        assert_error(stage.conclude(), FurnaceJobsError::JobNotRunning);
    }
}

#[test]
fn what_is_held_stays_held_until_the_seats_end() {
    // Given a gang that was concluded, then all is still held, and each seat that ends frees its part
    let mut stage = Stage::assembled(gang(3));
    stage.after_deadline(1).conclude().expect("conclude");
    assert_eq!(stage.books(), (DEPOSIT - 3 * EACH, 3 * EACH));
    for (seat, left) in [(1, 2), (2, 1), (0, 0)] {
        stage.slash(seat).expect("slash");
        assert_eq!(stage.books().1, left * EACH);
    }
}
