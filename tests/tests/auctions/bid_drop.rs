//! Taking out bids that cannot be honoured.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{MarketOpenInstructionArgs, WorkerRegisterInstructionArgs};
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::limits::LEAVING_SECONDS;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::{market_terms, worker_args};
use furnace_tests::scene::{STAKE, replaced};
use solana_signer::Signer;

use crate::order::{KINDS, Kind};
use crate::stage::{CLOSE, LAST, Stage};

/// An auction whose bidding is over, with bids of 10 and 20 by the first two.
fn over(kind: Kind) -> Stage {
    let mut stage = Stage::new(kind);
    stage.bid(0, 10).expect("bid");
    stage.bid(1, 20).expect("bid");
    stage.at(CLOSE + 1);
    stage
}

/// The bid of the first is refused; once anyone drops it, the second has the order.
#[track_caller]
fn assert_next_has_it(stage: &mut Stage, error: FurnaceJobsError) {
    assert_error(stage.award_best(0), error);
    assert_error(stage.award_best(1), FurnaceJobsError::NotBestBid);
    let receipt = stage.drop_bid(0).expect("drop");
    assert_event(&receipt, "BidDropped", (stage.order.to_bytes(), stage.address(0).to_bytes()));
    assert_eq!(stage.placed(), [(stage.address(1), 20)]);
    stage.award_best(1).expect("award");
    assert_eq!((stage.account().worker, stage.account().price), (stage.address(1), 20));
}

#[test]
fn a_retired_workers_bid_makes_way() {
    for kind in KINDS {
        let mut stage = over(kind);
        stage.retire(0).expect("retire");
        assert_next_has_it(&mut stage, FurnaceJobsError::WorkerRetired);
    }
}

#[test]
fn the_bid_of_a_worker_without_a_place_makes_way() {
    for kind in KINDS {
        let mut stage = over(kind);
        for _ in 0..4 {
            stage.occupy(0);
        }
        assert_next_has_it(&mut stage, FurnaceJobsError::WorkerFull);
    }
}

#[test]
fn the_bid_of_a_worker_without_stake_makes_way() {
    for kind in KINDS {
        let mut stage = over(kind);
        stage.unstake(0, 801 * HEAT).expect("unstake");
        assert_next_has_it(&mut stage, FurnaceJobsError::StakeTooLow);
    }
}

#[test]
fn the_bid_of_a_worker_without_collateral_makes_way() {
    for kind in KINDS {
        // Given a bidder whose stake covers the order and not a unit more, when another order takes a part of it
        let terms = MarketOpenInstructionArgs { collateral_bps: 50_000, ..market_terms(0) };
        let mut stage = Stage::in_market(kind, terms, 72 * HEAT / kind.seconds());
        let exact = stage.enter("exact", 360 * HEAT, worker_args());
        stage.bid(exact, 10).expect("bid");
        stage.bid(0, 20).expect("bid");
        stage.at(CLOSE + 1).occupy(exact);

        // Then its bid makes way
        assert_error(stage.award_best(exact), FurnaceJobsError::CollateralTooLow);
        stage.drop_bid(exact).expect("drop");
        stage.award_best(0).expect("award");
    }
}

#[test]
fn whom_the_worker_alone_shows_unable_needs_no_more() {
    for kind in KINDS {
        // Given a retired worker, and one without a free place, when their bids are dropped with nothing but the
        // workers shown, then they are out
        let mut stage = over(kind);
        stage.retire(0).expect("retire");
        for _ in 0..4 {
            stage.occupy(1);
        }
        stage.drop_alone(0).expect("drop");
        stage.drop_alone(1).expect("drop");
        assert_eq!(stage.placed(), []);
    }
}

#[test]
fn a_bid_whose_operator_left_makes_way() {
    for kind in KINDS {
        // Given a bidder whose operator retired it and closed its book before the order could be awarded
        let mut stage = Stage::new(kind);
        let late = stage.enter("late", STAKE, worker_args());
        stage.bid(late, 10).expect("bid");
        stage.bid(0, 20).expect("bid");
        stage.retire(late).expect("retire");
        let (owner, payer) = (stage.contenders[late].owner.insecure_clone(), stage.network.payer());
        stage.network.chain.advance(LEAVING_SECONDS);
        stage.send(&[jobs::operator_close(owner.pubkey(), payer)], &[&owner]).expect("close");
        assert!(stage.network.chain.account(&pda::operator(&owner.pubkey())).is_none());

        // When anyone drops it, then the worker's account is enough
        stage.drop_alone(late).expect("drop");
        assert_eq!(stage.placed(), [(stage.address(0), 20)]);
    }
}

#[test]
fn a_bid_that_can_be_honoured_stays() {
    for kind in KINDS {
        // Given two able bidders, when anyone drops a bid of theirs, then it is refused, whatever is shown
        let mut stage = over(kind);
        for who in [0, 1] {
            assert_error(stage.drop_bid(who), FurnaceJobsError::NotDroppable);
            assert_error(stage.drop_alone(who), FurnaceJobsError::NotDroppable);
        }
        // and also where one of them was unable for a while
        for _ in 0..4 {
            stage.occupy(0);
        }
        stage.drop_alone(0).expect("drop");
        assert_error(stage.at(LAST + 1).drop_bid(1), FurnaceJobsError::NotDroppable);
    }
}

#[test]
fn stake_that_is_missing_must_be_shown() {
    for kind in KINDS {
        // Given a bidder without stake, when its bid is dropped without its operator or its pool, then it is refused
        let mut stage = over(kind);
        stage.unstake(0, 801 * HEAT).expect("unstake");
        assert_error(stage.drop_alone(0), FurnaceJobsError::NotDroppable);
        let own = stage.contenders[0].worker.bidder();
        let proper = jobs::bid_drop(stage.order, &own);
        for missing in [own.operator, own.pool] {
            let partial = replaced(proper.clone(), missing, furnace_client::program::JOBS);
            assert_error(stage.send(&[partial], &[]), FurnaceJobsError::NotDroppable);
        }
    }
}

#[test]
fn another_operators_need_drops_nobody() {
    for kind in KINDS {
        // Given an able bidder, and an operator without stake, when that one's book or pool is shown for the bidder's,
        // then it is refused
        let mut stage = over(kind);
        stage.unstake(1, STAKE).expect("unstake");
        let [able, poor] = [0, 1].map(|who| stage.contenders[who].worker.bidder());
        let proper = jobs::bid_drop(stage.order, &able);
        let book = replaced(proper.clone(), able.operator, poor.operator);
        assert_error(stage.send(&[book], &[]), FurnaceJobsError::WorkerMismatch);
        let pool = replaced(proper, able.pool, poor.pool);
        assert_error(stage.send(&[pool], &[]), FurnaceJobsError::WrongPool);
    }
}

#[test]
fn while_the_bidding_is_open_no_bid_is_dropped() {
    for kind in KINDS {
        // Given a worker that is full until the last second, when its bid is dropped before it is over, then it is
        // refused
        let mut stage = Stage::new(kind);
        let narrow = stage.enter("narrow", STAKE, WorkerRegisterInstructionArgs { max_jobs: 1, ..worker_args() });
        stage.occupy(narrow);
        stage.bid(narrow, 10).expect("bid");
        assert_error(stage.at(CLOSE).drop_bid(narrow), FurnaceJobsError::BiddingOpen);
        stage.at(CLOSE + 1).drop_bid(narrow).expect("drop");
    }
}

#[test]
fn a_bid_that_is_not_there_is_not_dropped() {
    for kind in KINDS {
        // Given a worker without a bid, when it is retired and its bid dropped, then it is refused
        let mut stage = over(kind);
        stage.retire(2).expect("retire");
        assert_error(stage.drop_bid(2), FurnaceJobsError::NoBid);
        // and so is one that was dropped
        stage.retire(0).expect("retire");
        stage.drop_alone(0).expect("drop");
        assert_error(stage.drop_alone(0), FurnaceJobsError::NoBid);
    }
}
