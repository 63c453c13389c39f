//! A worker says when it leaves.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_common::state::{CloseReason, LeaseState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use solana_signer::Signer;

use crate::stage::{RATE, Stage, terms};

#[test]
fn a_worker_leaves_an_hour_after_it_said_so() {
    // Given a running lease in a market with an hour's notice
    let mut stage = Stage::running(terms());

    // When its worker gives notice
    let receipt = stage.at(100).notice().expect("notice");

    // Then it may leave an hour later, and is billed until then
    assert_event(&receipt, "LeaseNoticed", (stage.lease, stage.scene.worker.address, stage.began + 3_700));
    assert_eq!((stage.account().leaves_at, stage.state()), (stage.began + 3_700, LeaseState::Running));
    stage.top_up(1_000 * RATE).expect("top up");
    stage.at(4_500).settle().expect("settle");
    assert_eq!(stage.account().escrow.paid, 3_700 * RATE);
}

#[test]
fn notice_is_given_once() {
    // Given a worker that gave notice, when it does again, then it is refused, and the first one counts
    let mut stage = Stage::running(terms());
    stage.notice().expect("notice");
    assert_error(stage.at(100).notice(), FurnaceJobsError::NoticeGiven);
    assert_eq!(stage.account().leaves_at, stage.began + 3_600);
}

#[test]
fn who_is_pinged_answers_first() {
    // Given a worker that was pinged, when it gives notice, then it is refused
    let mut stage = Stage::running(terms());
    stage.ping().expect("ping");
    assert_error(stage.notice(), FurnaceJobsError::PingOpen);

    // and in one transaction with its answer it is not
    let (key, lease) = (stage.scene.worker.key.insecure_clone(), stage.lease);
    let both = [jobs::lease_answer(key.pubkey(), lease), jobs::lease_notice(key.pubkey(), lease)];
    stage.send(&both, &[&key]).expect("answer and notice");
}

#[test]
fn a_lease_out_of_funds_can_be_left_too() {
    // Given a suspended lease, when its worker gives notice, then it may leave an hour later
    let mut stage = Stage::suspended(terms());
    stage.notice().expect("notice");
    assert_eq!(stage.account().leaves_at, stage.began + 7_200);
}

#[test]
fn who_does_not_serve_has_no_notice_to_give() {
    // Given a lease that is assigned or ended, when its worker gives notice, then it is refused
    assert_error(Stage::assigned(terms()).notice(), FurnaceJobsError::LeaseNotRunning);
    let mut closed = Stage::running(terms());
    closed.close(CloseReason::Unsatisfied).expect("close");
    assert_error(closed.notice(), FurnaceJobsError::LeaseNotRunning);
}

#[test]
fn only_the_key_that_claimed_gives_notice() {
    // Given a running lease, when another worker gives notice for it, then it is refused
    let mut stage = Stage::running(terms());
    let key = stage.second.key.insecure_clone();
    let notice = jobs::lease_notice(key.pubkey(), stage.lease);
    assert_error(stage.send(&[notice], &[&key]), FurnaceJobsError::NotWorker);
}
