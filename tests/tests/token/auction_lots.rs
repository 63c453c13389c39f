//! A lot that is sold out sets the first price of the next.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::pda;
use furnace_common::auction::next_start_ceil;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::START_PRICE;

use super::scene::{USD, auction, bought, buyer, stock, try_buy, try_start};

#[test]
fn the_next_lot_starts_by_itself_at_twice_the_average() {
    // Given 25,000 dollars, of which 10,000 are the first lot
    let mut network = auction(25_000 * USD);
    let wallet = buyer(&mut network, "buyer", 1_000_000 * HEAT);

    // When half of it is bought at the first price, and the other half when that has halved
    bought(&mut network, &wallet, 5_000 * USD);
    network.chain.advance(6 * 3_600);
    let receipt = try_buy(&mut network, &wallet, 5_000 * USD, u64::MAX).expect("purchase");

    // Then the average was 1.5 HEAT, and the next lot begins now at 3
    let (auction, now) = (network.auction(), network.chain.now());
    assert_event(&receipt, "LotStarted", (pda::auction(&network.usd_mint), 10_000 * USD, START_PRICE / 2 * 3));
    assert_eq!((auction.lot_size, auction.lot_remaining, auction.lot_burned), (10_000 * USD, 10_000 * USD, 0));
    assert_eq!((auction.lot_started_at, auction.start_price, auction.lots), (now, START_PRICE / 2 * 3, 1));
    assert_eq!(bought(&mut network, &wallet, 100 * USD), 300 * HEAT);
}

#[test]
fn lots_follow_until_too_little_is_left() {
    // Given 20,099 dollars
    let mut network = auction(20_099 * USD);
    let wallet = buyer(&mut network, "buyer", 1_000_000 * HEAT);

    // When two lots are bought at their first prices, then they cost 2 and 4 HEAT a dollar
    assert_eq!(bought(&mut network, &wallet, 10_000 * USD), 20_000 * HEAT);
    assert_eq!(bought(&mut network, &wallet, 10_000 * USD), 40_000 * HEAT);

    // Then the 99 dollars that are left wait for the hundredth
    let auction = network.auction();
    assert_eq!((auction.lot_remaining, auction.lots, auction.start_price), (0, 2, 4 * START_PRICE));
    assert_error(try_buy(&mut network, &wallet, USD, u64::MAX), FurnaceTokenError::NoLot);
    assert_error(try_start(&mut network), FurnaceTokenError::LotTooSmall);
    network.chain.advance(30 * 86_400);
    stock(&mut network, USD);

    // and when there is one, the lot starts at the price that was set, from then on
    try_start(&mut network).expect("lot starts");
    assert_eq!(bought(&mut network, &wallet, 100 * USD), 800 * HEAT);
}

#[test]
fn the_first_price_is_the_average_times_the_multiple_rounded_up() {
    // Given a lot of an odd size, bought in odd parts at odd times, and another multiple
    let mut network = auction(333 * USD + 333_331);
    network.change_parameters(|parameters| parameters.start_multiple_bps = 11_000);
    let wallet = buyer(&mut network, "buyer", 1_000_000 * HEAT);
    let size = network.auction().lot_size;
    let mut burned = 0;
    for part in [1, 7, 1_000_003, 99_999_999] {
        burned += bought(&mut network, &wallet, part);
        network.chain.advance(12_345);
    }

    // When the rest is bought, then the next first price is as the formula says
    let rest = network.auction().lot_remaining;
    burned += bought(&mut network, &wallet, rest);
    assert_eq!(network.auction().start_price, next_start_ceil(burned, size, 11_000, START_PRICE).expect("price"));
    assert_eq!(network.auction().lot_burned, burned);
}

#[test]
fn what_comes_in_during_a_lot_is_for_the_next() {
    // Given a lot of 100 dollars, and 500 more that come in
    let mut network = auction(100 * USD);
    let wallet = buyer(&mut network, "buyer", 10_000 * HEAT);
    stock(&mut network, 500 * USD);
    assert_eq!(network.auction().lot_remaining, 100 * USD);

    // When the lot is bought, then the 500 are the next
    bought(&mut network, &wallet, 100 * USD);
    assert_eq!(network.auction().lot_size, 500 * USD);
}
