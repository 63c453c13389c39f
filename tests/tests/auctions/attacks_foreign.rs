//! Awards with what belongs to another order or another party.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::pda;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::{DEPOSIT, replaced};
use solana_address::Address;
use solana_signer::Signer;

use crate::order::{KINDS, Kind};
use crate::stage::{CEILING, CLOSE, Stage};

/// An auction whose bidding is over, with the bid of the first, and another one of another client's, with a bid of a
/// thousandth by the second.
fn two(kind: Kind) -> (Stage, Address) {
    let mut stage = Stage::new(kind);
    stage.bid(0, 9_001).expect("bid");
    let other = stage.network.client("other", DEPOSIT);
    let venue = furnace_client::instructions::jobs::Venue::heat(stage.market);
    let payer = stage.network.payer();
    let (order, post) = kind.post(other.pubkey(), payer, &venue, 0, CEILING, true);
    let open = kind.open_bids(other.pubkey(), payer, order);
    stage.network.send(&[post, open], &[&other]).expect("post and open");
    stage.network.try_bid(&stage.contenders[1].worker, order, 9).expect("bid");
    stage.at(CLOSE + 1);
    (stage, order)
}

#[test]
fn bids_for_another_order_win_nothing_here() {
    for kind in KINDS {
        // Given two auctions, when the one order is awarded with the bids for the other, then it is refused, by the
        // client and by anyone
        let (mut stage, other) = two(kind);
        let client = stage.client.insecure_clone();
        let (own, payer) = (stage.contenders[0].worker.bidder(), stage.network.payer());
        let theirs = stage.contenders[1].worker.bidder();
        for proper in [stage.awarding(0, CEILING), stage.awarding_best(0)] {
            let pairs = [
                (pda::bids(&stage.order).0, pda::bids(&other).0),
                (stage.landlord.pubkey(), payer),
                (own.worker, theirs.worker),
                (own.operator, theirs.operator),
                (own.pool, theirs.pool),
            ];
            let foreign = pairs.into_iter().fold(proper, |award, (from, to)| replaced(award, from, to));
            assert_error(stage.send(&[foreign], &[&client]), FurnaceJobsError::JobMismatch);
        }
    }
}

#[test]
fn another_clients_money_is_not_freed() {
    for kind in KINDS {
        // Given two auctions, when the one order is awarded with the balance of the other's client, then it is refused
        let (mut stage, _) = two(kind);
        let client = stage.client.insecure_clone();
        let other = furnace_tests::chain::key("other").pubkey();
        let (own, theirs) = (pda::heat_balance(&client.pubkey()), pda::heat_balance(&other));
        for proper in [stage.awarding(0, CEILING), stage.awarding_best(0)] {
            let foreign = replaced(proper, own, theirs);
            assert_error(stage.send(&[foreign], &[&client]), FurnaceJobsError::JobMismatch);
        }
        let balance = stage.network.balance(&other);
        assert_eq!((balance.free, balance.reserved), (DEPOSIT - kind.held(CEILING), kind.held(CEILING)));
    }
}

#[test]
fn nobody_wins_with_anothers_stake() {
    for kind in KINDS {
        // Given a bid, when it is awarded to another worker, or with the book or the pool of another operator, then it
        // is refused
        let (mut stage, _) = two(kind);
        let client = stage.client.insecure_clone();
        let [own, theirs] = [0, 1].map(|who| stage.contenders[who].worker.bidder());
        for proper in [stage.awarding(0, CEILING), stage.awarding_best(0)] {
            for (from, to, error) in [
                (own.worker, theirs.worker, FurnaceJobsError::WorkerMismatch),
                (own.operator, theirs.operator, FurnaceJobsError::WorkerMismatch),
                (own.pool, theirs.pool, FurnaceJobsError::WrongPool),
            ] {
                let foreign = replaced(proper.clone(), from, to);
                assert_error(stage.send(&[foreign], &[&client]), error);
            }
        }
        assert_eq!([stage.locked(0), stage.locked(1)], [0, 0]);
    }
}

#[test]
fn bids_are_not_closed_with_another_order() {
    for kind in KINDS {
        // Given an order that was withdrawn and one that is up for auction, when the bids for this are closed with
        // that, then it is refused
        let (mut stage, other) = two(kind);
        stage.cancel().expect("cancel");
        let proper = kind.close_bids(&stage.network, stage.order);
        let theirs = replaced(proper, pda::bids(&stage.order).0, pda::bids(&other).0);
        let theirs = replaced(theirs, stage.landlord.pubkey(), stage.network.payer());
        assert_error(stage.send(&[theirs], &[]), FurnaceJobsError::JobMismatch);
        assert_eq!(stage.network.bids(&other).count, 1);
    }
}
