//! Giving an order to a bidder of the client's choice.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::MAX_SECONDS;
use furnace_tests::scene::{DEPOSIT, replaced};
use solana_signer::Signer;

use crate::order::{KINDS, Kind};
use crate::stage::{CEILING, CLOSE, LAST, Stage};

/// An auction with bids of 7_001, 8_003 and the ceiling.
fn three(kind: Kind) -> Stage {
    let mut stage = Stage::new(kind);
    for (who, price) in [(0, 7_001), (1, 8_003), (2, CEILING)] {
        stage.bid(who, price).expect("bid");
    }
    stage
}

#[test]
fn the_client_has_whom_it_likes_when_it_likes() {
    for kind in KINDS {
        for (who, price) in [(0, 7_001), (1, 8_003), (2, CEILING)] {
            for seconds in [1, CLOSE, CLOSE + 1, LAST] {
                // Given three bids, when the client awards any of them at any time
                let mut stage = three(kind);
                stage.at(seconds).award(who, price).expect("award");

                // Then that worker holds the order at its price, and no bids are left
                let order = stage.account();
                let worker = &stage.contenders[who].worker;
                let parties = (worker.address, worker.key.pubkey(), worker.bidder().operator);
                assert_eq!((order.worker, order.worker_key, order.operator), parties);
                assert_eq!((order.price, order.held, order.auctioned, order.attached), (price, true, false, 0));
                assert!(!stage.takes_bids());
            }
        }
    }
}

#[test]
fn what_the_ceiling_held_beyond_the_bid_is_free() {
    for kind in KINDS {
        for (who, price) in [(0, 7_001), (1, 8_003), (2, CEILING)] {
            // Given an order that holds its ceiling, when a bid is awarded, then its price is held and the rest is free
            let mut stage = three(kind);
            assert_eq!(stage.books(), (DEPOSIT - kind.held(CEILING), kind.held(CEILING)));
            stage.award(who, price).expect("award");
            assert_eq!(stage.books(), (DEPOSIT - kind.held(price), kind.held(price)));
        }
    }
}

#[test]
fn a_low_bid_risks_as_much_as_a_high_one() {
    for kind in KINDS {
        // Given a bid of one unit, when it is awarded, then the collateral of the ceiling is locked; losers lock nothing
        let mut stage = three(kind);
        stage.bid(0, 1).expect("bid");
        stage.award(0, 1).expect("award");
        assert_eq!([0, 1, 2].map(|who| stage.locked(who)), [kind.held(CEILING), 0, 0]);
        assert_eq!(stage.account().escrow.collateral, kind.held(CEILING));
    }
}

#[test]
fn an_award_says_whom_and_at_what_price() {
    // Given a job and a bid, when it is awarded, then the worker has as long as the job said, from now on
    let mut stage = three(Kind::Job);
    let receipt = stage.at(20).award(1, CEILING).expect("award");
    let deadline = stage.network.chain.now() + i64::from(MAX_SECONDS);
    assert_eq!(stage.network.job(&stage.order).deadline, deadline);
    let said = (stage.order.to_bytes(), stage.address(1).to_bytes(), 8_003u64, deadline);
    assert_event(&receipt, "JobAwarded", said);
}

#[test]
fn a_bid_that_was_raised_is_not_what_the_client_chose() {
    for kind in KINDS {
        // Given a bid that its worker raised by a unit, when the client awards it for what it saw, then it is refused
        let mut stage = three(kind);
        stage.bid(0, 7_002).expect("a higher bid");
        assert_error(stage.award(0, 7_001), FurnaceJobsError::BidRaised);
        assert!(stage.takes_bids());

        // When it gives the new price or more, then it pays what was bid
        stage.award(0, u64::MAX).expect("award");
        assert_eq!(stage.account().price, 7_002);
    }
}

#[test]
fn who_did_not_bid_gets_nothing() {
    for kind in KINDS {
        // Given workers that did not bid, or took their bid back, when the client awards them, then it is refused
        let mut stage = Stage::new(kind);
        assert_error(stage.award(0, CEILING), FurnaceJobsError::NoBid);
        stage.bid(0, 5).expect("bid");
        stage.bid(1, 5).expect("bid");
        stage.withdraw(0).expect("withdraw");
        for who in [0, 2] {
            assert_error(stage.award(who, CEILING), FurnaceJobsError::NoBid);
        }
    }
}

#[test]
fn only_the_client_chooses() {
    for kind in KINDS {
        // Given bids, when a bidder or a stranger awards one, then it is refused, also once the bidding is over
        let mut stage = three(kind);
        for seconds in [0, CLOSE + 1] {
            stage.at(seconds);
            let proper = stage.awarding(0, CEILING);
            let strangers = [&stage.stranger, &stage.contenders[0].worker.key, &stage.contenders[0].owner];
            for thief in strangers.map(|thief| thief.insecure_clone()) {
                let foreign = replaced(proper.clone(), stage.client.pubkey(), thief.pubkey());
                assert_error(stage.send(&[foreign], &[&thief]), FurnaceJobsError::NotClient);
            }
        }
    }
}

#[test]
fn an_order_is_awarded_in_time() {
    for kind in KINDS {
        // Given bids, when the client awards one an hour and a second after the close, then it is refused
        let mut stage = three(kind);
        assert_error(stage.at(LAST + 1).award(0, CEILING), FurnaceJobsError::ClaimWindowOver);
        // and the second before it is not
        stage.at(LAST).award(0, CEILING).expect("award");
    }
}

#[test]
fn an_order_that_was_withdrawn_goes_to_nobody() {
    for kind in KINDS {
        // Given an order that its client withdrew, when it awards it all the same, then it is refused
        let mut stage = three(kind);
        stage.cancel().expect("cancel");
        assert_error(stage.award(0, CEILING), kind.not_open());
    }
}

#[test]
fn a_bidder_that_is_unable_is_not_engaged() {
    for kind in KINDS {
        // Given a bidder that is full, one that is retired, and one without stake, when the client awards them, then
        // it is refused and nothing moves
        let mut stage = three(kind);
        for _ in 0..4 {
            stage.occupy(0);
        }
        stage.retire(1).expect("retire");
        let shares = stage.network.pool(&stage.contenders[2].worker.bidder().pool).active_shares;
        stage.unstake(2, shares).expect("unstake");
        let (books, order, bids) = (stage.books(), stage.account(), stage.bids());
        let errors = [FurnaceJobsError::WorkerFull, FurnaceJobsError::WorkerRetired, FurnaceJobsError::StakeTooLow];
        for (who, error) in errors.into_iter().enumerate() {
            assert_error(stage.award(who, CEILING), error);
        }
        assert_eq!((stage.books(), stage.account(), stage.bids()), (books, order, bids));
    }
}
