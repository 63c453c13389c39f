//! Paying a seat.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::fees;
use furnace_common::state::SeatState;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::DEPOSIT;

use crate::stage::{BURN_BPS, EACH, Stage, TAKE_BPS, gang, replicas};
use crate::steps::aimed;

/// What so many seats leave to their workers together, base units.
fn earned(seats: u64) -> u64 {
    fees::settle(seats * EACH, TAKE_BPS, BURN_BPS).expect("parts").worker
}

#[test]
fn each_seat_is_paid_to_the_unit() {
    // Given a gang of three whose result was accepted, when its seats are paid in any order
    let mut stage = Stage::accepted(3);
    let mut incomes = vec![0; 3];
    for (paid, seat) in [(1, 2), (2, 0), (3, 1)] {
        stage.pay(seat).expect("pay");

        // Then each payment is what the sum of them gives, less what the sum before gave
        incomes[usize::from(seat)] = earned(paid) - earned(paid - 1);
        assert_eq!(stage.incomes(), incomes);
        assert_eq!(stage.books(), (DEPOSIT - 3 * EACH, (3 - paid) * EACH));
        assert_eq!(u64::from(stage.crew().paid), paid);
    }
    assert_eq!(incomes.iter().sum::<u64>(), earned(3));
    assert_eq!(stage.client_balance().spent, 3 * EACH);
}

#[test]
fn who_is_paid_is_free_and_has_done_its_work() {
    // Given a gang whose members submitted after ten and twenty seconds, when one is paid
    let mut stage = Stage::assembled(gang(2));
    stage.at(10).submit(0, 5).expect("submit");
    stage.at(20).submit(1, 5).expect("submit");
    stage.accept().expect("accept");
    stage.pay(1).expect("pay");

    // Then its collateral is free, its time and its job are counted, and the other's are not yet
    assert_eq!((stage.locked(), stage.seats()), (vec![EACH, 0], vec![SeatState::Submitted, SeatState::Paid]));
    let worker = |stage: &Stage, index: usize| stage.network.worker_account(&stage.workers[index].address);
    assert_eq!((worker(&stage, 1).completed, worker(&stage, 1).busy_seconds), (1, 20));
    assert_eq!((worker(&stage, 0).completed, worker(&stage, 0).busy_seconds), (0, 0));
    stage.pay(0).expect("pay");
    assert_eq!((worker(&stage, 0).completed, worker(&stage, 0).busy_seconds), (1, 10));
    let earned = [0, 1].map(|index| stage.network.book(&stage.operators[index].operator).earned[0]);
    assert_eq!(stage.incomes(), earned);
}

#[test]
fn a_replica_is_busy_until_it_committed() {
    // Given replicas that committed after ten seconds and revealed after twenty, when one is paid, then ten count
    let mut stage = Stage::revealed(2, &[5, 5]);
    stage.pay(0).expect("pay");
    assert_eq!(stage.network.worker_account(&stage.workers[0].address).busy_seconds, 10);
}

#[test]
fn a_job_that_replicas_settled_is_counted_once() {
    // Given replicas that agreed, when all are paid, then the client has one settled job, from the first payment on
    let mut stage = Stage::revealed(2, &[5, 5, 5]);
    assert_eq!(stage.client_balance().settled, 0);
    for seat in 0..3 {
        stage.pay(seat).expect("pay");
        assert_eq!(stage.client_balance().settled, 1);
    }
}

#[test]
fn seats_are_paid_once_the_job_is_settled() {
    // Given crews that work, delivered or failed, when a seat is paid, then it is refused
    let mut failed = Stage::revealed(2, &[5, 6]);
    failed.conclude().expect("conclude");
    let running = [Stage::assembled(replicas(2, 2)), Stage::committed(2, &[5, 5]), Stage::delivered(2)];
    for mut stage in running.into_iter().chain([failed]) {
        assert_error(stage.pay(0), FurnaceJobsError::JobNotEnded);
    }
}

#[test]
fn another_result_is_not_paid() {
    // Given replicas that agreed but for one, and one that has not revealed, when these are paid, then it is refused
    let mut stage = Stage::committed(3, &[5, 6, 5, 5, 5]);
    for (seat, result) in [(0, 5), (1, 6), (2, 5), (4, 5)] {
        stage.reveal(seat, result).expect("reveal");
    }
    assert_error(stage.pay(1), FurnaceJobsError::SeatNotPayable);
    assert_error(stage.pay(3), FurnaceJobsError::SeatNotPayable);
    assert_eq!(stage.incomes(), [0; 5]);
}

#[test]
fn a_seat_that_is_none_is_not_paid() {
    // Given a gang whose result was accepted, when a seat is paid that there is not, then it is refused
    let mut stage = Stage::accepted(2);
    for seat in [2, 8, u8::MAX] {
        let none = aimed(stage.payment(0), seat);
        assert_error(stage.send(&[none], &[]), FurnaceJobsError::NoSeat);
    }
}
