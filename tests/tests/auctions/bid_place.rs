//! Bidding.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::pda;
use furnace_common::reputation::record_bps;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::order::KINDS;
use crate::stage::{CEILING, CLOSE, Stage};

#[test]
fn a_bid_says_who_and_when_and_how_good() {
    for kind in KINDS {
        // Given a worker that delivered two jobs and gave up one, when it bids
        let mut stage = Stage::new(kind);
        stage.succeed(1);
        stage.succeed(1);
        stage.fail(1);
        let receipt = stage.at(9).bid(1, 5).expect("bid");

        // Then its bid is there with its record
        let bid = stage.bids().bids[0].clone();
        let operator = pda::operator(&stage.contenders[1].owner.pubkey());
        assert_eq!((bid.worker, bid.operator, bid.price), (stage.address(1), operator, 5));
        assert_eq!((bid.placed_at, bid.record_bps), (stage.network.chain.now(), record_bps(2, 1)));
        assert_eq!(stage.bids().count, 1);
        assert_event(&receipt, "BidPlaced", (stage.order.to_bytes(), stage.address(1).to_bytes(), 5u64));
    }
}

#[test]
fn a_bid_binds_no_stake() {
    for kind in KINDS {
        // Given an order, when workers bid for it, then none of them has anything locked, and all is held as before
        let mut stage = Stage::new(kind);
        let before = stage.books();
        for who in 0..3 {
            stage.bid(who, CEILING).expect("bid");
        }
        assert_eq!([0, 1, 2].map(|who| stage.locked(who)), [0; 3]);
        assert_eq!(stage.books(), before);
    }
}

#[test]
fn a_second_bid_is_in_place_of_the_first() {
    for kind in KINDS {
        // Given a worker that bids, when it bids less and then more, then that alone counts
        let mut stage = Stage::new(kind);
        stage.bid(0, 50).expect("bid");
        stage.bid(1, 60).expect("bid");
        for price in [40, 70] {
            stage.bid(0, price).expect("another bid");
            assert_eq!(stage.placed(), [(stage.address(0), price), (stage.address(1), 60)]);
        }
    }
}

#[test]
fn a_bid_is_between_nothing_and_the_ceiling() {
    for kind in KINDS {
        // Given an order, when a worker bids nothing, or a unit more than the ceiling, then it is refused
        let mut stage = Stage::new(kind);
        assert_error(stage.bid(0, 0), FurnaceJobsError::ZeroPrice);
        for price in [CEILING + 1, u64::MAX] {
            assert_error(stage.bid(0, price), FurnaceJobsError::BidAboveCeiling);
        }
        // and a unit, or the ceiling, is not
        stage.bid(0, 1).expect("bid");
        stage.bid(1, CEILING).expect("bid");
    }
}

#[test]
fn bids_come_in_time() {
    for kind in KINDS {
        // Given the last second to bid, when a worker bids, then it counts, and a second later it is refused
        let mut stage = Stage::new(kind);
        stage.at(CLOSE).bid(0, 10).expect("bid");
        for who in [0, 1] {
            assert_error(stage.at(CLOSE + 1).bid(who, 5), FurnaceJobsError::BiddingOver);
        }
    }
}

#[test]
fn a_bid_is_the_workers_own() {
    for kind in KINDS {
        // Given a worker, when another's key, or its own operator's, bids for it, then it is refused
        let mut stage = Stage::new(kind);
        let (proper, key) = (stage.bidding(0, 5), stage.contenders[0].worker.key.pubkey());
        for thief in [stage.contenders[1].worker.key.insecure_clone(), stage.contenders[0].owner.insecure_clone()] {
            let stolen = replaced(proper.clone(), key, thief.pubkey());
            assert_error(stage.send(&[stolen], &[&thief]), FurnaceJobsError::NotWorker);
        }
    }
}

#[test]
fn nobody_bids_with_anothers_stake() {
    for kind in KINDS {
        // Given a worker, when it bids with the book or the pool of another operator, then it is refused
        let mut stage = Stage::new(kind);
        let (proper, key) = (stage.bidding(0, 5), stage.contenders[0].worker.key.insecure_clone());
        let [own, others] = [0, 1].map(|who| stage.contenders[who].worker.bidder());
        let book = replaced(proper.clone(), own.operator, others.operator);
        assert_error(stage.send(&[book], &[&key]), FurnaceJobsError::WorkerMismatch);
        let pool = replaced(proper, own.pool, others.pool);
        assert_error(stage.send(&[pool], &[&key]), FurnaceJobsError::WrongPool);
    }
}
