//! Starting: from then on a lease is billed.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs;
use furnace_common::state::LeaseState;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use solana_signer::Signer;

use crate::stage::{RATE, Stage, terms};

#[test]
fn the_clock_of_the_bill_begins_to_run() {
    // Given a lease that was claimed five minutes ago
    let mut stage = Stage::assigned(terms());

    // When its worker starts
    let receipt = stage.at(300).start().expect("start");

    // Then it is billed from now on, and lasts for a day from now
    let now = stage.began + 300;
    assert_event(&receipt, "LeaseStarted", (stage.lease, stage.scene.worker.address, now + 86_400));
    let account = stage.account();
    assert_eq!((stage.state(), account.started_at, account.ends_at), (LeaseState::Running, now, now + 86_400));
    stage.at(400).settle().expect("settle");
    assert_eq!(stage.account().escrow.paid, 100 * RATE);
}

#[test]
fn the_tenth_minute_is_the_last() {
    // Given a claimed lease, when it is started after ten minutes, then it runs; a second later no more
    let mut stage = Stage::assigned(terms());
    stage.at(600).start().expect("start");
    let mut late = Stage::assigned(terms());
    assert_error(late.at(601).start(), FurnaceJobsError::StartOver);
}

#[test]
fn a_lease_is_started_once() {
    // Given a lease that is open, runs or is out of funds, when it is started, then it is refused
    for stage in [Stage::running, Stage::suspended] {
        assert_error(stage(terms()).start(), FurnaceJobsError::LeaseNotAssigned);
    }
    // Before the first claim there is no key that could
    assert_error(Stage::open(terms()).start(), FurnaceJobsError::NotWorker);
    let mut left = Stage::running(terms());
    left.notice().expect("notice");
    left.top_up(60 * RATE).expect("top up");
    left.at(3_600).leave().expect("leave");
    assert_error(left.start(), FurnaceJobsError::LeaseNotAssigned);
}

#[test]
fn only_the_key_that_claimed_starts() {
    // Given a claimed lease, when another worker starts it, then it is refused
    let mut stage = Stage::assigned(terms());
    assert_error(stage.start_second(), FurnaceJobsError::NotWorker);
    let (operator, lease) = (stage.scene.operator.wallet.insecure_clone(), stage.lease);
    let start = jobs::lease_start(operator.pubkey(), lease);
    assert_error(stage.send(&[start], &[&operator]), FurnaceJobsError::NotWorker);
}

#[test]
fn a_second_start_gives_no_second_day() {
    // Given a lease that its first worker left after an hour
    let mut stage = Stage::running(LeaseTerms { funded_seconds: 7_200, ..terms() });
    stage.notice().expect("notice");
    stage.at(3_600).leave().expect("leave");
    let ends_at = stage.account().ends_at;

    // When a second one starts, then the lease ends when it would have
    stage.claim_second().expect("claim");
    stage.at(3_700).start_second().expect("start");
    let account = stage.account();
    assert_eq!((account.ends_at, account.started_at), (ends_at, stage.began));
    assert_eq!(account.paid_until, stage.began + 3_700);
}
