//! Asking whether the worker is there.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs;
use furnace_common::state::CloseReason;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::stage::{FUNDED, RATE, Stage, terms};

#[test]
fn from_a_ping_on_nothing_is_billed_until_it_is_answered() {
    // Given a running lease that its client pings after ten minutes
    let mut stage = Stage::running(terms());
    let receipt = stage.at(600).ping().expect("ping");
    assert_event(&receipt, "LeasePinged", (stage.lease, stage.scene.worker.address, stage.began + 600));
    let account = stage.account();
    assert_eq!((account.pinged_at, account.owed, account.owed_seconds), (stage.began + 600, 600 * RATE, 600));

    // When nobody answers and it is settled much later, then ten minutes are paid, however often
    stage.at(2_000).settle().expect("settle");
    stage.at(3_000).settle().expect("settle");
    assert_eq!((stage.account().escrow.paid, stage.account().billed_seconds), (600 * RATE, 600));
}

#[test]
fn one_ping_at_a_time() {
    // Given a ping that nobody answered, when its client pings again, then it is refused
    let mut stage = Stage::running(terms());
    stage.ping().expect("ping");
    assert_error(stage.at(100).ping(), FurnaceJobsError::PingOpen);
    stage.answer().expect("answer");
    stage.ping().expect("the next ping");
}

#[test]
fn only_a_running_lease_is_pinged() {
    // Given a lease that is open, assigned, out of funds or ended, when it is pinged, then it is refused
    for stage in [Stage::open, Stage::assigned, Stage::suspended] {
        assert_error(stage(terms()).ping(), FurnaceJobsError::LeaseNotRunning);
    }
    let mut ended = Stage::running(terms());
    ended.close(CloseReason::Finished).expect("close");
    assert_error(ended.ping(), FurnaceJobsError::LeaseNotRunning);
}

#[test]
fn nobody_is_pinged_who_has_no_duty_any_more() {
    // Given a lease whose time is up, and one whose worker's notice is over, when it is pinged, then it is refused
    let mut late = Stage::running(LeaseTerms { max_seconds: 3_600, ..terms() });
    late.top_up(3_600 * RATE / 2).expect("top up");
    assert_error(late.at(3_600).ping(), FurnaceJobsError::LeaseOver);
    late.at(3_599).ping().expect("ping");
    let mut left = Stage::running(terms());
    left.notice().expect("notice");
    left.top_up(1_800 * RATE).expect("top up");
    assert_error(left.at(3_600).ping(), FurnaceJobsError::LeaseOver);
    left.at(3_599).ping().expect("ping");
}

#[test]
fn a_ping_needs_funds_for_the_minute_that_it_costs() {
    // Given a lease with less than a minute left, when it is pinged, then it is refused; with a minute it is not
    let mut stage = Stage::running(terms());
    assert_error(stage.at(FUNDED - 59).ping(), FurnaceJobsError::FundsTooLow);
    assert_error(stage.at(FUNDED + 500).ping(), FurnaceJobsError::FundsTooLow);
    stage.at(FUNDED - 60).ping().expect("ping");
}

#[test]
fn only_the_client_pings() {
    // Given a running lease, when its worker or a stranger pings, then it is refused
    let mut stage = Stage::running(terms());
    let ping = jobs::lease_ping(stage.lease, &stage.account());
    for party in [stage.scene.worker.key.insecure_clone(), stage.scene.stranger.insecure_clone()] {
        let foreign = replaced(ping.clone(), stage.scene.client.pubkey(), party.pubkey());
        assert_error(stage.send(&[foreign], &[&party]), FurnaceJobsError::NotClient);
    }
}
