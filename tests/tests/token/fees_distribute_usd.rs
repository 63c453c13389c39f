//! Fees in dollars are the whole take: their burn share goes to the auction.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::Network;

use super::scene::{heirs, try_distribute_usd, usd_fees};

/// Distributes so many dollars; returns what stakers, treasury and auction got.
fn parts(network: &mut Network, amount: u64) -> [u64; 3] {
    let vault = usd_fees(network, amount);
    let mint = network.usd_mint;
    let before = heirs(network, &mint);
    let receipt = try_distribute_usd(network).expect("fees are distributed");
    let after = heirs(network, &mint);
    let parts = [0, 1, 2].map(|part| after[part] - before[part]);
    assert_event(&receipt, "FeesDistributed", (vault, mint, parts[0], parts[1], parts[2]));
    assert_eq!((network.tokens(&vault), parts.iter().sum::<u64>()), (0, amount));
    parts
}

#[test]
fn the_burn_share_is_rounded_up_and_the_stakers_down() {
    // Given fees of all sizes, when they are distributed, then rounding favours the fire, then the treasury
    let mut network = Network::new();
    let cases =
        [(1, [0, 0, 1]), (2, [0, 1, 1]), (3, [0, 1, 2]), (10, [3, 2, 5]), (1_000_003, [300_000, 200_001, 500_002])];
    for (fees, expected) in cases {
        assert_eq!(parts(&mut network, fees), expected, "{fees}");
    }
    // and all of it is counted, apart from HEAT
    let statistics = network.statistics();
    assert_eq!(statistics.fees_to_stakers, [0, 300_003]);
    assert_eq!(statistics.fees_to_treasury, [0, 200_005]);
    assert_eq!(statistics.fees_to_auction, 500_011);
}

#[test]
fn rates_are_those_of_the_moment() {
    // Given rates at which all is burned, and at which the treasury has no part
    let mut network = Network::new();
    network.change_parameters(|parameters| (parameters.burn_bps, parameters.staker_bps) = (10_000, 0));
    assert_eq!(parts(&mut network, 1_001), [0, 0, 1_001]);
    network.change_parameters(|parameters| (parameters.burn_bps, parameters.staker_bps) = (2_500, 7_500));
    assert_eq!(parts(&mut network, 1_001), [750, 0, 251]);
}

#[test]
fn an_empty_vault_has_nothing_to_distribute() {
    // Given a vault that was emptied, when it is distributed again, then it is refused
    let mut network = Network::new();
    parts(&mut network, 1_000);
    assert_error(try_distribute_usd(&mut network), FurnaceTokenError::NothingToDistribute);
}

#[test]
fn dollars_need_their_auction() {
    // Given fees in dollars
    let mut network = Network::new();
    usd_fees(&mut network, 1_000);

    // When auction, vault or both are left out, then it is refused
    for places in [vec![7], vec![8], vec![7, 8]] {
        let mut instruction = token::usd_fees_distribute(network.market, network.usd_mint);
        for place in places {
            instruction.accounts[place].pubkey = program::TOKEN;
            instruction.accounts[place].is_writable = false;
        }
        assert_error(network.send(&[instruction], &[]), FurnaceTokenError::AuctionMissing);
    }
    // and before there is an auction at all
    let (mut early, _) = super::usd_open::before();
    usd_fees(&mut early, 1_000);
    let mut instruction = token::usd_fees_distribute(early.market, early.usd_mint);
    for place in [7, 8] {
        instruction.accounts[place].pubkey = program::TOKEN;
        instruction.accounts[place].is_writable = false;
    }
    assert_error(early.send(&[instruction], &[]), FurnaceTokenError::AuctionMissing);
    assert_eq!(early.tokens(&pda::fee_vault(&early.market, &early.usd_mint)), 1_000);
}

#[test]
fn what_the_auction_gets_is_for_the_next_lot() {
    // Given fees of which 100 dollars are the burn share, the least lot
    let mut network = Network::new();
    parts(&mut network, 200_000_000);

    // When a lot is started, then it has them
    super::scene::try_start(&mut network).expect("lot starts");
    assert_eq!(network.auction().lot_size, 100_000_000);
}
