//! Closing the bids of an order that is up for auction no longer.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::pda;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::scene::{DEPOSIT, replaced};
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use crate::order::KINDS;
use crate::stage::{CLOSE, LAST, Stage};

#[test]
fn the_bids_of_an_order_that_was_withdrawn_are_closed() {
    for kind in KINDS {
        // Given an order with bids that its client withdrew, when anyone closes them, then they are gone, and the
        // landlord has their rent
        let mut stage = Stage::new(kind);
        stage.bid(0, 5).expect("bid");
        stage.cancel().expect("cancel");
        stage.close_bids().expect("bids close");
        assert!(stage.network.chain.account(&pda::bids(&stage.order).0).is_none());
        assert_eq!((stage.account().attached, stage.books()), (0, (DEPOSIT, 0)));
    }
}

#[test]
fn the_bids_of_an_order_that_expired_are_closed() {
    for kind in KINDS {
        // Given an order that nobody was given in time, when it expired and anyone closes its bids, then they are gone
        let mut stage = Stage::new(kind);
        stage.bid(0, 5).expect("bid");
        stage.at(LAST + 1).expire().expect("expire");
        stage.close_bids().expect("bids close");
        assert!(!stage.takes_bids());
    }
}

#[test]
fn an_order_that_is_up_for_auction_keeps_its_bids() {
    for kind in KINDS {
        // Given an order with bids, when they are closed, then it is refused: while they are open, while they can be
        // awarded, and afterwards, until somebody says that the order expired
        let mut stage = Stage::new(kind);
        stage.bid(0, 5).expect("bid");
        for seconds in [0, CLOSE, CLOSE + 1, LAST, LAST + 1] {
            assert_error(stage.at(seconds).close_bids(), FurnaceJobsError::StillAuctioned);
        }
    }
}

#[test]
fn an_order_goes_after_its_bids() {
    for kind in KINDS {
        // Given an order that was withdrawn, when its client closes it before its bids, then it is refused
        let mut stage = Stage::new(kind);
        stage.cancel().expect("cancel");
        assert_error(stage.sweep(), kind.not_cleared());

        // When the bids are closed, then it goes too
        stage.close_bids().expect("bids close");
        stage.sweep().expect("close");
        assert!(stage.network.chain.account(&stage.order).is_none());
    }
}

#[test]
fn nobody_else_gets_the_rent() {
    for kind in KINDS {
        // Given bids that can be closed, when the client or a stranger wants their rent, then it is refused
        let mut stage = Stage::new(kind);
        stage.cancel().expect("cancel");
        let proper = kind.close_bids(&stage.network, stage.order);
        for greedy in [stage.client.insecure_clone(), stage.stranger.insecure_clone()] {
            let stolen = replaced(proper.clone(), stage.landlord.pubkey(), greedy.pubkey());
            assert_error(stage.send(&[stolen], &[&greedy]), FurnaceJobsError::WrongRentPayer);
        }
    }
}

#[test]
fn bids_are_closed_once() {
    for kind in KINDS {
        // Given bids that were closed, when they are closed again, then it is refused
        let mut stage = Stage::new(kind);
        stage.cancel().expect("cancel");
        let close = kind.close_bids(&stage.network, stage.order);
        stage.send(std::slice::from_ref(&close), &[]).expect("bids close");
        assert_runtime_error(stage.send(&[close], &[]), InstructionError::AccountDataTooSmall);
        assert_eq!(stage.account().attached, 0);
    }
}

#[test]
fn the_bids_of_an_order_that_was_never_opened_are_not_there() {
    for kind in KINDS {
        // Given an order that its client withdrew before it opened it to bids, when it closes the order, then nothing
        // keeps it
        let mut stage = Stage::posted(kind);
        stage.cancel().expect("cancel");
        stage.sweep().expect("close");
        assert_eq!(stage.books(), (DEPOSIT, 0));
    }
}
