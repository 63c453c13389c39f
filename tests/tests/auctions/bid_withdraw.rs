//! Taking a bid back.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::order::{KINDS, Kind};
use crate::stage::{CEILING, CLOSE, Stage};

/// An auction with bids of 10, 20 and 30.
fn three(kind: Kind) -> Stage {
    let mut stage = Stage::new(kind);
    for (who, price) in [(0, 10), (1, 20), (2, 30)] {
        stage.bid(who, price).expect("bid");
    }
    stage
}

#[test]
fn the_others_stay() {
    for kind in KINDS {
        for who in 0..3 {
            // Given three bids, when one is taken back, then the others are there, and the better of them is the best
            let mut stage = three(kind);
            let receipt = stage.withdraw(who).expect("withdraw");
            assert_event(&receipt, "BidWithdrawn", (stage.order.to_bytes(), stage.address(who).to_bytes()));
            let mut left = stage.placed();
            left.sort_by_key(|(_, price)| *price);
            let mut expected: Vec<_> = (0..3).zip([10, 20, 30]).collect();
            expected.retain(|(other, _)| *other != who);
            let named: Vec<_> = expected.iter().map(|&(other, price)| (stage.address(other), price)).collect();
            assert_eq!(left, named);
            stage.at(CLOSE + 1).award_best(expected[0].0).expect("award");
        }
    }
}

#[test]
fn a_bid_that_is_not_there_is_not_taken_back() {
    for kind in KINDS {
        // Given a worker that did not bid, or took its bid back, when it takes it back, then it is refused
        let mut stage = Stage::new(kind);
        assert_error(stage.withdraw(0), FurnaceJobsError::NoBid);
        stage.bid(0, 10).expect("bid");
        stage.bid(1, 20).expect("bid");
        stage.withdraw(0).expect("withdraw");
        assert_error(stage.withdraw(0), FurnaceJobsError::NoBid);

        // and it bids again
        stage.bid(0, CEILING).expect("bid");
        assert_eq!(stage.placed(), [(stage.address(1), 20), (stage.address(0), CEILING)]);
    }
}

#[test]
fn once_the_bidding_is_over_bids_stand() {
    for kind in KINDS {
        // Given the last second to bid, when a bid is taken back, then it is gone; a second later that is refused
        let mut stage = three(kind);
        stage.at(CLOSE).withdraw(0).expect("withdraw");
        assert_error(stage.at(CLOSE + 1).withdraw(1), FurnaceJobsError::BiddingOver);
    }
}

#[test]
fn nobody_takes_anothers_bid_back() {
    for kind in KINDS {
        // Given a bid, when a competitor, the client or the worker's operator takes it back, then it is refused
        let mut stage = three(kind);
        let (wallet, key) = (stage.contenders[0].worker.wallet, stage.contenders[0].worker.key.pubkey());
        let proper = jobs::bid_withdraw(wallet, key, stage.order);
        let [competitor, owner] = [&stage.contenders[1].worker.key, &stage.contenders[0].owner];
        for thief in [competitor, owner, &stage.client].map(|thief| thief.insecure_clone()) {
            let stolen = replaced(proper.clone(), key, thief.pubkey());
            assert_error(stage.send(&[stolen], &[&thief]), FurnaceJobsError::NotWorker);
        }
    }
}

#[test]
fn a_retired_worker_takes_its_bid_back() {
    for kind in KINDS {
        // Given a worker that bid and was retired, when it takes its bid back, then nobody has to drop it
        let mut stage = three(kind);
        stage.retire(0).expect("retire");
        stage.withdraw(0).expect("withdraw");
        stage.at(CLOSE + 1).award_best(1).expect("award");
    }
}
