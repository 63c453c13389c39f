//! Crews that are quoted in dollars and paid in HEAT at the price of the moment.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_common::limits::PRICE_GRACE_SECONDS;
use furnace_common::state::Payment;
use furnace_tests::errors::assert_error;
use furnace_tests::network::dollars::USD;
use furnace_tests::scene::DEPOSIT;

use crate::stage::{Stage, gang, replicas};

/// Held for a dollar at 0.25 give or take a hundredth of it: its worth at the low end and a fifth, rounded up.
const HELD: u64 = 4_040_405 + 808_081;
/// Worth of a dollar at the high end, rounded down.
const AT_POSTING: u64 = 3_960_396;
/// Hundred-millionths of a dollar.
const HALF_A_DOLLAR: i64 = 50_000_000;

/// A crew at work for a dollar a seat.
fn assembled(terms: JobTerms) -> Stage {
    Stage::paid_in(Payment::HeatForUsd, terms.seats).opened(JobTerms { price: USD, ..terms }).assemble()
}

/// A gang whose result was accepted.
fn accepted(seats: u8) -> Stage {
    let mut stage = assembled(gang(seats)).deliver();
    stage.accept().expect("accept");
    stage
}

/// Replicas two of which agreed, and the third did not.
fn agreed() -> Stage {
    let mut stage = assembled(replicas(3, 2));
    let results = [(0, 5), (1, 6), (2, 5)];
    results.iter().for_each(|(seat, result)| drop(stage.commit(*seat, *result).expect("commit")));
    results.iter().for_each(|(seat, result)| drop(stage.reveal(*seat, *result).expect("reveal")));
    stage
}

#[test]
fn a_margin_is_held_for_each_seat_and_comes_back() {
    // Given replicas two of which agreed, when they are paid at half a dollar and the third is released
    let mut stage = agreed();
    assert_eq!((stage.crew().each, stage.books()), (HELD, (DEPOSIT - 3 * HELD, 3 * HELD)));
    stage.price(HALF_A_DOLLAR).pay(0).expect("pay");
    assert_eq!(stage.books(), (DEPOSIT - 2 * HELD - 2_000_000, 2 * HELD));
    stage.release(1).expect("release");
    assert_eq!(stage.books(), (DEPOSIT - HELD - 2_000_000, HELD));

    // Then each cost two HEAT, and all the rest is free again
    stage.pay(2).expect("pay");
    assert_eq!(stage.books(), (DEPOSIT - 4_000_000, 0));
}

#[test]
fn the_first_payment_fixes_the_price_for_all() {
    // Given a gang of three, when the price doubles, falls, and is gone after the first payment, then all have the same
    let mut stage = accepted(3);
    stage.price(HALF_A_DOLLAR).pay(2).expect("pay");
    stage.price(HALF_A_DOLLAR / 5).pay(0).expect("pay");
    stage.without_price().pay(1).expect("pay");
    assert_eq!((stage.job().worth, stage.books()), (2_000_000, (DEPOSIT - 3 * 2_000_000, 0)));
}

#[test]
fn no_more_is_paid_than_was_held() {
    // Given a gang whose HEAT fell to a tenth, when its seats are paid, then each has all that was held for it
    let mut stage = accepted(2);
    stage.price(2_500_000);
    stage.pay(0).expect("pay");
    stage.pay(1).expect("pay");
    assert_eq!((stage.job().worth, stage.books()), (HELD, (DEPOSIT - 2 * HELD, 0)));
}

#[test]
fn nothing_is_paid_without_a_price_until_it_is_long_overdue() {
    // Given replicas that agreed, and a gang whose review ended, when there is no price for a day, then the first
    // payment takes that of the posting
    let mut settled = assembled(gang(2)).deliver();
    let review_ends_at = settled.job().review_ends_at;
    settled.at(review_ends_at - settled.began).settle().expect("settle");
    let agreed = agreed();
    let agreed_at = agreed.job().submitted_at;
    for (mut stage, due_at) in [(agreed, agreed_at), (settled, review_ends_at)] {
        let overdue = due_at + PRICE_GRACE_SECONDS - stage.began;
        stage.without_price();
        assert_error(stage.at(overdue - 1).pay(0), FurnaceJobsError::PriceMissing);
        stage.at(overdue).pay(0).expect("pay");
        assert_eq!(stage.job().worth, AT_POSTING);
    }
}

#[test]
fn an_old_price_does_not_count() {
    // Given a gang whose result was accepted, when it is paid at a price of a minute and a second ago, then it is
    // refused
    let mut stage = accepted(2);
    stage.price(HALF_A_DOLLAR);
    assert_error(stage.at(10 + 61).pay(0), FurnaceJobsError::PriceRefused);
}

#[test]
fn whoever_joins_puts_the_worth_at_stake_and_no_margin() {
    // Given a crew for a dollar a seat, when workers join, quit and are released, then all that was held comes back
    let mut stage = assembled(gang(2));
    assert_eq!(stage.locked(), [4_040_405; 2]);
    stage.quit(0).expect("quit");
    assert_eq!(stage.books(), (DEPOSIT - HELD + 404_041 * 2 / 5, HELD));
    stage.release(1).expect("release");
    assert_eq!(stage.books(), (DEPOSIT + 404_041 * 2 / 5, 0));
}
