//! Rank 0 tells the others how to reach it.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_tests::errors::assert_error;

use crate::stage::{Stage, gang, replicas};

#[test]
fn the_first_tells_each_of_the_others() {
    // Given a gang of three at work, when rank 0 tells both others how to reach it, and one of them again
    let mut stage = Stage::assembled(gang(3));
    for (rank, rendezvous) in [(1, 5), (2, 6), (1, 7)] {
        stage.meet(0, rank, rendezvous).expect("meet");
    }

    // Then each finds in its seat what it was told last, and rank 0 nothing
    assert_eq!([0, 1, 2].map(|seat| stage.seat(seat).rendezvous), [[0; 96], [7; 96], [6; 96]]);
}

#[test]
fn nobody_but_the_first_tells() {
    // Given a gang at work, when another member tells, then it is refused
    let mut stage = Stage::assembled(gang(3));
    assert_error(stage.meet(1, 2, 5), FurnaceJobsError::NotWorker);
    assert_error(stage.meet(1, 1, 5), FurnaceJobsError::NotWorker);
}

#[test]
fn only_others_are_told() {
    // Given a gang of three, when rank 0 tells itself, or a rank that nobody has, then it is refused
    let mut stage = Stage::assembled(gang(3));
    for rank in [0, 3, 8, u8::MAX] {
        assert_error(stage.meet(0, rank, 5), FurnaceJobsError::NoSeat);
    }
}

#[test]
fn a_gang_meets_while_it_works() {
    // Given a gang that waits for its second, or that delivered, when rank 0 tells, then it is refused
    let mut waiting = Stage::open(gang(2));
    waiting.join(0).expect("join");
    for mut stage in [waiting, Stage::delivered(2)] {
        assert_error(stage.meet(0, 1, 5), FurnaceJobsError::JobNotRunning);
    }
}

#[test]
fn replicas_do_not_meet() {
    // Given replicas at work, when the first tells another how to reach it, then it is refused
    let mut stage = Stage::assembled(replicas(2, 2));
    assert_error(stage.meet(0, 1, 5), FurnaceJobsError::WrongCrew);
}
