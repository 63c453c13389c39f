//! Driving the auction's price up for others with purchases that cost next to nothing.

use furnace_common::auction::next_start_ceil;
use furnace_common::units::HEAT;
use furnace_tests::network::{Network, START_PRICE};
use solana_keypair::Keypair;

use super::scene::{USD, auction, bought, buyer, sold_out};

const LOT: u64 = 10_000 * USD;

/// A network with a running lot and another to come, an attacker and an honest buyer.
fn scene() -> (Network, Keypair, Keypair) {
    let mut network = auction(2 * LOT);
    let attacker = buyer(&mut network, "attacker", 1_000_000 * HEAT);
    let honest = buyer(&mut network, "honest", 1_000_000 * HEAT);
    (network, attacker, honest)
}

#[test]
fn tiny_purchases_move_the_next_price_by_their_size() {
    // Given an attacker that buys a unit at the first price, a hundred times
    let (mut network, attacker, honest) = scene();
    for _ in 0..100 {
        assert_eq!(bought(&mut network, &attacker, 1), 2);
    }
    // When the rest of the lot is bought at half of the first price
    network.chain.advance(6 * 3_600);
    let rest = sold_out(&mut network, &honest);
    assert_eq!(rest, LOT - 100);

    // Then the next lot begins at the first price, as without the attacker but for the 100 units that it paid too
    // much
    let next = network.auction().start_price;
    assert_eq!(next, next_start_ceil(rest + 200, LOT, 20_000, START_PRICE).expect("price"));
    assert!(next - START_PRICE <= START_PRICE / 100_000);
}

#[test]
fn the_last_unit_does_not_set_the_price() {
    // Given a lot that an honest buyer bought but for a unit, at half of the first price
    let (mut network, attacker, honest) = scene();
    network.chain.advance(6 * 3_600);
    bought(&mut network, &honest, LOT - 1);

    // When an attacker pays for the last unit, at once or much later, then the next price hardly differs
    network.chain.advance(10 * 86_400);
    assert_eq!(bought(&mut network, &attacker, 1), 1);
    assert!(network.auction().start_price.abs_diff(START_PRICE) <= START_PRICE / 1_000_000_000 + 1);
}

#[test]
fn to_raise_the_price_costs_what_it_raises() {
    // Given an attacker that buys a tenth of the lot at the first price, and honest buyers at half of it
    let (mut network, attacker, honest) = scene();
    let paid = bought(&mut network, &attacker, LOT / 10);
    network.chain.advance(6 * 3_600);
    let rest = sold_out(&mut network, &honest);

    // When the next lot begins, then it is dearer than the first price by twice what the attacker paid above the
    // honest price, spread over the lot
    assert_eq!((paid, rest), (2_000 * HEAT, 9_000 * HEAT));
    let excess = u128::from(paid) - u128::from(rest) / 9;
    let raised = u128::from(network.auction().start_price - START_PRICE);
    let expected = (excess * 2) << 32;
    assert!(raised.abs_diff(expected / u128::from(LOT)) <= 1);
}
