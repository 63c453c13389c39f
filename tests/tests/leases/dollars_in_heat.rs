//! Leases that are quoted in dollars and paid in HEAT at the price of the moment.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_common::limits::PRICE_GRACE_SECONDS;
use furnace_common::state::{CloseReason, LeaseState, Payment};
use furnace_tests::errors::assert_error;
use furnace_tests::price_update::PriceUpdate;
use furnace_tests::scene::DEPOSIT;

use crate::stage::{Stage, terms};

/// Micro-dollars by the second: nine dollars an hour.
const DOLLAR_RATE: u64 = 2_503;
/// Worth of an hour at 0.2475 dollars, the low end of the price, rounded up; and a fifth, rounded up.
const COLLATERAL: u64 = 36_407_273;
const HELD: u64 = COLLATERAL + 7_281_455;
/// Worth of ten minutes at 0.25 dollars, and at 0.2525, the high end of the price at the opening.
const TEN_MINUTES: u64 = 6_007_200;
const TEN_MINUTES_HIGH: u64 = 5_947_722;
/// 0.25 dollars.
const QUARTER: i64 = 25_000_000;

/// A lease that the scene's worker runs.
fn running(terms: LeaseTerms) -> Stage {
    let mut stage = Stage::paid_in(Payment::HeatForUsd);
    stage.open_lease(LeaseTerms { rate: DOLLAR_RATE, ..terms }).expect("open");
    stage.claim().expect("claim");
    stage.start().expect("start");
    stage
}

#[test]
fn a_fifth_more_than_the_hour_is_held() {
    // Given a price of 0.25 dollars, give or take a hundredth, when a lease is opened, then that much is held
    let stage = running(terms());
    assert_eq!((stage.books(), stage.scene.locked()), ((DEPOSIT - HELD, HELD), COLLATERAL));
}

#[test]
fn each_settlement_is_at_the_price_of_its_moment() {
    // Given a lease, when ten minutes are settled at a quarter, ten at a half and ten at a quarter of a dollar
    let mut stage = running(terms());
    stage.at(600).price(QUARTER).settle().expect("settle");
    assert_eq!(stage.account().escrow.paid, TEN_MINUTES);
    stage.at(1_200).price(2 * QUARTER).settle().expect("settle");
    assert_eq!(stage.account().escrow.paid, TEN_MINUTES + TEN_MINUTES / 2);
    stage.at(1_800).price(QUARTER).close(CloseReason::Finished).expect("close");

    // Then each is paid at what it was worth
    assert_eq!(stage.books(), (DEPOSIT - 2 * TEN_MINUTES - TEN_MINUTES / 2, 0));
    assert_eq!(stage.account().billed_seconds, 1_800);
}

#[test]
fn funds_last_for_less_when_the_price_falls() {
    // Given a price that fell to a twentieth of a dollar, when twenty minutes are settled
    let mut stage = running(terms());
    stage.at(1_200).price(QUARTER / 5).settle().expect("settle");

    // Then all that was held is paid, for the 872 seconds that it is worth, and the lease is suspended since then
    let account = stage.account();
    assert_eq!((stage.books(), account.billed_seconds), ((DEPOSIT - HELD, 0), 872));
    assert_eq!((stage.state(), account.suspended_at), (LeaseState::Suspended, stage.began + 872));
}

#[test]
fn funds_last_for_longer_when_the_price_rises() {
    // Given a price that doubled, when an hour and a half is settled, then it is paid, and the lease goes on
    let mut stage = running(terms());
    stage.at(5_400).price(2 * QUARTER).settle().expect("settle");
    assert_eq!((stage.state(), stage.account().escrow.paid), (LeaseState::Running, 9 * TEN_MINUTES / 2));
}

#[test]
fn without_a_price_nothing_is_paid_for_a_day() {
    // Given a lease of which ten minutes are owed, and no price
    let mut stage = running(terms());
    stage.at(600).ping().expect("ping");
    stage.without_price();
    for at in [600, PRICE_GRACE_SECONDS - 1] {
        stage.at(at);
        assert_error(stage.settle(), FurnaceJobsError::PriceMissing);
        assert_error(stage.close(CloseReason::Finished), FurnaceJobsError::PriceMissing);
    }

    // When a day has passed since it was last settled, then the price of the opening counts, its doubt for the payer
    stage.at(PRICE_GRACE_SECONDS).settle().expect("settle");
    assert_eq!(stage.account().escrow.paid, TEN_MINUTES_HIGH);
}

#[test]
fn the_day_begins_anew_with_each_settlement_and_so_does_the_price() {
    // Given a lease that was settled at half a dollar, when its client ends it without a price, then the day is not over
    // until it is since then
    let mut stage = running(LeaseTerms { max_seconds: 7 * 86_400, ..terms() });
    stage.at(600).price(2 * QUARTER).settle().expect("settle");
    stage.at(1_200).ping().expect("ping");
    stage.without_price().at(600 + PRICE_GRACE_SECONDS - 1);
    assert_error(stage.close(CloseReason::Finished), FurnaceJobsError::PriceMissing);

    // and what counts then is the price of that settlement, not that of the opening
    stage.at(600 + PRICE_GRACE_SECONDS).close(CloseReason::Finished).expect("close");
    assert_eq!(stage.account().escrow.paid, TEN_MINUTES);
}

#[test]
fn more_is_needed_to_go_on_when_the_last_known_price_is_lower() {
    // Given a lease that ran out of funds at a fifth of the price at which it was opened
    let mut stage = running(terms());
    stage.at(1_200).price(QUARTER / 5).settle().expect("settle");

    // When its client puts in what a minute and its margin is worth now less a unit, then it is refused
    let minute = 60 * DOLLAR_RATE * 20;
    let with_margin = minute + minute / 5;
    assert_error(stage.top_up(with_margin - 1), FurnaceJobsError::FundsTooLow);
    stage.top_up(with_margin).expect("top up");
}

#[test]
fn a_price_of_the_moment_counts_even_after_a_day() {
    // Given ten minutes that are owed for more than a day, when they are settled at a doubled price, then that counts
    let mut stage = running(terms());
    stage.at(600).ping().expect("ping");
    stage.at(2 * PRICE_GRACE_SECONDS).price(2 * QUARTER).settle().expect("settle");
    assert_eq!(stage.account().escrow.paid, TEN_MINUTES / 2);
}

#[test]
fn where_nothing_is_owed_no_price_is_needed() {
    // Given a lease that was claimed and one that ran out of funds, when it ends without a price, then it does
    let mut claimed = Stage::paid_in(Payment::HeatForUsd);
    claimed.open_lease(LeaseTerms { rate: DOLLAR_RATE, ..terms() }).expect("open");
    claimed.claim().expect("claim");
    claimed.without_price().close(CloseReason::Unsatisfied).expect("close");
    assert_eq!(claimed.books(), (DEPOSIT, 0));

    let mut out = running(terms());
    out.at(1_200).price(QUARTER / 5).settle().expect("settle");
    out.without_price().at(872 + 3_601).end().expect("end");
    assert_eq!(out.books(), (DEPOSIT - HELD, 0));
}

#[test]
fn a_price_that_does_not_count_is_refused() {
    // Given a lease, when it is settled at a price of two minutes ago, then it is refused, and so is a new one
    let mut stage = running(terms());
    stage.at(600).price(QUARTER);
    stage.at(720);
    assert_error(stage.settle(), FurnaceJobsError::PriceRefused);
    assert_error(stage.open_lease(terms()), FurnaceJobsError::PriceRefused);
    let foreign = PriceUpdate { feed: [6; 32], ..PriceUpdate::now(&stage.scene.network) };
    stage.venue.price_update = Some(foreign.post(&mut stage.scene.network));
    assert_error(stage.settle(), FurnaceJobsError::PriceRefused);
    stage.without_price();
    assert_error(stage.open_lease(terms()), FurnaceJobsError::PriceMissing);
}

#[test]
fn low_funds_are_told_at_the_price_of_the_moment() {
    // Given a client that wants to be warned of less than half an hour, when the price falls, then it is warned sooner
    let mut stage = running(LeaseTerms { low_seconds: 1_800, ..terms() });
    let warned = |logs: &[String]| logs.iter().filter(|line| line.starts_with("Program data: ")).count() == 2;
    let enough = stage.at(600).price(QUARTER).settle().expect("settle");
    let low = stage.at(660).price(QUARTER / 4).settle().expect("settle");
    assert_eq!((warned(&enough.logs), warned(&low.logs)), (false, true));
}
