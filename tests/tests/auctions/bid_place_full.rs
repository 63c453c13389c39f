//! Bidding where all places are taken.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::limits::MAX_BIDS;
use furnace_tests::errors::assert_error;

use crate::order::{KINDS, Kind};
use crate::stage::{CEILING, CLOSE, Stage};

/// An auction with sixteen bids of 101 to 116 by workers of one operator.
fn full(kind: Kind) -> (Stage, Vec<usize>) {
    let mut stage = Stage::new(kind);
    let hosts = stage.enter_many(MAX_BIDS);
    for (price, &who) in (101..).zip(&hosts) {
        stage.bid(who, price).expect("bid");
    }
    (stage, hosts)
}

fn has_bid(stage: &Stage, who: usize) -> bool {
    stage.placed().iter().any(|(worker, _)| *worker == stage.address(who))
}

#[test]
fn a_worse_or_equal_bid_finds_no_place() {
    for kind in KINDS {
        // Given an auction with all places taken, when another worker bids more than the worst, or the same later,
        // then it is refused
        let (mut stage, _) = full(kind);
        stage.at(1);
        for price in [116, 117, CEILING] {
            assert_error(stage.bid(0, price), FurnaceJobsError::BidsFull);
        }
        assert_eq!(stage.placed().len(), MAX_BIDS);
    }
}

#[test]
fn a_better_bid_takes_the_place_of_the_worst() {
    for kind in KINDS {
        // Given an auction with all places taken, when another worker bids less than the worst
        let (mut stage, hosts) = full(kind);
        stage.bid(0, 115).expect("bid");

        // Then the worst is out, and every other is there
        assert!(has_bid(&stage, 0) && !has_bid(&stage, hosts[15]));
        assert!(hosts[..15].iter().all(|&who| has_bid(&stage, who)));
        // and whoever is out has no bid to award or to take back
        assert_error(stage.award(hosts[15], CEILING), FurnaceJobsError::NoBid);
        assert_error(stage.withdraw(hosts[15]), FurnaceJobsError::BidBinding);

        // When it bids again, less than who is now the worst, then it is back
        stage.bid(hosts[15], 114).expect("bid");
        assert!(has_bid(&stage, hosts[15]) && !has_bid(&stage, 0));
    }
}

#[test]
fn a_better_record_takes_the_place_of_the_worst() {
    for kind in KINDS {
        // Given an auction with all places taken, when a worker with a record bids as much as the worst, then it has
        // its place
        let (mut stage, hosts) = full(kind);
        stage.succeed(0);
        stage.at(5).bid(0, 116).expect("bid");
        assert!(has_bid(&stage, 0) && !has_bid(&stage, hosts[15]));
    }
}

#[test]
fn who_keeps_others_out_stands_by_its_bid() {
    for kind in KINDS {
        // Given an auction with all places taken, when a bidder raises its bid or takes it back, then it is refused
        let (mut stage, hosts) = full(kind);
        let before = stage.placed();
        for &who in &hosts {
            let price = stage.placed().iter().find(|(worker, _)| *worker == stage.address(who)).expect("bid").1;
            assert_error(stage.bid(who, price + 1), FurnaceJobsError::BidBinding);
            assert_error(stage.withdraw(who), FurnaceJobsError::BidBinding);
        }
        assert_eq!(stage.placed(), before);

        // When it bids the same, or less, then that counts
        stage.bid(hosts[3], 104).expect("the same bid");
        stage.bid(hosts[3], 90).expect("a lower bid");
        stage.at(CLOSE + 1).award_best(hosts[3]).expect("award");
        assert_eq!(stage.account().price, 90);
    }
}

#[test]
fn fifteen_bids_bind_nobody() {
    for kind in KINDS {
        // Given an auction with one place free, when a bidder raises its bid and takes it back, then it can
        let mut stage = Stage::new(kind);
        let hosts = stage.enter_many(MAX_BIDS - 1);
        for &who in &hosts {
            stage.bid(who, 100).expect("bid");
        }
        stage.bid(hosts[0], 200).expect("a higher bid");
        stage.withdraw(hosts[0]).expect("withdraw");
        assert_eq!(stage.placed().len(), MAX_BIDS - 2);
    }
}

#[test]
fn bids_that_none_can_honour_leave_the_clients_money_whole() {
    for kind in KINDS {
        // Given an auction whose places one hand took, and that hand's stake gone before the bidding is over
        let (mut stage, hosts) = full(kind);
        let price = kind.held(CEILING);
        let shares = stage.network.pool(&stage.contenders[hosts[0]].worker.bidder().pool).active_shares;
        stage.unstake(hosts[0], shares).expect("unstake");
        stage.at(CLOSE + 1);

        // When anyone awards the best of them, then it is refused; each can be dropped, and then none is left
        assert_error(stage.award_best(hosts[0]), FurnaceJobsError::StakeTooLow);
        for &who in &hosts {
            stage.drop_bid(who).expect("drop");
        }
        assert_error(stage.award_best(hosts[0]), FurnaceJobsError::NoBid);

        // and the client has all of its money back
        let (free, reserved) = stage.books();
        stage.cancel().expect("cancel");
        stage.close_bids().expect("bids close");
        assert_eq!((stage.books(), reserved), ((free + price, 0), price));
    }
}
