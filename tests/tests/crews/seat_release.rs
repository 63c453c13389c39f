//! Letting a worker go that is neither paid nor punished.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::pda;
use furnace_common::state::SeatState;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::scene::{DEPOSIT, replaced};

use crate::stage::{EACH, Stage, gang, replicas};
use crate::steps::aimed;

#[test]
fn who_came_to_another_result_is_free_and_unpaid() {
    // Given three replicas of which one disagrees, when anybody releases it
    let mut stage = Stage::revealed(2, &[5, 6, 5]);
    let receipt = stage.release(1).expect("release");

    // Then it has its collateral and its place, no job counted either way, and the client has its price back
    assert_eq!(stage.seats(), [SeatState::Submitted, SeatState::Released, SeatState::Submitted]);
    assert_eq!((stage.locked(), stage.books()), (vec![EACH, 0, EACH], (DEPOSIT - 2 * EACH, 2 * EACH)));
    let worker = stage.network.worker_account(&stage.workers[1].address);
    assert_eq!((worker.jobs, worker.completed, worker.failed, worker.busy_seconds), (0, 0, 0, 0));
    let parties = (stage.job.to_bytes(), stage.workers[1].address.to_bytes());
    assert_event(&receipt, "SeatReleased", (parties, EACH));
}

#[test]
fn seats_of_a_job_that_was_settled_are_released_in_any_order() {
    // Given replicas of which two disagree with three, when paid and released seats alternate, then nothing is left
    let mut stage = Stage::revealed(3, &[6, 5, 7, 5, 5]);
    stage.pay(1).expect("pay");
    stage.release(2).expect("release");
    stage.pay(3).expect("pay");
    stage.pay(4).expect("pay");
    stage.release(0).expect("release");
    assert_eq!((stage.books(), stage.locked()), ((DEPOSIT - 3 * EACH, 0), vec![0; 5]));
}

#[test]
fn nobody_goes_while_the_job_needs_it() {
    // Given seats that work, committed, or delivered, of jobs that have not ended, when one is released, then it is
    // refused
    let mut waiting = Stage::open(gang(2));
    waiting.join(0).expect("join");
    let working = [Stage::assembled(replicas(2, 2)), Stage::committed(2, &[5, 5]), Stage::delivered(2)];
    for mut stage in working.into_iter().chain([waiting]) {
        assert_error(stage.release(0), FurnaceJobsError::SeatNotFree);
    }
}

#[test]
fn who_is_to_be_paid_or_has_yet_to_reveal_is_not_released() {
    // Given replicas that agreed, of which one still hides its result, when any is released, then it is refused
    let mut stage = Stage::committed(2, &[5, 5, 5]);
    stage.reveal(0, 5).expect("reveal");
    stage.reveal(1, 5).expect("reveal");
    for seat in 0..3 {
        assert_error(stage.release(seat), FurnaceJobsError::SeatNotFree);
    }
    // and so is a member of a gang that was accepted
    let mut stage = Stage::accepted(2);
    assert_error(stage.release(0), FurnaceJobsError::SeatNotFree);
}

#[test]
fn nobody_goes_twice() {
    // Given seats that were released, paid and punished, when each is released, then it is refused
    let mut stage = Stage::committed(2, &[6, 5, 5]);
    stage.reveal(1, 5).expect("reveal");
    stage.reveal(2, 5).expect("reveal");
    stage.pay(1).expect("pay");
    stage.after_reveal(1).slash(0).expect("slash");
    assert_error(stage.release(0), FurnaceJobsError::SeatNotFree);
    assert_error(stage.release(1), FurnaceJobsError::SeatNotFree);
    let mut stage = Stage::revealed(2, &[5, 6, 5]);
    stage.release(1).expect("release");
    assert_error(stage.release(1), FurnaceJobsError::SeatNotFree);
}

#[test]
fn a_seat_that_is_none_is_not_released() {
    // Given a crew of which one of two seats is taken and that was cancelled, when another is released, then it is
    // refused
    let mut stage = Stage::open(gang(2));
    stage.join(0).expect("join");
    stage.cancel().expect("cancel");
    for seat in [1, 2, u8::MAX] {
        let none = aimed(stage.releasing(0), seat);
        assert_error(stage.send(&[none], &[]), FurnaceJobsError::NoSeat);
    }
}

#[test]
fn the_worker_and_its_operator_are_the_seats() {
    // Given a replica that is free, when another's worker or operator is released in its place, then it is refused
    let mut stage = Stage::revealed(2, &[5, 6, 5]);
    let release = stage.releasing(1);
    let workers = [0, 1].map(|index| stage.workers[index].address);
    let operators = [0, 1].map(|index| pda::operator(&stage.workers[index].wallet));
    let operator = replaced(release.clone(), operators[1], operators[0]);
    assert_error(stage.send(std::slice::from_ref(&operator), &[]), FurnaceJobsError::JobMismatch);
    let both = replaced(operator, workers[1], workers[0]);
    assert_error(stage.send(&[both], &[]), FurnaceJobsError::JobMismatch);
}
