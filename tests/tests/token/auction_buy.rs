//! HEAT is burned for a part of the lot at the price of the moment.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::pda;
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_common::units::HEAT;
use furnace_tests::errors::{SplTokenError, assert_error, assert_runtime_error};
use furnace_tests::events::assert_event;
use furnace_tests::network::Network;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use super::scene::{USD, auction, bought, buy, buyer, dollars, stock, try_buy};

#[test]
fn the_price_is_burned_and_the_dollars_are_the_buyers() {
    // Given a lot of 1,000 dollars at two HEAT each
    let mut network = auction(1_000 * USD);
    let wallet = buyer(&mut network, "buyer", 1_000 * HEAT);

    // When somebody buys 250 of them
    let receipt = try_buy(&mut network, &wallet, 250 * USD, 500 * HEAT).expect("purchase");

    // Then 500 HEAT are no more, and nobody has them
    let address = pda::auction(&network.usd_mint);
    let fields = (address, wallet.pubkey(), 250 * USD, 500 * HEAT, 750 * USD);
    assert_event(&receipt, "LotBought", fields);
    assert_eq!((network.heat(&wallet.pubkey()), dollars(&network, &wallet.pubkey())), (500 * HEAT, 250 * USD));
    assert_eq!(network.supply(), GENESIS_SUPPLY - 500 * HEAT);
    assert_eq!(network.tokens(&pda::auction_vault(&network.usd_mint)), 750 * USD);
    // and the books know it
    let (auction, statistics) = (network.auction(), network.statistics());
    assert_eq!((auction.lot_remaining, auction.lot_burned), (750 * USD, 500 * HEAT));
    assert_eq!((auction.sold, auction.burned, auction.lots), (250 * USD, 500 * HEAT, 0));
    let counted = (statistics.auction_sold, statistics.auction_burned, statistics.lots);
    assert_eq!(counted, (250 * USD, 500 * HEAT, 0));
}

#[test]
fn several_buyers_share_a_lot() {
    // Given a lot of 900 dollars, and three buyers at three times
    let mut network = auction(900 * USD);
    let mut burned = 0;
    for (name, hours, cost) in [("first", 0, 600 * HEAT), ("second", 6, 300 * HEAT), ("third", 6, 150 * HEAT)] {
        let wallet = buyer(&mut network, name, 1_000 * HEAT);
        network.chain.advance(hours * 3_600);

        // When each buys a third, then each pays the price of the moment
        assert_eq!(bought(&mut network, &wallet, 300 * USD), cost);
        burned += cost;
        assert_eq!(dollars(&network, &wallet.pubkey()), 300 * USD);
    }
    // and the lot is over
    let auction = network.auction();
    assert_eq!((auction.lot_remaining, auction.lots, auction.burned), (0, 1, burned));
    assert_eq!(network.statistics().lots, 1);
}

#[test]
fn who_asks_for_more_than_is_left_buys_the_rest() {
    // Given 100 dollars of a lot that another was about to buy
    let mut network = auction(100 * USD);
    let wallet = buyer(&mut network, "buyer", 1_000 * HEAT);

    // When somebody asks for 400 at 900 HEAT at most, then the quarter costs 200, of the 225 that are its part
    try_buy(&mut network, &wallet, 400 * USD, 900 * HEAT).expect("purchase");
    assert_eq!((network.heat(&wallet.pubkey()), dollars(&network, &wallet.pubkey())), (800 * HEAT, 100 * USD));
}

#[test]
fn nobody_pays_more_than_the_limit() {
    // Given a lot at two HEAT a dollar
    let mut network = auction(1_000 * USD);
    let wallet = buyer(&mut network, "buyer", 10_000 * HEAT);

    // When the limit is a unit short, then nothing is bought, and at the limit it is
    let result = try_buy(&mut network, &wallet, 100 * USD, 200 * HEAT - 1);
    assert_error(result, FurnaceTokenError::CostAboveLimit);
    try_buy(&mut network, &wallet, 100 * USD, 200 * HEAT).expect("purchase");

    // and it counts in proportion where there is less than was asked for
    let result = try_buy(&mut network, &wallet, 9_000 * USD, 18_000 * HEAT - 20);
    assert_error(result, FurnaceTokenError::CostAboveLimit);
    try_buy(&mut network, &wallet, 9_000 * USD, 18_000 * HEAT).expect("purchase");
}

#[test]
fn a_price_that_fell_is_not_paid_in_full() {
    // Given a buyer with a limit of the first price, when the transaction lands late, then it costs less
    let mut network = auction(1_000 * USD);
    let wallet = buyer(&mut network, "buyer", 200 * HEAT);
    network.chain.advance(3 * 3_600);
    try_buy(&mut network, &wallet, 100 * USD, 200 * HEAT).expect("purchase");
    assert_eq!(network.heat(&wallet.pubkey()), 50 * HEAT);
}

#[test]
fn without_a_lot_nothing_is_sold() {
    // Given an auction with dollars and no lot, when somebody buys, then it is refused
    let mut network = Network::new();
    stock(&mut network, 1_000 * USD);
    let wallet = buyer(&mut network, "buyer", 1_000 * HEAT);
    assert_error(try_buy(&mut network, &wallet, USD, u64::MAX), FurnaceTokenError::NoLot);
}

#[test]
fn nothing_is_no_purchase() {
    // Given a running lot, when nothing is bought, then it is refused
    let mut network = auction(1_000 * USD);
    let wallet = buyer(&mut network, "buyer", 1_000 * HEAT);
    assert_error(try_buy(&mut network, &wallet, 0, u64::MAX), FurnaceTokenError::AmountZero);
}

#[test]
fn who_cannot_pay_gets_nothing() {
    // Given a buyer with a unit too little, when it buys, then the token program refuses
    let mut network = auction(1_000 * USD);
    let wallet = buyer(&mut network, "buyer", 200 * HEAT - 1);
    let result = try_buy(&mut network, &wallet, 100 * USD, u64::MAX);
    assert_error(result, SplTokenError::InsufficientFunds);
    assert_eq!((network.auction().sold, dollars(&network, &wallet.pubkey())), (0, 0));

    // and somebody else's HEAT does not pay, whether its owner is named or not
    let rich = buyer(&mut network, "rich", 1_000 * HEAT);
    let mut theirs = buy(&network, &wallet.pubkey(), USD, u64::MAX);
    theirs.accounts[5].pubkey = pda::heat_account(&rich.pubkey());
    assert_error(network.send(&[theirs], &[&wallet]), SplTokenError::OwnerMismatch);
    let mut unsigned = buy(&network, &rich.pubkey(), USD, u64::MAX);
    unsigned.accounts[0].is_signer = false;
    assert_runtime_error(network.send(&[unsigned], &[]), InstructionError::MissingRequiredSignature);
}

#[test]
fn a_cost_that_does_not_fit_is_refused() {
    // Given a first price at which a lot costs more than there can be
    let (mut network, _) = super::usd_open::before();
    let (deployer, payer) = (network.chain.deployer.insecure_clone(), network.payer());
    let open = furnace_client::instructions::token::usd_open(deployer.pubkey(), payer, network.usd_mint, u64::MAX);
    network.send(&[open], &[&deployer]).expect("auction opens");
    stock(&mut network, 10_000 * USD);
    super::scene::try_start(&mut network).expect("lot starts");

    // When all of it is bought, then it is refused
    let wallet = buyer(&mut network, "buyer", HEAT);
    assert_error(try_buy(&mut network, &wallet, u64::MAX, u64::MAX), FurnaceTokenError::Overflow);
}
