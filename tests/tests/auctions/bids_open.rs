//! Opening an order to bids.

use furnace_client::accounts::Bids;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::governance;
use furnace_client::pda;
use furnace_common::pause;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::needs;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::order::KINDS;
use crate::stage::{CEILING, CLOSE, Stage};

#[test]
fn bids_are_asked_for_what_the_order_says() {
    for kind in KINDS {
        // Given an order whose price is up for auction, when its client opens it to bids
        let mut stage = Stage::posted(kind);
        let closes_at = stage.network.chain.now() + CLOSE;
        let receipt = stage.at(7).open_bids().expect("bidding opens");

        // Then the bids stand under its terms, and there are none yet
        let Bids { order, client, rent_payer, ceiling, collateral, needs: asked, count, .. } = stage.bids();
        assert_eq!((order, client, rent_payer), (stage.order, stage.client.pubkey(), stage.landlord.pubkey()));
        assert_eq!((ceiling, collateral), (CEILING, kind.held(CEILING)));
        assert_eq!((stage.bids().closes_at, asked, count), (closes_at, needs(), 0));
        assert_eq!(stage.account().attached, 1);
        let opened = (order.to_bytes(), pda::bids(&order).0.to_bytes(), CEILING, closes_at);
        assert_event(&receipt, "BidsOpened", opened);
    }
}

#[test]
fn an_order_is_opened_to_bids_as_it_is_posted() {
    for kind in KINDS {
        // Given a client, when it posts an order and opens it to bids at once, then bids are taken
        let mut stage = Stage::empty(kind);
        let (client, landlord) = (stage.client.insecure_clone(), stage.landlord.insecure_clone());
        let venue = furnace_client::instructions::jobs::Venue::heat(stage.market);
        let (order, post) = kind.post(client.pubkey(), stage.network.payer(), &venue, 0, CEILING, true);
        stage.order = order;
        let opening = stage.opening();
        stage.send(&[post, opening], &[&client, &landlord]).expect("post and open");
        stage.bid(0, CEILING).expect("bid");
    }
}

#[test]
fn only_the_client_opens_it() {
    for kind in KINDS {
        // Given an order, when a stranger opens it to bids, then it is refused
        let mut stage = Stage::posted(kind);
        let (stranger, landlord) = (stage.stranger.insecure_clone(), stage.landlord.insecure_clone());
        let foreign = replaced(stage.opening(), stage.client.pubkey(), stranger.pubkey());
        assert_error(stage.send(&[foreign], &[&stranger, &landlord]), FurnaceJobsError::NotClient);
    }
}

#[test]
fn a_fixed_price_is_not_up_for_auction() {
    for kind in KINDS {
        // Given an order at a fixed price, when its client opens it to bids, then it is refused
        let mut stage = Stage::empty(kind);
        stage.post(CEILING, false).expect("post");
        assert_error(stage.open_bids(), kind.not_auctioned());
    }
}

#[test]
fn an_order_has_one_auction() {
    for kind in KINDS {
        // Given an order that is open to bids, when its client opens it again, then it is refused
        let mut stage = Stage::new(kind);
        stage.bid(0, 1).expect("bid");
        assert_error(stage.open_bids(), FurnaceJobsError::AlreadyAttached);
        assert_eq!(stage.placed(), [(stage.address(0), 1)]);
    }
}

#[test]
fn an_order_that_was_withdrawn_asks_for_no_bids() {
    for kind in KINDS {
        // Given an order that its client withdrew, when it opens it to bids, then it is refused
        let mut stage = Stage::posted(kind);
        stage.cancel().expect("cancel");
        assert_error(stage.open_bids(), kind.not_open());
    }
}

#[test]
fn an_order_that_was_awarded_asks_for_no_more_bids() {
    for kind in KINDS {
        // Given an order that a bidder got, when its client opens it to bids, then it is refused
        let mut stage = Stage::new(kind);
        stage.bid(0, 1).expect("bid");
        stage.award(0, 1).expect("award");
        assert_error(stage.open_bids(), kind.not_open());
    }
}

#[test]
fn bids_are_asked_for_in_time() {
    for kind in KINDS {
        // Given an order, when its client opens it to bids in the last second to bid, then a worker still can
        let mut stage = Stage::posted(kind);
        stage.at(CLOSE).open_bids().expect("bidding opens");
        stage.bid(0, 1).expect("bid");
        // and a second later it is refused
        let mut late = Stage::posted(kind);
        assert_error(late.at(CLOSE + 1).open_bids(), FurnaceJobsError::BiddingOver);
    }
}

#[test]
fn a_pause_of_new_orders_is_none_of_auctions() {
    for kind in KINDS {
        // Given an order that was posted before new ones were paused, when it is auctioned, then it goes all the way
        let mut stage = Stage::posted(kind);
        let guardian = stage.network.guardian.insecure_clone();
        stage.send(&[governance::pause(guardian.pubkey(), pause::JOBS)], &[&guardian]).expect("pause");
        stage.open_bids().expect("bidding opens");
        stage.bid(0, 1).expect("bid");
        stage.at(CLOSE + 1).award_best(0).expect("award");
    }
}
