//! Auctions where orders are quoted in dollars.

use furnace_client::accounts::ClientBalance;
use furnace_client::instructions::jobs::Venue;
use furnace_client::pda;
use furnace_common::limits::ESCROW_MARGIN_BPS;
use furnace_common::state::Payment;
use furnace_tests::network::dollars::{USD, market_terms_in};
use furnace_tests::price_update::PriceUpdate;
use furnace_tests::scene::DEPOSIT;
use solana_signer::Signer;

use crate::order::{KINDS, Kind};
use crate::stage::{CLOSE, Stage};

/// In micro-dollars: of a job 3.6 dollars, of a lease as much by the hour.
fn ceiling(kind: Kind) -> u64 {
    3_600_000 / kind.seconds()
}

/// An auction in a market that is paid like this, at 25 cents for a HEAT, and where it was posted. Money is looked
/// at here: the books of the stage are those of HEAT.
fn auction(kind: Kind, payment: Payment) -> (Stage, Venue) {
    let mut stage = Stage::empty(kind);
    let (client, stranger) = (stage.client.insecure_clone(), stage.stranger.insecure_clone());
    if payment == Payment::Usd {
        stage.network.add_dollars(&client, 50 * USD);
    }
    let market = stage.network.open_market(&stranger, market_terms_in(payment, 0));
    let mut venue = stage.network.venue(market);
    let exact = PriceUpdate { confidence: 0, ..PriceUpdate::now(&stage.network) };
    venue.price_update = Some(exact.post(&mut stage.network));
    let (order, post) = kind.post(client.pubkey(), stage.network.payer(), &venue, 0, ceiling(kind), true);
    stage.order = order;
    let (opening, landlord) = (stage.opening(), stage.landlord.insecure_clone());
    stage.network.send(&[post, opening], &[&client, &landlord]).expect("post and open");
    (stage, venue)
}

/// Free and reserved of the client's balance that pays.
fn books(stage: &Stage, venue: &Venue) -> (u64, u64) {
    let balance: ClientBalance = stage.network.chain.read(&pda::balance(&stage.client.pubkey(), &venue.mint));
    assert_eq!(stage.network.tokens(&balance.vault), balance.free + balance.reserved, "vault equals books");
    (balance.free, balance.reserved)
}

/// Held for so many micro-dollars at four HEAT for a dollar: their worth and the margin.
fn heat_held(dollars: u64) -> u64 {
    4 * dollars * (10_000 + u64::from(ESCROW_MARGIN_BPS)) / 10_000
}

#[test]
fn an_award_frees_heat_at_the_price_of_the_posting() {
    for kind in KINDS {
        // Given an order that is quoted in dollars and paid in HEAT, and a bid of half of its ceiling
        let (mut stage, venue) = auction(kind, Payment::HeatForUsd);
        let held = heat_held(3_600_000);
        assert_eq!(books(&stage, &venue), (DEPOSIT - held, held));
        stage.bid(0, ceiling(kind) / 2).expect("bid");

        // When HEAT has doubled by the award
        let dearer = PriceUpdate { price: 50_000_000, ..PriceUpdate::now(&stage.network) };
        dearer.post(&mut stage.network);
        stage.at(CLOSE + 1).award_best(0).expect("award");

        // Then half of what was held is held, as if it had been posted at the bid, and all of the collateral
        assert_eq!(books(&stage, &venue), (DEPOSIT - held / 2, held / 2));
        assert_eq!(stage.locked(0), 4 * 3_600_000);
    }
}

#[test]
fn an_award_frees_dollars() {
    for kind in KINDS {
        // Given an order that is paid in dollars, and a bid of half of its ceiling, when it is awarded
        let (mut stage, venue) = auction(kind, Payment::Usd);
        assert_eq!(books(&stage, &venue), (50 * USD - 3_600_000, 3_600_000));
        let client = stage.client.insecure_clone();
        let worker = &stage.contenders[0].worker;
        let key = worker.key.insecure_clone();
        let bid = stage.bidding(0, ceiling(kind) / 2);
        stage.network.send(&[bid], &[&key]).expect("bid");
        let award = stage.awarding(0, ceiling(kind));
        stage.network.send(&[award], &[&client]).expect("award");

        // Then half of the dollars is held, and the collateral is HEAT
        assert_eq!(books(&stage, &venue), (50 * USD - 1_800_000, 1_800_000));
        assert_eq!(stage.locked(0), 4 * 3_600_000);
        assert_eq!(stage.books(), (DEPOSIT, 0));
    }
}
