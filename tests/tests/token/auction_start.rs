//! A lot goes up for sale where none is, by anyone.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::{Network, START_PRICE, parameters};
use furnace_tests::scene::replaced;

use super::scene::{USD, auction, bought, buyer, stock, try_start};

#[test]
fn a_lot_is_what_there_is_between_the_least_and_the_most() {
    let (least, most) = (parameters().min_lot, parameters().max_lot);
    for (dollars, size) in [(least, least), (least + 1, least + 1), (most, most), (most + 1, most), (3 * most, most)] {
        // Given so many dollars in the auction's vault
        let mut network = Network::new();
        stock(&mut network, dollars);

        // When anyone starts a lot
        let receipt = try_start(&mut network).expect("lot starts");

        // Then it begins now at the first price
        let (auction, now) = (network.auction(), network.chain.now());
        assert_event(&receipt, "LotStarted", (pda::auction(&network.usd_mint), size, START_PRICE));
        assert_eq!((auction.lot_size, auction.lot_remaining, auction.lot_burned), (size, size, 0));
        assert_eq!((auction.lot_started_at, auction.start_price), (now, START_PRICE));
    }
}

#[test]
fn less_than_the_least_lot_waits() {
    // Given a vault with nothing, and with a unit less than the least lot, when a lot is started, then it is refused
    let mut network = Network::new();
    assert_error(try_start(&mut network), FurnaceTokenError::LotTooSmall);
    stock(&mut network, parameters().min_lot - 1);
    assert_error(try_start(&mut network), FurnaceTokenError::LotTooSmall);

    // and with that unit it starts
    stock(&mut network, 1);
    try_start(&mut network).expect("lot starts");
}

#[test]
fn a_running_lot_is_not_started_again() {
    // Given a lot of which a part is sold, at half of its first price
    let mut network = auction(20_000 * USD);
    let wallet = buyer(&mut network, "buyer", 10_000_000_000);
    network.chain.advance(6 * 3_600);
    bought(&mut network, &wallet, USD);

    // When anyone starts a lot, to have the first price again, then it is refused
    let before = network.auction();
    assert_error(try_start(&mut network), FurnaceTokenError::LotRunning);
    assert_eq!(network.auction(), before);
}

#[test]
fn another_vault_is_not_for_sale() {
    // Given dollars in the stakers' vault, when a lot is started of them, then it is refused
    let mut network = Network::new();
    let (mint, stakers) = (network.usd_mint, pda::staker_fees_vault(&network.usd_mint));
    network.mint_usd(&stakers, 1_000 * USD);
    let start = replaced(token::auction_start(mint), pda::auction_vault(&mint), stakers);
    assert_error(network.send(&[start], &[]), FurnaceTokenError::WrongVault);
}
