//! A worker that wants to be paid for time in which it did nothing, and anyone that settles as often as possible.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_common::state::LeaseState;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::DEPOSIT;

use crate::stage::{FUNDED, RATE, Stage, terms};

#[test]
fn only_time_that_was_served_is_billed() {
    // Given a lease of a hundred minutes that is claimed for five minutes, runs for ten, is silent for four, runs for
    // ten more, is out of funds for twenty, and then has funds for longer than its time
    let mut stage = Stage::assigned(LeaseTerms { funded_seconds: 1_200, max_seconds: 6_000, ..terms() });
    stage.at(300).start().expect("start");
    stage.at(900).ping().expect("ping");
    stage.at(1_140).slash().expect("slash");
    stage.answer().expect("answer");
    stage.at(1_900).settle().expect("settle");
    assert_eq!((stage.state(), stage.account().suspended_at), (LeaseState::Suspended, stage.began + 1_740));
    stage.at(2_940).top_up(4_000 * RATE).expect("top up");

    // When its time is up, then it is billed for the twenty minutes and for what was left of its time
    stage.at(9_000).end().expect("end");
    assert_eq!(stage.account().billed_seconds, 1_200 + 3_360);
    assert_eq!(stage.incomes(), [Stage::earned(4_560), 0]);
}

#[test]
fn settling_all_the_time_takes_nothing_from_anyone() {
    // Given a lease that somebody tries to settle every ten seconds, when its funds have run out
    let mut stage = Stage::running(terms());
    let mut settled = 0;
    for moment in 1..=(FUNDED / 10) {
        match stage.at(10 * moment).settle() {
            Ok(_) => settled += 1,
            refused => assert_error(refused, FurnaceJobsError::SettledLately),
        }
    }

    // Then one in six went through, and everybody has what one settlement would have given
    assert_eq!((settled, stage.state()), (60, LeaseState::Suspended));
    assert_eq!((stage.incomes(), stage.books().0), ([Stage::earned(3_600), 0], DEPOSIT - 3_600 * RATE));
}

#[test]
fn settling_after_the_end_again_and_again_pays_nothing() {
    // Given a lease whose time is up, when it is settled ten times, then the time after is never billed
    let mut stage = Stage::running(LeaseTerms { funded_seconds: 1_800, max_seconds: 1_800, ..terms() });
    stage.top_up(1_000 * RATE).expect("top up");
    for moment in 0..10 {
        stage.at(1_800 + moment).settle().expect("settle");
    }
    assert_eq!(stage.account().escrow.paid, 1_800 * RATE);
}

#[test]
fn a_worker_that_is_down_is_not_paid_by_its_own_answer() {
    // Given a worker that was silent for six minutes of which it paid for, when it answers and is silent again at once
    let mut stage = Stage::running(terms());
    stage.at(100).ping().expect("ping");
    stage.at(460).slash().expect("slash");
    stage.answer().expect("answer");
    stage.ping().expect("ping");
    stage.at(700).settle().expect("settle");

    // Then no second of either outage is paid
    assert_eq!(stage.account().escrow.paid, 100 * RATE);
}

#[test]
fn who_held_it_before_has_nothing_of_the_next_ones_time() {
    // Given a lease that the second worker took over, when it is settled with the first one's vaults, then the second
    // is paid all the same
    let mut stage = Stage::assigned(terms());
    let first = stage.payee();
    stage.at(1_021).slash().expect("slash");
    stage.claim_second().expect("claim");
    stage.start_second().expect("start");
    stage.at(1_621);
    let stale = furnace_client::instructions::jobs::lease_settle(stage.lease, &stage.account(), &first);
    assert_error(stage.send(&[stale], &[]), FurnaceJobsError::WrongVault);
    stage.settle().expect("settle");
    assert_eq!(stage.incomes(), [0, Stage::earned(600)]);
}
