//! Giving a lease to a bidder of the client's choice: what is a lease's alone.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::limits::LEASE_START_SECONDS;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::events::assert_event;
use furnace_tests::scene::DEPOSIT;
use solana_instruction::error::InstructionError;

use crate::order::Kind;
use crate::stage::{CEILING, Stage};

/// A lease with a bid of 8_003 by the second.
fn auction() -> Stage {
    let mut stage = Stage::new(Kind::Lease);
    stage.bid(1, 8_003).expect("bid");
    stage
}

#[test]
fn an_award_says_whom_and_at_what_rate() {
    // Given a bid for a lease, when it is awarded, then the worker has its time to start from now on
    let mut stage = auction();
    let receipt = stage.at(20).award(1, CEILING).expect("award");
    let start_by = stage.network.chain.now() + i64::from(LEASE_START_SECONDS);
    let lease = stage.network.lease(&stage.order);
    assert_eq!((lease.start_by, lease.claimed_at, lease.rate), (start_by, stage.network.chain.now(), 8_003));
    let said = (stage.order.to_bytes(), stage.address(1).to_bytes(), 8_003u64, start_by);
    assert_event(&receipt, "LeaseAwarded", said);
}

#[test]
fn what_is_paid_ahead_lasts_as_long_at_the_rate_that_was_bid() {
    // Given a lease that is paid an hour ahead, when a bid is awarded, then an hour at its rate is held
    let mut stage = auction();
    stage.award(1, CEILING).expect("award");
    assert_eq!(stage.books(), (DEPOSIT - 3_600 * 8_003, 3_600 * 8_003));
}

#[test]
fn what_was_put_in_meanwhile_stays() {
    // Given a lease into which its client put more during the auction
    let mut stage = auction();
    let (client, lease) = (stage.client.insecure_clone(), stage.order);
    stage.network.try_top_up(&client, lease, 12_345).expect("top up");
    stage.verify();

    // When a bid is awarded, then the difference for the hour comes back, and no more
    stage.award(1, CEILING).expect("award");
    assert_eq!(stage.books().1, 3_600 * 8_003 + 12_345);
}

#[test]
fn a_lease_is_not_awarded_twice() {
    // Given a lease with two bids of which one was awarded, when its client awards the other, then there are no bids
    let mut stage = auction();
    stage.bid(0, 9_001).expect("bid");
    let again = stage.awarding(0, CEILING);
    stage.award(1, CEILING).expect("award");
    let client = stage.client.insecure_clone();
    let outcome = stage.send(&[again], &[&client]);
    assert_runtime_error(outcome, InstructionError::AccountDataTooSmall);
}

#[test]
fn a_rate_that_was_raised_is_not_what_the_client_chose() {
    // Given a bid whose worker raised the rate, when the client awards it for the old one, then it is refused
    let mut stage = auction();
    stage.bid(1, 8_004).expect("a higher bid");
    assert_error(stage.award(1, 8_003), FurnaceJobsError::BidRaised);
}
