//! The whole life of replicas, from the order to the last account.

use furnace_common::state::{JobState, SeatState};
use furnace_tests::scene::DEPOSIT;

use crate::stage::{EACH, Stage, replicas};

/// Closes crew and job, and asserts that nothing of them is left.
fn farewell(mut stage: Stage) {
    assert_eq!((stage.books().1, stage.locked()), (0, vec![0; stage.operators.len()]));
    stage.close_crew().expect("close");
    stage.close_job().expect("close");
    assert_eq!(stage.books().1, 0);
}

#[test]
fn three_agree() {
    // Given three replicas with one result, when all reveal and are paid, then each has its price
    let mut stage = Stage::revealed(2, &[5, 5, 5]);
    assert_eq!((stage.state(), stage.job().result_hash), (JobState::Settled, [5; 32]));
    (0..3).for_each(|seat| drop(stage.pay(seat).expect("pay")));
    assert_eq!(stage.books(), (DEPOSIT - 3 * EACH, 0));
    assert!(stage.incomes().iter().all(|income| *income > EACH * 89 / 100));
    farewell(stage);
}

#[test]
fn one_of_three_disagrees() {
    for (dissenter, results) in [[6, 5, 5], [5, 6, 5], [5, 5, 6]].iter().enumerate() {
        // Given three replicas of which one came to another result, when the two are paid and it is released
        let mut stage = Stage::revealed(2, results);
        for seat in 0..3 {
            match usize::from(seat) == dissenter {
                true => stage.release(seat).expect("release"),
                false => stage.pay(seat).expect("pay"),
            };
        }

        // Then it has neither money nor a penalty, and the client paid for two
        assert_eq!((stage.incomes()[dissenter], stage.network.ledger().count), (0, 0));
        assert_eq!(stage.books(), (DEPOSIT - 2 * EACH, 0));
        assert_eq!(stage.seats()[dissenter], SeatState::Released);
        farewell(stage);
    }
}

#[test]
fn all_of_eight_must_agree() {
    // Given eight replicas all of which must agree, when they do, then the last to reveal settles the job
    let mut stage = Stage::committed(8, &[5; 8]);
    for seat in 0..8 {
        assert_eq!(stage.state(), JobState::Running);
        stage.reveal(seat, 5).expect("reveal");
    }
    assert_eq!(stage.state(), JobState::Settled);
    (0..8).for_each(|seat| drop(stage.pay(seat).expect("pay")));
    assert_eq!(stage.books(), (DEPOSIT - 8 * EACH, 0));
    farewell(stage);
}

#[test]
fn nobody_has_a_majority() {
    // Given five replicas of which three must agree, when no three do, then nobody is paid or punished
    let mut stage = Stage::revealed(3, &[5, 6, 5, 6, 7]);
    assert_eq!(stage.state(), JobState::Running);
    stage.conclude().expect("conclude");
    (0..5).for_each(|seat| drop(stage.release(seat).expect("release")));
    assert_eq!((stage.books(), stage.incomes()), ((DEPOSIT, 0), vec![0; 5]));
    farewell(stage);
}

#[test]
fn one_of_each_kind() {
    // Given five replicas: two agree with a third, one quits, one disagrees, when all of it is done in turn
    let mut stage = Stage::assembled(replicas(5, 3));
    stage.at(1).quit(3).expect("quit");
    for (seat, result) in [(0, 5), (1, 5), (2, 5), (4, 6)] {
        stage.at(10).commit(seat, result).expect("commit");
    }
    for (seat, result) in [(0, 5), (1, 5), (4, 6), (2, 5)] {
        stage.reveal(seat, result).expect("reveal");
    }
    (0..3).for_each(|seat| drop(stage.pay(seat).expect("pay")));
    stage.release(4).expect("release");
    let to_client = stage.network.ledger().to_clients;
    assert_eq!((stage.books(), to_client), ((DEPOSIT - 3 * EACH + to_client, 0), EACH.div_ceil(10) * 2 / 5));
    let ends = [SeatState::Paid, SeatState::Paid, SeatState::Paid, SeatState::Lost, SeatState::Released];
    assert_eq!(stage.seats(), ends);
    farewell(stage);
}
