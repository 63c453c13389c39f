//! Lots and remainders too small for anyone to want.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{START_PRICE, parameters};
use solana_signer::Signer;

use super::scene::{USD, auction, bought, buy, buyer, sold_out, stock, try_buy, try_start};

#[test]
fn a_remainder_of_a_unit_keeps_nobody_from_the_next_lot() {
    // Given a lot of which an attacker left a unit, and dollars for the next
    let mut network = auction(20_000 * USD);
    let attacker = buyer(&mut network, "attacker", 100_000 * HEAT);
    bought(&mut network, &attacker, 10_000 * USD - 1);
    network.chain.advance(10 * 86_400);

    // When anyone buys more than that, then it gets the unit for a unit, and the next lot runs at its price
    let wallet = buyer(&mut network, "buyer", 100_000 * HEAT);
    assert_eq!(bought(&mut network, &wallet, 500 * USD), 1);
    assert_eq!(network.auction().lot_size, 10_000 * USD);
    assert!(network.auction().start_price.abs_diff(2 * START_PRICE) <= 2);
}

#[test]
fn a_unit_and_the_next_lot_in_one_transaction_cost_what_they_cost() {
    // Given a remainder of a unit at the lowest price
    let mut network = auction(20_000 * USD);
    let wallet = buyer(&mut network, "buyer", 1_000_000 * HEAT);
    bought(&mut network, &wallet, 10_000 * USD - 1);
    network.chain.advance(60 * 86_400);

    // When it is bought with a part of the next lot at once, then that part costs its first price
    let unit = buy(&network, &wallet.pubkey(), 1, 1);
    let part = buy(&network, &wallet.pubkey(), 100 * USD, u64::MAX);
    let before = network.supply();
    network.send(&[unit, part], &[&wallet]).expect("purchases");
    assert_eq!(before - network.supply(), 1 + 400 * HEAT);
}

#[test]
fn no_lot_is_smaller_than_the_least() {
    // Given a lot that leaves less than the least lot behind it
    let mut network = auction(parameters().max_lot + parameters().min_lot - 1);
    let wallet = buyer(&mut network, "buyer", 1_000_000 * HEAT);
    sold_out(&mut network, &wallet);

    // When somebody would start it or buy of it, then there is none, until there is a unit more
    assert_eq!(network.auction().lot_remaining, 0);
    assert_error(try_start(&mut network), FurnaceTokenError::LotTooSmall);
    assert_error(try_buy(&mut network, &wallet, 1, u64::MAX), FurnaceTokenError::NoLot);
    stock(&mut network, 1);
    try_start(&mut network).expect("lot starts");
    assert_eq!(network.auction().lot_size, parameters().min_lot);
}

#[test]
fn a_lot_that_nobody_watched_does_not_make_the_next_ones_cheap() {
    // Given a lot of 100 dollars that nobody bought for ten half-lives, and 100,000 dollars that came in meanwhile
    let mut network = auction(100 * USD);
    stock(&mut network, 100_000 * USD);
    network.chain.advance(60 * 3_600);
    let wallet = buyer(&mut network, "buyer", 1_000_000 * HEAT);

    // When somebody buys it for next to nothing
    let first = sold_out(&mut network, &wallet);
    assert_eq!(first, (100 * USD * 2).div_ceil(1_024));

    // Then the next one begins at half of its first price, and that one's successor at twice what it costs
    assert_eq!(network.auction().start_price, START_PRICE / 2);
    let second = sold_out(&mut network, &wallet);
    assert_eq!(second, 10_000 * USD);
    assert_eq!(network.auction().start_price, START_PRICE);
}
