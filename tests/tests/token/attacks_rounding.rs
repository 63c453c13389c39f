//! Purchases so small that rounding would give them away.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::Network;
use solana_signer::Signer;

use super::scene::{
    USD, auction, bought, buyer, dollars, heat_fees, heirs, sold_out, try_buy, try_distribute, try_distribute_usd,
    usd_fees,
};

#[test]
fn a_unit_always_costs_a_unit() {
    // Given a lot after each of forty half-lives, at prices down to a millionth of a unit and less
    let mut network = auction(10_000 * USD);
    let wallet = buyer(&mut network, "buyer", 1_000 * HEAT);
    for _ in 0..40 {
        // When a unit is bought for nothing, then it is refused, and for one it is not
        network.chain.advance(6 * 3_600);
        assert_error(try_buy(&mut network, &wallet, 1, 0), FurnaceTokenError::CostAboveLimit);
        try_buy(&mut network, &wallet, 1, 1).expect("purchase");
    }
    assert_eq!(dollars(&network, &wallet.pubkey()), 40);
}

#[test]
fn in_parts_it_is_never_cheaper() {
    for hours in [0, 7, 13, 60] {
        // Given two lots alike at some price, when one is bought at once and the other in 300 odd parts
        let costs = [1u64, 300].map(|parts| {
            let mut network = auction(100 * USD);
            let wallet = buyer(&mut network, "buyer", 1_000 * HEAT);
            network.chain.advance(hours * 3_600);
            let before: u64 = (1..parts).map(|_| bought(&mut network, &wallet, 33_333)).sum();
            before + sold_out(&mut network, &wallet)
        });

        // Then the parts cost at least as much, and at most a unit more for each
        assert!(costs[0] <= costs[1] && costs[1] <= costs[0] + 300, "after {hours} hours: {costs:?}");
    }
}

#[test]
fn fees_in_crumbs_starve_nobody() {
    // Given fees that somebody distributes unit by unit, to have the parts that are rounded down disappear
    let mut network = Network::new();
    let before = heirs(&network, &pda::heat_mint())[1];
    for _ in 0..100 {
        heat_fees(&mut network, 1);
        try_distribute(&mut network).expect("fees are distributed");
        usd_fees(&mut network, 1);
        try_distribute_usd(&mut network).expect("fees are distributed");
    }
    // Then every unit is somebody's: the treasury's in HEAT, the fire's in dollars
    let [stakers, treasury, _] = heirs(&network, &pda::heat_mint());
    assert_eq!((stakers, treasury + 100 - before), (0, 100));
    assert_eq!(heirs(&network, &network.usd_mint), [0, 0, 100]);
}
