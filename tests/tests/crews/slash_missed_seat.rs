//! Punishing the worker of a seat that is late.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::state::{JobState, SeatState};
use furnace_tests::errors::assert_error;
use furnace_tests::scene::{DEPOSIT, STAKE};

use crate::stage::{EACH, Stage, gang, replicas};
use crate::steps::aimed;

/// Half of the collateral, rounded up.
const PENALTY: u64 = EACH.div_ceil(2);
/// Two fifths of the penalty.
const TO_CLIENT: u64 = PENALTY * 2 / 5;

#[test]
fn half_the_collateral_is_divided_and_the_job_of_a_gang_fails() {
    // Given a gang of three of which one missed the deadline, when the stranger reports it
    let mut stage = Stage::assembled(gang(3));
    stage.submit(0, 5).expect("submit");
    stage.submit(2, 5).expect("submit");
    stage.after_deadline(1).slash(1).expect("slash");

    // Then its pool lost half of the collateral, of which client and stranger have their parts
    let pools: Vec<u64> = stage.operators.iter().map(|operator| stage.network.pool(&operator.pool).active).collect();
    assert_eq!(pools, [STAKE, STAKE - PENALTY, STAKE]);
    assert_eq!(stage.network.tokens(&stage.reporter()), PENALTY / 10);
    let ledger = stage.network.ledger();
    assert_eq!((ledger.slashed, ledger.to_clients, ledger.to_reporters), (PENALTY, TO_CLIENT, PENALTY / 10));
    assert_eq!(stage.books(), (DEPOSIT - 2 * EACH + TO_CLIENT, 2 * EACH));

    // and the job has failed, at which nobody else has a part
    assert_eq!((stage.state(), stage.job().ended_at), (JobState::Failed, stage.job().deadline + 1));
    assert_eq!(stage.seats(), [SeatState::Submitted, SeatState::Lost, SeatState::Submitted]);
    assert_eq!(stage.locked(), [EACH, 0, EACH]);
    let worker = stage.network.worker_account(&stage.workers[1].address);
    assert_eq!((worker.jobs, worker.failed, worker.completed), (0, 1, 0));
    stage.release(0).expect("release");
    stage.release(2).expect("release");
    assert_eq!(stage.books(), (DEPOSIT + TO_CLIENT, 0));
}

#[test]
fn replicas_go_on_without_one_that_is_late() {
    // Given three replicas of which one never committed, when it is reported, then the others agree and are paid
    let mut stage = Stage::assembled(replicas(3, 2));
    stage.commit(0, 5).expect("commit");
    stage.commit(2, 5).expect("commit");
    stage.after_deadline(1).slash(1).expect("slash");
    assert_eq!((stage.state(), stage.books().1), (JobState::Running, 2 * EACH));
    stage.reveal(0, 5).expect("reveal");
    stage.reveal(2, 5).expect("reveal");
    stage.pay(0).expect("pay");
    stage.pay(2).expect("pay");
    assert_eq!((stage.state(), stage.books()), (JobState::Settled, (DEPOSIT - 2 * EACH + TO_CLIENT, 0)));
}

#[test]
fn the_job_fails_once_the_quorum_is_out_of_reach() {
    // Given three replicas of which one committed, when both others are reported, then the job has failed with the
    // second, and the one is free
    let mut stage = Stage::assembled(replicas(3, 2));
    stage.commit(0, 5).expect("commit");
    stage.after_deadline(1).slash(1).expect("slash");
    assert_eq!(stage.state(), JobState::Running);
    stage.slash(2).expect("slash");
    assert_eq!((stage.state(), stage.job().ended_at), (JobState::Failed, stage.job().deadline + 1));
    stage.release(0).expect("release");
    assert_eq!((stage.books(), stage.locked()), ((DEPOSIT + 2 * TO_CLIENT, 0), vec![0; 3]));
}

#[test]
fn who_hides_its_result_is_punished_though_the_others_agreed() {
    // Given replicas of which two agreed, when the third is reported while it may still reveal, then it is refused
    let mut stage = Stage::committed(2, &[5, 6, 5]);
    stage.reveal(0, 5).expect("reveal");
    stage.reveal(2, 5).expect("reveal");
    assert_error(stage.after_reveal(0).slash(1), FurnaceJobsError::SeatNotLate);

    // and a second later it is punished, and the job stays settled
    stage.after_reveal(1).slash(1).expect("slash");
    assert_eq!((stage.state(), stage.books().1), (JobState::Settled, 2 * EACH));
    stage.pay(0).expect("pay");
    stage.pay(2).expect("pay");
    assert_eq!(stage.books(), (DEPOSIT - 2 * EACH + TO_CLIENT, 0));
}

#[test]
fn nobody_is_late_at_the_deadline() {
    // Given crews at their deadline, when a worker is reported that has not delivered, then it is refused
    for terms in [gang(2), replicas(2, 2)] {
        let mut stage = Stage::assembled(terms);
        assert_error(stage.after_deadline(0).slash(0), FurnaceJobsError::SeatNotLate);
        assert_eq!(stage.network.ledger().count, 0);
    }
}

#[test]
fn who_delivered_is_not_late() {
    // Given a gang of which one submitted, and replicas of which one committed and one revealed, when these are
    // reported after the deadline, then it is refused
    let mut submitted = Stage::assembled(gang(2));
    submitted.submit(0, 5).expect("submit");
    let mut revealed = Stage::committed(2, &[5, 5]);
    revealed.reveal(0, 5).expect("reveal");
    for mut stage in [submitted, Stage::committed(2, &[5, 5]), revealed] {
        assert_error(stage.after_deadline(1).slash(0), FurnaceJobsError::SeatNotLate);
    }
    // and after the time to reveal it is refused for who revealed alone
    let mut stage = Stage::committed(2, &[5, 5]);
    stage.reveal(0, 5).expect("reveal");
    assert_error(stage.after_reveal(1).slash(0), FurnaceJobsError::SeatNotLate);
    stage.slash(1).expect("slash");
}

#[test]
fn a_job_that_failed_in_time_punishes_nobody_else() {
    // Given a gang of which one quit before the deadline, when another is reported after it, then it is refused, and
    // it is free
    let mut stage = Stage::assembled(gang(2));
    stage.at(30).quit(0).expect("quit");
    assert_error(stage.after_deadline(1).slash(1), FurnaceJobsError::SeatNotLate);
    stage.release(1).expect("release");
}

#[test]
fn nobody_is_late_for_what_never_began() {
    // Given a crew that never filled, open or cancelled, when the one that joined is reported, then it is refused
    for cancelled in [false, true] {
        let mut stage = Stage::open(gang(2));
        stage.join(0).expect("join");
        if cancelled {
            stage.cancel().expect("cancel");
        }
        assert_error(stage.at(100_000).slash(0), FurnaceJobsError::SeatNotLate);
    }
}

#[test]
fn a_seat_that_is_none_is_not_punished() {
    // Given a late gang, when a seat is reported that there is not, then it is refused
    let mut stage = Stage::assembled(gang(2));
    stage.after_deadline(1);
    for seat in [2, 8, u8::MAX] {
        let none = aimed(stage.report(0), seat);
        assert_error(stage.send(&[none], &[]), FurnaceJobsError::NoSeat);
    }
}
