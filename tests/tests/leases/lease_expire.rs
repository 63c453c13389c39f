//! Anyone ends a lease that nobody took in time.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_common::limits::AWARD_SECONDS;
use furnace_common::state::{CloseReason, LeaseState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::CLAIM_SECONDS;
use furnace_tests::scene::DEPOSIT;

use crate::stage::{HELD, RATE, Stage, terms};

const CLAIM: i64 = CLAIM_SECONDS as i64;

#[test]
fn once_nobody_can_claim_it_all_comes_back() {
    // Given an open lease in the last second of its time to be claimed
    let mut stage = Stage::open(terms());
    assert_error(stage.at(CLAIM).expire(), FurnaceJobsError::ClaimWindowOpen);

    // When that is over, then anyone ends it
    let receipt = stage.at(CLAIM + 1).expire().expect("expire");
    assert_event(&receipt, "LeaseEnded", (stage.lease, HELD, CloseReason::Expired.byte(), [0u8; 7]));
    assert_eq!((stage.books(), stage.state()), ((DEPOSIT, 0), LeaseState::Closed));
}

#[test]
fn an_auction_waits_for_its_award() {
    // Given a lease up for auction, when the time to bid is over, then there is an hour more
    let mut stage = Stage::open(LeaseTerms { auction: true, ..terms() });
    let over = CLAIM + i64::from(AWARD_SECONDS);
    assert_error(stage.at(over).expire(), FurnaceJobsError::ClaimWindowOpen);
    stage.at(over + 1).expire().expect("expire");
    assert_eq!(stage.books(), (DEPOSIT, 0));
}

#[test]
fn a_lease_that_another_could_not_go_on_with_ends_with_its_time() {
    // Given a lease that its worker left a hundred seconds before its end
    let mut stage = Stage::running(LeaseTerms { funded_seconds: 3_700, max_seconds: 3_700, ..terms() });
    stage.notice().expect("notice");
    stage.at(3_600).leave().expect("leave");

    // When its time is up, then anyone ends it, though it could wait longer for a claim
    assert_error(stage.at(3_699).expire(), FurnaceJobsError::ClaimWindowOpen);
    stage.at(3_700).expire().expect("expire");
    assert_eq!(stage.books(), (DEPOSIT - 3_600 * RATE, 0));
}

#[test]
fn a_lease_that_is_held_or_ended_does_not_expire() {
    // Given a lease that a worker holds, or that ended, when anyone expires it, then it is refused
    for stage in [Stage::assigned, Stage::running, Stage::suspended] {
        assert_error(stage(terms()).at(90_000).expire(), FurnaceJobsError::LeaseNotOpen);
    }
    let mut ended = Stage::open(terms());
    ended.at(CLAIM + 1).expire().expect("expire");
    assert_error(ended.expire(), FurnaceJobsError::LeaseNotOpen);
}
