//! The price halves every half-life and falls evenly in between.

use furnace_common::auction::{MIN_PRICE, ONE, cost_ceil, price_at};
use furnace_common::units::HEAT;
use furnace_tests::network::START_PRICE;

use super::scene::{USD, auction, bought, buyer};

const HALF_LIFE: u32 = 6 * 3_600;

#[test]
fn the_price_falls_along_the_half_life() {
    // Given a lot at two HEAT a dollar
    let mut network = auction(10_000 * USD);
    let wallet = buyer(&mut network, "buyer", 100_000 * HEAT);
    let began = network.chain.now();

    // When ten dollars are bought as time goes by, then they cost, in millionths of a HEAT
    for (minutes, cost) in [
        (0, 20_000_000),
        (90, 17_500_000),
        (180, 15_000_000),
        (270, 12_500_000),
        (360, 10_000_000),
        (540, 7_500_000),
        (720, 5_000_000),
        (1_080, 2_500_000),
        (3_600, 19_532),
    ] {
        network.chain.set_time(began + minutes * 60);
        assert_eq!(bought(&mut network, &wallet, 10 * USD), cost, "after {minutes} minutes");
    }
}

#[test]
fn every_second_has_the_price_of_the_formula() {
    // Given a lot, when an odd amount is bought at odd times, then it costs what the formula says, to the unit
    let mut network = auction(10_000 * USD);
    let wallet = buyer(&mut network, "buyer", 100_000 * HEAT);
    let began = network.chain.now();
    for seconds in [1, 2, 3_599, 21_599, 21_600, 21_601, 100_003, 1_000_003] {
        network.chain.set_time(began + seconds);
        let price = price_at(START_PRICE, seconds, HALF_LIFE).expect("price");
        let expected = cost_ceil(7_654_321, price).expect("cost");
        assert_eq!(bought(&mut network, &wallet, 7_654_321), expected, "after {seconds} seconds");
    }
}

#[test]
fn the_price_of_a_purchase_does_not_depend_on_others() {
    // Given two lots alike, one of which somebody buys of at every hour
    let costs = [true, false].map(|busy| {
        let mut network = auction(10_000 * USD);
        let wallet = buyer(&mut network, "buyer", 100_000 * HEAT);
        for _ in 0..10 {
            network.chain.advance(3_600);
            if busy {
                bought(&mut network, &wallet, 100 * USD);
            }
        }
        bought(&mut network, &wallet, 33 * USD)
    });

    // When the same is bought of both after that, then it costs the same
    assert_eq!(costs[0], costs[1]);
}

#[test]
fn the_price_never_ends() {
    // Given a lot that nobody bought for a year, when somebody buys, then a unit costs a unit
    let mut network = auction(10_000 * USD);
    let wallet = buyer(&mut network, "buyer", HEAT);
    network.chain.advance(365 * 86_400);
    assert_eq!(bought(&mut network, &wallet, 1), 1);
    // and so does a dollar, and all of the rest three: 10,000 million units at a 2^32nd each
    assert_eq!(bought(&mut network, &wallet, USD), 1);
    let rest = network.auction().lot_remaining;
    assert_eq!(bought(&mut network, &wallet, rest), (rest * MIN_PRICE).div_ceil(ONE));
}

#[test]
fn another_half_life_holds_at_once() {
    // Given a lot that runs while the half-life is doubled
    let mut network = auction(10_000 * USD);
    let wallet = buyer(&mut network, "buyer", 100_000 * HEAT);
    let began = network.chain.now();
    network.change_parameters(|parameters| parameters.half_life_seconds = 2 * HALF_LIFE);

    // When somebody buys, then the price is that of the new one since the lot began
    let price = price_at(START_PRICE, network.chain.now() - began, 2 * HALF_LIFE).expect("price");
    assert_eq!(bought(&mut network, &wallet, 100 * USD), cost_ceil(100 * USD, price).expect("cost"));
}
