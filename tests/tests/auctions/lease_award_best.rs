//! Giving a lease to the best bidder: what is a lease's alone.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::limits::LEASE_START_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;

use crate::order::Kind;
use crate::stage::{CEILING, CLOSE, LAST, Stage};

#[test]
fn the_winner_has_its_time_to_start() {
    // Given bids for a lease, when anyone awards the best in the last second to, then the worker starts it in time
    let mut stage = Stage::new(Kind::Lease);
    stage.bid(0, CEILING).expect("bid");
    stage.bid(2, 11).expect("bid");
    let receipt = stage.at(LAST).award_best(2).expect("award");
    let start_by = stage.network.chain.now() + i64::from(LEASE_START_SECONDS);
    assert_event(&receipt, "LeaseAwarded", (stage.order.to_bytes(), stage.address(2).to_bytes(), 11u64, start_by));
    stage.network.chain.set_time(start_by);
    stage.network.try_lease_start(&stage.contenders[2].worker, stage.order).expect("start");
    stage.verify();
}

#[test]
fn nobody_starts_what_it_did_not_win() {
    // Given a lease that the best bidder got, when another bidder starts it, then it is refused
    let mut stage = Stage::new(Kind::Lease);
    stage.bid(0, CEILING).expect("bid");
    stage.bid(2, 11).expect("bid");
    stage.at(CLOSE + 1).award_best(2).expect("award");
    let result = stage.network.try_lease_start(&stage.contenders[0].worker, stage.order);
    assert_error(result, FurnaceJobsError::NotWorker);
}
