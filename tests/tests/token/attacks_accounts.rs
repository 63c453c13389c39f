//! Wrong accounts in every place of what sets the token up and moves fees and dollars, one of each kind that the
//! programs have among them.

use furnace_client::generated::token::instructions::InitializeInstructionArgs;
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_common::units::HEAT;
use furnace_tests::chain::{Chain, key};
use furnace_tests::network::Network;
use furnace_tests::substitution::{Free, Named, TOKEN_2022, assert_accounts_are_checked};
use solana_signer::Signer;

use super::scene::{Substitutes, USD, buy, heat_fees, stock, try_start, usd_fees};
use furnace_tests::price_update::PriceUpdate;

const PAYER: &str = "whoever signs may pay the rent";

/// What there is before a network.
fn bare_wrong(network: &Network) -> Vec<Named> {
    vec![
        ("a stranger", key("stranger").pubkey()),
        ("an address without an account", key("nobody").pubkey()),
        ("another program's data", pda::program_data(&program::STAKING)),
        ("the governance", pda::governance()),
        ("the dollar token", network.usd_mint),
        ("the staking program", program::STAKING),
        ("another token program", TOKEN_2022),
    ]
}

fn fund(chain: &mut Chain) {
    chain.fund(&key("stranger").pubkey());
    chain.fund(&chain.deployer.pubkey());
}

#[test]
fn initialize() {
    let mut network = Network::bare();
    fund(&mut network.chain);
    let (wrong, deployer) = (bare_wrong(&network), network.chain.deployer.insecure_clone());
    let args = InitializeInstructionArgs { treasury_owner: key("treasury").pubkey() };
    let instruction = token::initialize(deployer.pubkey(), network.payer(), args);
    let free = [Free { place: 1, why: PAYER }];
    assert_accounts_are_checked(&network.chain, &instruction, &[&deployer, &key("stranger")], &wrong, &free);
}

#[test]
fn usd_open() {
    let (mut network, instruction) = super::usd_open::before();
    fund(&mut network.chain);
    let mut wrong = bare_wrong(&network);
    let dollars = network.usd_mint;
    wrong.extend([
        ("the HEAT mint", pda::heat_mint()),
        ("a foreign mint", network.foreign_mint("forger")),
        (
            "the treasury owner's other account",
            network.token_account("other", &pda::heat_mint(), &key("treasury").pubkey()),
        ),
        ("the stakers' vault", pda::staker_fees_vault(&dollars)),
        ("the token statistics", pda::statistics()),
    ]);
    let deployer = network.chain.deployer.insecure_clone();
    let free = [Free { place: 1, why: PAYER }];
    assert_accounts_are_checked(&network.chain, &instruction, &[&deployer, &key("stranger")], &wrong, &free);
}

#[test]
fn fee_vault_open() {
    let mut scene = Substitutes::new();
    let instruction =
        token::fee_vault_open(scene.network().payer(), key("market of tomorrow").pubkey(), pda::heat_mint());
    scene.assert_checked(&instruction, &[Free { place: 0, why: PAYER }]);
}

#[test]
fn fees_distribute() {
    let mut scene = Substitutes::new();
    heat_fees(scene.network(), 1_000);
    let instruction = token::fees_distribute(scene.network().market);
    scene.assert_checked(&instruction, &[Free { place: 7, why: "the auction has no part of fees in HEAT" }]);
}

#[test]
fn fees_distribute_usd() {
    let mut scene = Substitutes::new();
    usd_fees(scene.network(), 1_000);
    let instruction = token::usd_fees_distribute(scene.network().market, scene.network().usd_mint);
    scene.assert_checked(&instruction, &[]);
}

#[test]
fn auction_start() {
    let mut scene = Substitutes::new();
    stock(scene.network(), 1_000 * USD);
    let instruction = token::auction_start(scene.network().usd_mint);
    scene.assert_checked(&instruction, &[]);
}

#[test]
fn auction_buy() {
    let mut scene = Substitutes::new();
    stock(scene.network(), 1_000 * USD);
    try_start(scene.network()).expect("lot starts");
    let wallet = scene.crowd.scene.client.pubkey();
    scene.network().give(&wallet, 10 * HEAT);
    scene.network().give_usd(&wallet, 0);
    let instruction = buy(scene.network(), &wallet, USD, u64::MAX);
    scene.assert_checked(&instruction, &[Free { place: 6, why: "the buyer chooses where its dollars go" }]);
}

#[test]
fn price_quote() {
    let mut scene = Substitutes::new();
    let update = PriceUpdate::now(scene.network()).post(scene.network());
    scene.assert_checked(&token::price_quote(update, 1), &[]);
}
