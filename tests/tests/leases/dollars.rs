//! Leases that are quoted and paid in dollars.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs::Venue;
use furnace_client::pda;
use furnace_common::state::{CloseReason, LeaseState, Payment};
use furnace_tests::errors::assert_error;
use furnace_tests::scene::{DEPOSIT, STAKE};
use solana_signer::Signer;

use crate::stage::{DOLLARS, HELD, RATE, Stage, terms};

/// What an hour at the rate is worth in HEAT at 0.2475 dollars, the low end of the price, rounded up.
const COLLATERAL: u64 = 145_556_364;

/// Run by the scene's worker; no price is on the chain any more.
fn running(terms: LeaseTerms) -> Stage {
    let mut stage = Stage::paid_in(Payment::Usd);
    stage.open_lease(terms).expect("open");
    stage.claim().expect("claim");
    stage.start().expect("start");
    stage.without_price();
    stage
}

#[test]
fn dollars_are_held_and_heat_is_at_stake() {
    // Given a price of 0.25 dollars, give or take a hundredth, when a lease is opened and claimed
    let stage = running(terms());

    // Then an hour is held in dollars, and its worth in HEAT is at stake
    assert_eq!((stage.books(), stage.scene.books()), ((DOLLARS - HELD, HELD), (DEPOSIT, 0)));
    assert_eq!((stage.scene.locked(), stage.account().escrow.collateral), (COLLATERAL, COLLATERAL));
    assert_eq!(stage.account().escrow.compensation, pda::heat_balance(&stage.scene.client.pubkey()));
}

#[test]
fn every_settlement_pays_dollars_and_burns_nothing() {
    // Given a lease that is settled every minute for half an hour and then closed, without a price
    let mut stage = running(terms());
    for minute in 1..=30 {
        stage.at(60 * minute).settle().expect("settle");
    }
    stage.at(1_807).close(CloseReason::Finished).expect("close");

    // Then the worker has nine tenths, the rest waits to be distributed, and no HEAT was burned
    assert_eq!((stage.books(), stage.incomes()), ((DOLLARS - 1_807 * RATE, 0), [Stage::earned(1_807), 0]));
    assert_eq!(stage.scene.network.book(&stage.scene.operator.operator).earned, [0, Stage::earned(1_807)]);
}

#[test]
fn funds_run_out_and_come_in_dollars() {
    // Given a lease of dollars that ran out of them, when its client puts a minute more in, then it goes on
    let mut stage = running(terms());
    stage.at(4_000).settle().expect("settle");
    assert_eq!((stage.state(), stage.account().suspended_at), (LeaseState::Suspended, stage.began + 3_600));
    stage.top_up(60 * RATE).expect("top up");
    stage.at(4_060).settle().expect("settle");
    assert_eq!(stage.books(), (DOLLARS - HELD - 60 * RATE, 0));
}

#[test]
fn penalties_are_in_heat() {
    // Given a worker that is silent, when it is reported twice, then 4% of the collateral are taken in HEAT, and the
    // client's part is in its balance in HEAT
    let mut stage = running(terms());
    stage.ping().expect("ping");
    stage.at(181).slash().expect("slash");
    stage.at(421).slash().expect("slash");
    let penalty = 2 * COLLATERAL.div_ceil(50);
    assert_eq!(stage.scene.network.pool(&stage.scene.operator.pool).active, STAKE - penalty);
    assert_eq!(stage.scene.books(), (DEPOSIT + 2 * (COLLATERAL.div_ceil(50) * 40 / 100), 0));
    assert_eq!((stage.state(), stage.books()), (LeaseState::Open, (DOLLARS - HELD, HELD)));
}

#[test]
fn the_eighth_loss_frees_dollars() {
    // Given a lease of dollars that nobody ever starts, when eight have lost it, then all dollars are free again
    let mut stage = Stage::paid_in(Payment::Usd);
    stage.open_lease(terms()).expect("open");
    for attempt in 1..=8 {
        stage.claim().expect("claim");
        stage.at(1_021 * attempt).slash().expect("slash");
    }
    assert_eq!((stage.state(), stage.books()), (LeaseState::Closed, (DOLLARS, 0)));
}

#[test]
fn what_is_at_stake_needs_a_price() {
    // Given no price, when a lease is opened for dollars, then it is refused
    let mut stage = Stage::paid_in(Payment::Usd);
    assert_error(stage.without_price().open_lease(terms()), FurnaceJobsError::PriceMissing);
}

#[test]
fn each_market_takes_its_own_mint() {
    // Given balances in dollars and in HEAT, when a lease is opened from the wrong one, then it is refused
    let mut stage = Stage::paid_in(Payment::Usd);
    stage.venue = Venue { market: stage.scene.network.market, ..stage.venue };
    assert_error(stage.open_lease(terms()), FurnaceJobsError::WrongBalance);
}

#[test]
fn withdrawn_and_expired_leases_return_dollars() {
    // Given an open lease of dollars, when it is withdrawn or expires, then they are free again
    for withdrawn in [true, false] {
        let mut stage = Stage::paid_in(Payment::Usd);
        stage.open_lease(terms()).expect("open");
        match withdrawn {
            true => stage.cancel().expect("cancel"),
            false => stage.at(301).expire().expect("expire"),
        };
        assert_eq!(stage.books(), (DOLLARS, 0));
    }
}
