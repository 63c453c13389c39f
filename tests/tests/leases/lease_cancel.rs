//! The client withdraws a lease that nobody holds.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs;
use furnace_common::state::{CloseReason, LeaseState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::scene::{DEPOSIT, replaced};
use solana_signer::Signer;

use crate::stage::{HELD, RATE, Stage, terms};

#[test]
fn all_comes_back() {
    // Given an open lease, when its client withdraws it, then all that was held is free
    let mut stage = Stage::open(terms());
    let receipt = stage.at(10).cancel().expect("cancel");
    assert_event(&receipt, "LeaseEnded", (stage.lease, HELD, CloseReason::Cancelled.byte(), [0u8; 7]));
    assert_eq!((stage.books(), stage.state()), ((DEPOSIT, 0), LeaseState::Closed));
    assert_eq!(stage.account().ended_at, stage.began + 10);
}

#[test]
fn a_lease_that_its_worker_left_can_be_withdrawn() {
    // Given a lease that its worker left, when its client withdraws it, then what was not billed is free
    let mut stage = Stage::running(LeaseTerms { funded_seconds: 7_200, ..terms() });
    stage.notice().expect("notice");
    stage.at(3_600).leave().expect("leave");
    stage.cancel().expect("cancel");
    assert_eq!(stage.books(), (DEPOSIT - 3_600 * RATE, 0));
}

#[test]
fn a_lease_that_is_held_or_ended_is_not_withdrawn() {
    // Given a lease that a worker holds, or that ended, when its client withdraws it, then it is refused
    for stage in [Stage::assigned, Stage::running, Stage::suspended] {
        assert_error(stage(terms()).cancel(), FurnaceJobsError::LeaseNotOpen);
    }
    let mut ended = Stage::open(terms());
    ended.cancel().expect("cancel");
    assert_error(ended.cancel(), FurnaceJobsError::LeaseNotOpen);
}

#[test]
fn only_the_client_withdraws() {
    // Given an open lease, when a stranger withdraws it, then it is refused
    let mut stage = Stage::open(terms());
    let stranger = stage.scene.stranger.insecure_clone();
    let cancel = jobs::lease_cancel(stage.lease, &stage.account());
    let foreign = replaced(cancel, stage.scene.client.pubkey(), stranger.pubkey());
    assert_error(stage.send(&[foreign], &[&stranger]), FurnaceJobsError::NotClient);
}
