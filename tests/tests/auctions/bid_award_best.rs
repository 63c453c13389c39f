//! Giving an order to the best bidder, once the bidding is over.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::DEPOSIT;

use crate::order::KINDS;
use crate::stage::{CEILING, CLOSE, LAST, Stage};

/// Of these two bidders the better one gets the order, and the other one does not.
#[track_caller]
fn assert_better(stage: &mut Stage, better: usize, other: usize) {
    stage.at(CLOSE + 1);
    assert_error(stage.award_best(other), FurnaceJobsError::NotBestBid);
    stage.award_best(better).expect("award");
    assert_eq!(stage.account().worker, stage.address(better));
}

#[test]
fn anyone_gives_it_at_the_bids_price() {
    for kind in KINDS {
        // Given bids, when the bidding is over and a stranger awards the best
        let mut stage = Stage::new(kind);
        for (who, price) in [(0, 9_001), (1, 8_003), (2, CEILING)] {
            stage.bid(who, price).expect("bid");
        }
        stage.at(CLOSE + 1).award_best(1).expect("award");

        // Then its worker holds the order, what it asks for is held, the collateral is the ceiling's, losers hold nothing
        let order = stage.account();
        assert_eq!((order.worker, order.price, order.held), (stage.address(1), 8_003, true));
        assert_eq!(stage.books(), (DEPOSIT - kind.held(8_003), kind.held(8_003)));
        assert_eq!([0, 1, 2].map(|who| stage.locked(who)), [0, kind.held(CEILING), 0]);
        assert!(!stage.takes_bids());
    }
}

#[test]
fn the_lowest_price_is_the_best() {
    for kind in KINDS {
        // Given a low bid of a worker without a record, and a higher, earlier one of a worker with a record, when the
        // best is awarded, then it is the low one
        let mut stage = Stage::new(kind);
        stage.succeed(0);
        stage.bid(0, 11).expect("bid");
        stage.at(1).bid(1, 10).expect("bid");
        assert_better(&mut stage, 1, 0);
    }
}

#[test]
fn of_equal_prices_the_better_record_is_the_best() {
    for kind in KINDS {
        // Given equal bids, the later of the worker that delivered, when the best is awarded, then it is that one
        let mut stage = Stage::new(kind);
        stage.succeed(1);
        stage.bid(0, 10).expect("bid");
        stage.at(1).bid(1, 10).expect("bid");
        assert_better(&mut stage, 1, 0);

        // and of two that delivered, that which also gave up is the worse
        let mut stage = Stage::new(kind);
        (0..2).for_each(|who| stage.succeed(who));
        stage.fail(0);
        stage.bid(0, 10).expect("bid");
        stage.at(1).bid(1, 10).expect("bid");
        assert_better(&mut stage, 1, 0);
    }
}

#[test]
fn a_record_counts_as_it_was_when_the_worker_bid() {
    for kind in KINDS {
        // Given equal bids, of which the later one's worker delivers a job after it, when the best is awarded, then it
        // is the earlier one
        let mut stage = Stage::new(kind);
        stage.bid(0, 10).expect("bid");
        stage.at(1).bid(1, 10).expect("bid");
        stage.succeed(1);
        assert_better(&mut stage, 0, 1);
    }
}

#[test]
fn of_equal_bids_the_earlier_is_the_best() {
    for kind in KINDS {
        // Given equal bids, when the best is awarded, then it is the earlier one
        let mut stage = Stage::new(kind);
        stage.bid(1, 10).expect("bid");
        stage.at(1).bid(0, 10).expect("bid");
        assert_better(&mut stage, 1, 0);

        // and who bids the same again is the later one
        let mut stage = Stage::new(kind);
        stage.bid(1, 10).expect("bid");
        stage.at(1).bid(0, 10).expect("bid");
        stage.at(2).bid(1, 10).expect("the same bid");
        assert_better(&mut stage, 0, 1);
    }
}

#[test]
fn of_bids_of_one_second_the_first_is_the_best() {
    for kind in KINDS {
        // Given equal bids of the same second, when the best is awarded, then it is the one that came first
        let mut stage = Stage::new(kind);
        for who in [2, 0, 1] {
            stage.bid(who, 10).expect("bid");
        }
        stage.at(CLOSE + 1);
        assert_error(stage.award_best(0), FurnaceJobsError::NotBestBid);
        assert_better(&mut stage, 2, 1);
    }
}

#[test]
fn while_the_bidding_is_open_none_is_the_best() {
    for kind in KINDS {
        // Given a bid, when anyone awards it in the last second to bid, then it is refused, and a second later it is not
        let mut stage = Stage::new(kind);
        stage.bid(0, 10).expect("bid");
        for seconds in [0, CLOSE] {
            assert_error(stage.at(seconds).award_best(0), FurnaceJobsError::BiddingOpen);
        }
        stage.at(CLOSE + 1).award_best(0).expect("award");
    }
}

#[test]
fn without_a_bid_there_is_no_best() {
    for kind in KINDS {
        // Given an auction without bids, when anyone awards a worker, then it is refused
        let mut stage = Stage::new(kind);
        assert_error(stage.at(CLOSE + 1).award_best(0), FurnaceJobsError::NoBid);
    }
}

#[test]
fn the_best_bid_is_awarded_in_time() {
    for kind in KINDS {
        // Given a bid, when anyone awards it an hour and a second after the close, then it is refused
        let mut stage = Stage::new(kind);
        stage.bid(0, 10).expect("bid");
        assert_error(stage.at(LAST + 1).award_best(0), FurnaceJobsError::ClaimWindowOver);
        stage.at(LAST).award_best(0).expect("award");
    }
}

#[test]
fn an_order_that_was_withdrawn_has_no_winner() {
    for kind in KINDS {
        // Given an order that its client withdrew before the bidding was over, when anyone awards the best bid, then
        // it is refused
        let mut stage = Stage::new(kind);
        stage.bid(0, 10).expect("bid");
        stage.cancel().expect("cancel");
        assert_error(stage.at(CLOSE + 1).award_best(0), kind.not_open());
    }
}

#[test]
fn a_bidder_that_is_done_elsewhere_by_the_award_is_engaged() {
    for kind in KINDS {
        // Given a worker that was full when it bid, when it is done with one of its jobs, then it gets the order
        let mut stage = Stage::new(kind);
        let jobs: Vec<_> = (0..4).map(|_| stage.occupy(0)).collect();
        stage.bid(0, 10).expect("bid");
        stage.at(CLOSE + 1);
        assert_error(stage.award_best(0), FurnaceJobsError::WorkerFull);
        stage.quit_elsewhere(0, jobs[0]);
        stage.award_best(0).expect("award");
    }
}
