//! Closing the bids of a lease: what is a lease's alone.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::limits::RETENTION_SECONDS;
use furnace_tests::errors::assert_error;
use solana_signer::Signer;

use crate::order::Kind;
use crate::stage::{LAST, Stage};

#[test]
fn a_stranger_clears_up_what_everybody_left() {
    for kind in [Kind::Job, Kind::Lease] {
        // Given an order that nobody was given, and whose client is gone
        let mut stage = Stage::new(kind);
        stage.bid(0, 5).expect("bid");
        let stranger = stage.stranger.insecure_clone();

        // When a stranger lets it expire, closes its bids and, a week later, the order, then all of it goes
        stage.at(LAST + 1).expire().expect("expire");
        stage.close_bids().expect("bids close");
        stage.at(LAST + 1 + RETENTION_SECONDS);
        let sweep = kind.sweep(&stage.network, stranger.pubkey(), stage.order);
        assert_error(stage.send(std::slice::from_ref(&sweep), &[&stranger]), FurnaceJobsError::RetentionNotOver);
        stage.at(LAST + 2 + RETENTION_SECONDS).send(&[sweep], &[&stranger]).expect("close");
        assert!(stage.network.chain.account(&stage.order).is_none());
    }
}

#[test]
fn the_bids_of_a_lease_are_not_closed_with_another_lease() {
    // Given two leases that were withdrawn, when the bids of one are closed with the other, then it is refused
    let mut stage = Stage::new(Kind::Lease);
    let bids = furnace_client::pda::bids(&stage.order).0;
    stage.cancel().expect("cancel");
    let close = Kind::Lease.close_bids(&stage.network, stage.order);
    let client = stage.client.insecure_clone();
    let terms = furnace_tests::network::lease_terms(1);
    let other = stage.network.try_lease(&client, stage.market, terms).expect("lease opens");
    stage.network.try_lease_cancel(&client, other).expect("cancel");
    let foreign = furnace_tests::scene::replaced(close, stage.order, other);
    assert_error(stage.send(&[foreign], &[]), FurnaceJobsError::JobMismatch);
    assert!(stage.network.chain.account(&bids).is_some());
}
