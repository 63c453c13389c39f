//! What becomes of an auction that nobody wins, and of an order that somebody did.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::pda;
use furnace_common::fees;
use furnace_common::state::{CloseReason, LeaseState};
use furnace_tests::errors::assert_error;
use furnace_tests::scene::DEPOSIT;

use crate::order::{KINDS, Kind};
use crate::stage::{CEILING, CLOSE, LAST, Stage};

#[test]
fn an_order_that_nobody_was_given_expires() {
    for kind in KINDS {
        // Given an order with a bid that nobody awards, when it is said to have expired, then it is refused as long as
        // it can be awarded
        let mut stage = Stage::new(kind);
        stage.bid(0, 5).expect("bid");
        for seconds in [CLOSE, CLOSE + 1, LAST] {
            assert_error(stage.at(seconds).expire(), FurnaceJobsError::ClaimWindowOpen);
        }
        // and then all that was held is the client's again
        stage.at(LAST + 1).expire().expect("expire");
        assert_eq!(stage.books(), (DEPOSIT, 0));
        assert!(!stage.account().open);
    }
}

#[test]
fn an_order_that_asked_for_no_bids_expires() {
    for kind in KINDS {
        // Given an order whose client never opened it to bids, when its time is over, then it expires and closes
        let mut stage = Stage::posted(kind);
        stage.at(LAST + 1).expire().expect("expire");
        stage.sweep().expect("close");
        assert_eq!(stage.books(), (DEPOSIT, 0));
    }
}

#[test]
fn the_client_withdraws_from_its_auction() {
    for kind in KINDS {
        for seconds in [0, CLOSE + 1, LAST + 1] {
            // Given an order with bids, when its client withdraws it at any time before the award, then all that was
            // held is its own again
            let mut stage = Stage::new(kind);
            stage.bid(0, 5).expect("bid");
            stage.at(seconds).cancel().expect("cancel");
            assert_eq!(stage.books(), (DEPOSIT, 0));
        }
    }
}

#[test]
fn an_order_that_was_awarded_is_not_withdrawn() {
    for kind in KINDS {
        // Given an order that a bidder got, when its client withdraws it, then it is refused
        let mut stage = Stage::new(kind);
        stage.bid(0, 5).expect("bid");
        stage.award(0, 5).expect("award");
        assert_error(stage.cancel(), kind.not_open());
    }
}

#[test]
fn what_is_up_for_auction_is_not_claimed() {
    for kind in KINDS {
        // Given an order that is up for auction, when a worker claims it, then it is refused: before the bidding,
        // during it, and when it could be awarded
        let mut stage = Stage::posted(kind);
        assert_error(stage.claim(0), kind.auctioned());
        stage.open_bids().expect("bidding opens");
        stage.bid(0, 5).expect("bid");
        for seconds in [0, CLOSE + 1, LAST] {
            assert_error(stage.at(seconds).claim(0), kind.auctioned());
        }
    }
}

#[test]
fn a_job_pays_what_was_bid() {
    // Given a job that was awarded at 8_003, when its worker delivers and the client accepts
    let mut stage = Stage::new(Kind::Job);
    stage.bid(0, 8_003).expect("bid");
    stage.award(0, CEILING).expect("award");
    let (job, client) = (stage.order, stage.client.insecure_clone());
    stage.network.try_start(&stage.contenders[0].worker, job).expect("start");
    stage.network.try_submit(&stage.contenders[0].worker, job).expect("submit");
    stage.network.try_accept(&client, job).expect("accept");

    // Then it paid that and no more, and its worker is free
    stage.verify();
    let parts = fees::settle(8_003, 1_000, 5_000).expect("parts");
    let income = pda::income_vault(&stage.contenders[0].worker.bidder().pool, &pda::heat_mint());
    assert_eq!((stage.network.tokens(&income), stage.books()), (parts.worker, (DEPOSIT - 8_003, 0)));
    assert_eq!((stage.network.state(&job), stage.locked(0)), (JobState::Settled, 0));
    stage.sweep().expect("close");
}

#[test]
fn a_lease_is_billed_at_the_rate_that_was_bid() {
    // Given a lease that was awarded at 8_003 by the second, when its worker runs it for ten minutes
    let mut stage = Stage::new(Kind::Lease);
    stage.bid(0, 8_003).expect("bid");
    stage.award(0, CEILING).expect("award");
    let (lease, client) = (stage.order, stage.client.insecure_clone());
    stage.network.try_lease_start(&stage.contenders[0].worker, lease).expect("start");
    stage.at(600).network.try_lease_close(&client, lease, CloseReason::Finished).expect("close");

    // Then it paid ten minutes of that, the rest came back, and its worker is free
    stage.verify();
    assert_eq!(stage.books(), (DEPOSIT - 600 * 8_003, 0));
    assert_eq!((stage.network.lease_state(&lease), stage.locked(0)), (LeaseState::Closed, 0));
    stage.sweep().expect("sweep");
}
