//! A treasury that cannot be paid holds up nobody.

use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_tests::network::Network;
use solana_address::Address;
use solana_signer::Signer;
use spl_token_interface::instruction as spl;

use super::scene::{heat_fees, heirs, network_with_freezable_dollars, try_distribute, try_distribute_usd, usd_fees};

/// The treasury's owner empties and closes one of its accounts.
pub(crate) fn close(network: &mut Network, account: Address, mint: Address) {
    let owner = network.treasury.insecure_clone();
    let (wallet, all) = (owner.pubkey(), network.tokens(&account));
    let open = token::account_open(network.payer(), wallet, mint);
    let empty = token::transfer(account, pda::token_account(&wallet, &mint), wallet, all).expect("transfer");
    let close = spl::close_account(&program::SPL_TOKEN, &account, &wallet, &wallet, &[]).expect("close");
    network.send(&[open, empty, close], &[&owner]).expect("treasury closes");
    assert!(network.chain.account(&account).is_none());
}

#[test]
fn a_closed_account_of_heat_leaves_its_part_to_the_stakers() {
    // Given fees in HEAT and a treasury that closed its account
    let mut network = Network::new();
    heat_fees(&mut network, 1_000);
    close(&mut network, pda::treasury(), pda::heat_mint());

    // When they are distributed, then all is the stakers', and is counted as theirs
    try_distribute(&mut network).expect("fees are distributed");
    assert_eq!(heirs(&network, &pda::heat_mint())[..2], [1_000, 0]);
    let statistics = network.statistics();
    assert_eq!((statistics.fees_to_stakers[0], statistics.fees_to_treasury[0]), (1_000, 0));
}

#[test]
fn a_closed_account_of_dollars_leaves_its_part_to_the_stakers() {
    // Given fees in dollars and a treasury that closed its account
    let mut network = Network::new();
    usd_fees(&mut network, 1_000);
    let mint = network.usd_mint;
    close(&mut network, pda::treasury_of(&mint), mint);

    // When they are distributed, then its fifth is the stakers', and the burn share is what it was
    try_distribute_usd(&mut network).expect("fees are distributed");
    assert_eq!(heirs(&network, &mint), [500, 0, 500]);
}

#[test]
fn a_frozen_account_leaves_its_part_to_the_stakers() {
    // Given fees in dollars, whose issuer froze the treasury
    let mut network = network_with_freezable_dollars();
    usd_fees(&mut network, 1_000);
    let (mint, minter) = (network.usd_mint, network.minter.insecure_clone());
    let treasury = pda::treasury_of(&mint);
    let freeze = spl::freeze_account(&program::SPL_TOKEN, &treasury, &mint, &minter.pubkey(), &[]).expect("freeze");
    network.send(&[freeze], &[&minter]).expect("treasury is frozen");

    // When they are distributed, then its fifth is the stakers'
    try_distribute_usd(&mut network).expect("fees are distributed");
    assert_eq!(heirs(&network, &mint), [500, 0, 500]);

    // and once it is thawed it has its part again
    let thaw = spl::thaw_account(&program::SPL_TOKEN, &treasury, &mint, &minter.pubkey(), &[]).expect("thaw");
    network.send(&[thaw], &[&minter]).expect("treasury is thawed");
    usd_fees(&mut network, 1_000);
    try_distribute_usd(&mut network).expect("fees are distributed");
    assert_eq!(heirs(&network, &mint), [800, 200, 1_000]);
}

#[test]
fn a_treasury_that_was_given_away_is_paid() {
    // Given a treasury whose owner gave it away
    let mut network = Network::new();
    heat_fees(&mut network, 1_000);
    let (owner, before) = (network.treasury.insecure_clone(), heirs(&network, &pda::heat_mint())[1]);
    let (heir, kind) = (furnace_tests::chain::key("heir").pubkey(), spl::AuthorityType::AccountOwner);
    let give = spl::set_authority(&program::SPL_TOKEN, &pda::treasury(), Some(&heir), kind, &owner.pubkey(), &[]);
    network.send(&[give.expect("set authority")], &[&owner]).expect("the treasury is given away");

    // When fees are distributed, then the same account is paid
    try_distribute(&mut network).expect("fees are distributed");
    assert_eq!(heirs(&network, &pda::heat_mint())[1] - before, 400);
}
