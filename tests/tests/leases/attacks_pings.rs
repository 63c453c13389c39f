//! A client that pings so as not to pay.

use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_common::state::CloseReason;
use furnace_tests::scene::DEPOSIT;

use crate::stage::{RATE, Stage, terms};

#[test]
fn a_client_that_pings_and_closes_pays_to_the_second() {
    // Given a client that pings and ends its lease before the worker must have answered
    let mut stage = Stage::running(terms());
    stage.at(1_000).ping().expect("ping");
    stage.at(1_180).close(CloseReason::Finished).expect("close");

    // Then it pays for the time since the ping too
    assert_eq!((stage.books(), stage.account().billed_seconds), ((DEPOSIT - 1_180 * RATE, 0), 1_180));
}

#[test]
fn a_client_that_settles_behind_its_ping_holds_nothing_back() {
    // Given a client that pings and settles at once, when the worker answers, then nothing is missing
    let mut stage = Stage::running(terms());
    stage.at(1_000).ping().expect("ping");
    stage.at(1_100).settle().expect("settle");
    stage.at(1_180).answer().expect("answer");
    stage.at(1_300).settle().expect("settle");
    assert_eq!(stage.account().escrow.paid, (1_300 + 60) * RATE);
}

#[test]
fn a_client_that_pings_all_the_time_pays_for_it() {
    // Given a client that pings twenty times within a minute, when the worker answers each, then it has a minute for
    // each
    let mut stage = Stage::running(terms());
    for second in 1..=20 {
        stage.at(3 * second).ping().expect("ping");
        stage.at(3 * second + 1).answer().expect("answer");
    }
    stage.at(61).settle().expect("settle");
    assert_eq!((stage.account().escrow.paid, stage.account().billed_seconds), ((61 + 20 * 60) * RATE, 61));
}

#[test]
fn a_ping_just_before_the_time_is_up_saves_nothing() {
    // Given a client that pings a minute before its lease's time is up, when anyone ends it before the worker must
    // have answered
    let mut stage = Stage::running(LeaseTerms { funded_seconds: 1_800, max_seconds: 1_800, ..terms() });
    stage.at(1_740).ping().expect("ping");
    stage.at(1_800).end().expect("end");

    // Then the last minute is paid as if it had closed the lease itself
    assert_eq!(stage.account().escrow.paid, 1_800 * RATE);
}

#[test]
fn a_ping_just_before_the_worker_leaves_saves_nothing() {
    // Given a client that pings a minute before its worker may leave, when anyone lets it go before it must have
    // answered
    let mut stage = Stage::running(LeaseTerms { funded_seconds: 7_200, ..terms() });
    stage.notice().expect("notice");
    stage.at(3_540).ping().expect("ping");
    stage.at(3_600).leave().expect("leave");

    // Then the last minute is paid
    assert_eq!(stage.account().escrow.paid, 3_600 * RATE);
}
