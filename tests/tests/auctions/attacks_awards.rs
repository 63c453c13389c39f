//! Awards that come twice, too early, to the wrong one, or from an auction that is over.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::scene::DEPOSIT;
use solana_instruction::error::InstructionError;

use crate::order::{KINDS, Kind};
use crate::stage::{CEILING, CLOSE, Stage};

/// An auction with bids of 9_001 and 8_003.
fn two(kind: Kind) -> Stage {
    let mut stage = Stage::new(kind);
    stage.bid(0, 9_001).expect("bid");
    stage.bid(1, 8_003).expect("bid");
    stage
}

#[test]
fn an_order_is_awarded_once() {
    for kind in KINDS {
        // Given an order with two bids whose bidding is over
        let mut stage = two(kind);
        let client = stage.client.insecure_clone();
        stage.at(CLOSE + 1);
        let awards = [stage.awarding(0, CEILING), stage.awarding(1, CEILING), stage.awarding_best(1)];

        // When it is awarded twice in a transaction, in any way, then nobody has it
        for (first, second) in awards.iter().flat_map(|first| awards.iter().map(move |second| (first, second))) {
            let outcome = stage.send(&[first.clone(), second.clone()], &[&client]);
            assert_runtime_error(outcome, InstructionError::AccountDataTooSmall);
            assert_eq!((stage.account().held, stage.books().1), (false, kind.held(CEILING)));
        }

        // When it was awarded, then no award goes through any more
        stage.award(0, CEILING).expect("award");
        let before = (stage.account(), stage.books());
        for award in awards {
            assert_runtime_error(stage.send(&[award], &[&client]), InstructionError::AccountDataTooSmall);
        }
        assert_eq!((stage.account(), stage.books()), before);
    }
}

#[test]
fn a_stranger_picks_nobody() {
    for kind in KINDS {
        // Given two bids, when anyone awards the worse, or a worker that did not bid, then it is refused at any time
        let mut stage = two(kind);
        for who in [0, 1, 2] {
            assert_error(stage.at(CLOSE).award_best(who), FurnaceJobsError::BiddingOpen);
        }
        for who in [0, 2] {
            assert_error(stage.at(CLOSE + 1).award_best(who), FurnaceJobsError::NotBestBid);
        }
        assert_eq!(stage.books(), (DEPOSIT - kind.held(CEILING), kind.held(CEILING)));
    }
}

#[test]
fn nobody_bids_and_wins_in_one_transaction() {
    for kind in KINDS {
        // Given two bids, when a third worker underbids them and takes the order at once, then it is refused: while
        // the bidding is open none is the best, and then nobody bids
        let mut stage = two(kind);
        let (bid, key) = (stage.bidding(2, 1), stage.contenders[2].worker.key.insecure_clone());
        let award = stage.awarding_best(2);
        for (seconds, error) in [(CLOSE, FurnaceJobsError::BiddingOpen), (CLOSE + 1, FurnaceJobsError::BiddingOver)] {
            let outcome = stage.at(seconds).send(&[bid.clone(), award.clone()], &[&key]);
            assert_error(outcome, error);
        }
    }
}

#[test]
fn an_auction_that_is_over_takes_no_bids() {
    for kind in KINDS {
        // Given bids that went with the award, or were closed after their order was withdrawn, when a worker bids or
        // takes its bid back, then it is refused
        let mut awarded = two(kind);
        awarded.award(0, CEILING).expect("award");
        let mut closed = two(kind);
        closed.cancel().expect("cancel");
        closed.close_bids().expect("bids close");
        for stage in [&mut awarded, &mut closed] {
            for outcome in [stage.bid(1, 1), stage.bid(2, 1), stage.withdraw(1), stage.drop_bid(1)] {
                assert_runtime_error(outcome, InstructionError::AccountDataTooSmall);
            }
        }
    }
}

#[test]
fn bids_for_an_order_that_was_withdrawn_lead_nowhere() {
    for kind in KINDS {
        // Given an order that its client withdrew, whose bids nobody closed yet, when a worker bids, then that binds
        // nobody, and no award goes through
        let mut stage = two(kind);
        stage.cancel().expect("cancel");
        stage.bid(2, 1).expect("bid");
        assert_error(stage.award(2, CEILING), kind.not_open());
        assert_error(stage.at(CLOSE + 1).award_best(2), kind.not_open());
        assert_eq!(([0, 1, 2].map(|who| stage.locked(who)), stage.books()), ([0; 3], (DEPOSIT, 0)));
        stage.close_bids().expect("bids close");
        stage.sweep().expect("close");
    }
}

#[test]
fn the_client_gets_no_lower_price_than_was_bid() {
    for kind in KINDS {
        // Given a bid, when the client awards it for a unit less, or for nothing, then it is refused
        let mut stage = two(kind);
        for most in [0, 8_002] {
            assert_error(stage.award(1, most), FurnaceJobsError::BidRaised);
        }
        stage.award(1, 8_003).expect("award");
        assert_eq!(stage.account().price, 8_003);
    }
}

#[test]
fn what_an_award_frees_is_freed_once() {
    for kind in KINDS {
        // Given an order that was awarded for less than its ceiling, when its client withdraws it, lets it expire, or
        // closes its bids again, then none of it goes through
        let mut stage = two(kind);
        let close = kind.close_bids(&stage.network, stage.order);
        stage.at(CLOSE + 1).award_best(1).expect("award");
        let books = stage.books();
        assert_error(stage.cancel(), kind.not_open());
        assert_error(stage.at(100_000).expire(), kind.not_open());
        assert_runtime_error(stage.send(&[close], &[]), InstructionError::AccountDataTooSmall);
        assert_eq!(stage.books(), books);
    }
}
