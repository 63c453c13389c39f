//! Anyone ends a lease whose time is up, or whose funds and grace are.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_common::state::{CloseReason, LeaseState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::scene::DEPOSIT;

use crate::stage::{FUNDED, HELD, RATE, Stage, terms};

/// A lease of half an hour at most, with nothing left over at its end.
fn half_an_hour() -> LeaseTerms {
    LeaseTerms { funded_seconds: 1_800, max_seconds: 1_800, ..terms() }
}

#[test]
fn when_its_time_is_up_the_rest_is_paid_and_returned() {
    // Given a lease of half an hour that has funds for an hour
    let mut stage = Stage::running(half_an_hour());
    stage.top_up(1_800 * RATE).expect("top up");
    assert_error(stage.at(1_799).end(), FurnaceJobsError::LeaseGoesOn);

    // When anyone ends it at its end
    let receipt = stage.at(1_800).end().expect("end");

    // Then half an hour is paid and the rest is free
    assert_event(&receipt, "LeaseEnded", (stage.lease, 1_800 * RATE, CloseReason::TimeUp.byte(), [0u8; 7]));
    assert_eq!((stage.state(), stage.account().reason), (LeaseState::Closed, CloseReason::TimeUp.byte()));
    assert_eq!((stage.books(), stage.incomes()), ((DEPOSIT - 1_800 * RATE, 0), [Stage::earned(1_800), 0]));
    let worker = stage.scene.network.worker_account(&stage.scene.worker.address);
    assert_eq!((worker.completed, worker.busy_seconds, stage.scene.locked()), (1, 1_800, 0));
}

#[test]
fn whenever_it_is_said_the_end_is_the_end() {
    // Given a lease that nobody ended for a year, when anyone does, then no second more is paid
    let mut stage = Stage::running(half_an_hour());
    stage.top_up(1_800 * RATE).expect("top up");
    stage.at(365 * 86_400).end().expect("end");
    assert_eq!(stage.books(), (DEPOSIT - 1_800 * RATE, 0));
}

#[test]
fn when_funds_and_grace_are_over_anyone_ends_it() {
    // Given a lease out of funds, in the last second of its grace
    let mut stage = Stage::suspended(terms());
    assert_error(stage.at(FUNDED + 3_600).end(), FurnaceJobsError::LeaseGoesOn);

    // When that is over, then anyone ends it, and the worker is free
    stage.at(FUNDED + 3_601).end().expect("end");
    assert_eq!((stage.state(), stage.account().reason), (LeaseState::Closed, CloseReason::OutOfFunds.byte()));
    assert_eq!((stage.books(), stage.scene.locked()), ((DEPOSIT - HELD, 0), 0));
    assert_eq!(stage.scene.network.worker_account(&stage.scene.worker.address).completed, 1);
}

#[test]
fn a_lease_out_of_funds_ends_with_its_time_too() {
    // Given a lease whose funds and time end together, when anyone ends it after a settlement, then its time is up
    let mut stage = Stage::running(half_an_hour());
    stage.at(1_800).settle().expect("settle");
    assert_eq!(stage.state(), LeaseState::Suspended);
    stage.end().expect("end");
    assert_eq!(stage.account().reason, CloseReason::TimeUp.byte());
}

#[test]
fn a_lease_that_goes_on_is_not_ended() {
    // Given a lease that is assigned or runs, or whose funds ran out unseen, when anyone ends it, then it is refused
    assert_error(Stage::assigned(terms()).at(500).end(), FurnaceJobsError::LeaseGoesOn);
    let mut stage = Stage::running(terms());
    assert_error(stage.end(), FurnaceJobsError::LeaseGoesOn);
    // Whether funds are over shows when it is settled
    assert_error(stage.at(80_000).end(), FurnaceJobsError::LeaseGoesOn);
    stage.settle().expect("settle");
    stage.end().expect("end");
}

#[test]
fn an_outage_is_paid_for_first() {
    // Given a lease whose time is up, and a worker that was silent for the last four minutes of it
    let mut stage = Stage::running(half_an_hour());
    stage.at(1_560).ping().expect("ping");
    assert_error(stage.at(1_800).end(), FurnaceJobsError::PenaltyDue);

    // When the penalty is taken, then it ends, and what was billed is the time until the ping
    stage.slash().expect("slash");
    stage.end().expect("end");
    assert_eq!((stage.account().reason, stage.account().billed_seconds), (CloseReason::TimeUp.byte(), 1_560));
}

#[test]
fn a_lease_that_nobody_holds_is_not_ended() {
    // Given a lease that its worker left, and one that ended, when anyone ends it, then it is refused
    let mut left = Stage::running(LeaseTerms { funded_seconds: 7_200, ..terms() });
    left.notice().expect("notice");
    left.at(3_600).leave().expect("leave");
    assert_error(left.at(90_000).end(), FurnaceJobsError::LeaseNotHeld);
    let mut ended = Stage::running(terms());
    ended.close(CloseReason::Finished).expect("close");
    assert_error(ended.at(90_000).end(), FurnaceJobsError::LeaseNotHeld);
}

#[test]
fn who_only_claimed_is_free_when_the_time_is_up() {
    // Given a second worker that claimed a lease in its last minutes, when its time is up, then it is free unpaid
    let mut stage = Stage::running(LeaseTerms { max_seconds: 3_700, funded_seconds: 3_700, ..terms() });
    stage.notice().expect("notice");
    stage.at(3_600).leave().expect("leave");
    stage.claim_second().expect("claim");
    stage.at(3_700).end().expect("end");
    assert_eq!(stage.incomes(), [Stage::earned(3_600), 0]);
    let second = stage.scene.network.worker_account(&stage.second.address);
    assert_eq!((second.jobs, second.completed, second.failed), (0, 0, 0));
}
