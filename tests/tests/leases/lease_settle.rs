//! Settling: what is earned is paid, to the second, as often as anyone likes and never twice.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_common::fees;
use furnace_common::state::{CloseReason, LeaseState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::scene::DEPOSIT;

use crate::stage::{FUNDED, HELD, RATE, Stage, terms};

#[test]
fn seconds_are_paid_and_divided() {
    // Given a lease that runs for ten minutes
    let mut stage = Stage::running(terms());

    // When anyone settles
    let receipt = stage.at(600).settle().expect("settle");

    // Then the worker's operator, the fire and the market have their parts of 600 seconds
    let parts = fees::settle(600 * RATE, 1_000, 5_000).expect("parts");
    assert_eq!(stage.incomes(), [parts.worker, 0]);
    assert_eq!(stage.books(), (DEPOSIT - HELD, HELD - 600 * RATE));
    let said = (stage.lease, stage.scene.worker.address, [parts.worker, parts.burn, parts.fee, 600, 3_000 * RATE]);
    assert_event(&receipt, "LeaseSettled", said);
    let account = stage.account();
    assert_eq!((account.billed_seconds, account.paid_until), (600, stage.began + 600));
    assert_eq!((account.owed, account.owed_seconds, account.settled_at), (0, 0, stage.began + 600));
}

#[test]
fn every_minute_gives_what_once_gives_to_the_unit() {
    // Given two leases of the same rate, when one is settled every minute and the other once
    let (mut often, mut once) = (Stage::running(terms()), Stage::running(terms()));
    for minute in 1..=59 {
        often.at(60 * minute).settle().expect("settle");
    }
    once.at(3_540).settle().expect("settle");

    // Then everybody has the same
    assert_eq!((often.incomes(), often.books()), (once.incomes(), once.books()));
    assert_eq!((often.scene.network.supply(), once.incomes()[0]), (once.scene.network.supply(), Stage::earned(3_540)));
}

#[test]
fn a_minute_must_pass_between_settlements() {
    // Given a lease that was settled, when it is settled 59 seconds later, then it is refused
    let mut stage = Stage::running(terms());
    assert_error(stage.at(59).settle(), FurnaceJobsError::SettledLately);
    stage.at(60).settle().expect("settle");
    assert_error(stage.settle(), FurnaceJobsError::SettledLately);
    assert_error(stage.at(119).settle(), FurnaceJobsError::SettledLately);
    stage.at(120).settle().expect("settle");
}

#[test]
fn funds_that_run_out_suspend_the_lease_at_that_second() {
    // Given funds for an hour, when nobody settles for two
    let mut stage = Stage::running(terms());
    stage.at(7_200).settle().expect("settle");

    // Then an hour is paid, and the lease is out of funds since then
    let account = stage.account();
    assert_eq!((stage.state(), account.suspended_at), (LeaseState::Suspended, stage.began + FUNDED));
    assert_eq!((account.billed_seconds, account.paid_until), (3_600, stage.began + FUNDED));
    assert_eq!((stage.books(), stage.incomes()), ((DEPOSIT - HELD, 0), [Stage::earned(3_600), 0]));
    assert_error(stage.at(9_000).settle(), FurnaceJobsError::LeaseNotRunning);
}

#[test]
fn the_last_settlement_of_the_funds_does_not_wait() {
    // Given a lease that was settled ten seconds before its funds end, when they do, then it is settled at once
    let mut stage = Stage::running(terms());
    stage.at(FUNDED - 10).settle().expect("settle");
    assert_error(stage.at(FUNDED - 1).settle(), FurnaceJobsError::SettledLately);
    stage.at(FUNDED).settle().expect("settle");
    assert_eq!(stage.account().suspended_at, stage.began + FUNDED);
}

#[test]
fn part_of_a_second_is_paid_and_counts_for_none() {
    // Given funds for an hour and half a second, when they have run out, then all of them are paid, for 3600 seconds
    let mut stage = Stage::running(terms());
    stage.top_up(RATE / 2).expect("top up");
    stage.at(4_000).settle().expect("settle");
    let account = stage.account();
    assert_eq!((account.escrow.paid, account.escrow.reserved), (HELD + RATE / 2, 0));
    assert_eq!((account.billed_seconds, account.suspended_at), (3_600, stage.began + FUNDED));
}

#[test]
fn nothing_is_billed_beyond_the_longest_time() {
    // Given a lease of ten minutes at most, when it is settled much later, and at once again
    let mut stage = Stage::running(LeaseTerms { max_seconds: 600, funded_seconds: 600, ..terms() });
    stage.top_up(100 * RATE).expect("top up");
    stage.at(5_000).settle().expect("settle");
    stage.settle().expect("the last settlement does not wait, and is worth nothing");

    // Then ten minutes are paid
    assert_eq!((stage.account().escrow.paid, stage.account().billed_seconds), (600 * RATE, 600));
}

#[test]
fn a_lease_that_does_not_run_is_not_settled() {
    // Given a lease that is assigned, out of funds or ended, when it is settled, then it is refused
    let mut ended = Stage::running(terms());
    ended.close(CloseReason::Finished).expect("close");
    for mut stage in [Stage::assigned(terms()), Stage::suspended(terms()), ended] {
        let now = stage.scene.network.chain.now();
        stage.scene.network.chain.set_time(now + 300);
        assert_error(stage.settle(), FurnaceJobsError::LeaseNotRunning);
    }
}

#[test]
fn low_funds_are_told_when_they_are_lower_than_the_client_said() {
    // Given a client that wants to be warned of less than 50 minutes
    let mut stage = Stage::running(LeaseTerms { low_seconds: 3_000, ..terms() });

    // When exactly those are left, then nothing is said; a minute later it is
    let warned = |logs: &[String]| logs.iter().filter(|line| line.starts_with("Program data: ")).count();
    let enough = stage.at(600).settle().expect("settle");
    let low = stage.at(660).settle().expect("settle");
    assert_event(&low, "LeaseLow", (stage.lease, 2_940u64));
    assert_eq!((warned(&enough.logs), warned(&low.logs)), (1, 2));
}
