//! The auction and its buyers.

use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::network::Network;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// One dollar in base units.
pub(crate) const USD: u64 = 1_000_000;

/// A wallet with HEAT to burn and an empty account of dollars.
pub(crate) fn buyer(network: &mut Network, name: &str, heat: u64) -> Keypair {
    let buyer = network.wallet(name, heat);
    network.give_usd(&buyer.pubkey(), 0);
    buyer
}

/// A network whose auction holds so many dollars, with a lot of them running.
pub(crate) fn auction(dollars: u64) -> Network {
    let mut network = Network::new();
    stock(&mut network, dollars);
    try_start(&mut network).expect("lot starts");
    network
}

/// Puts dollars into the auction's vault.
pub(crate) fn stock(network: &mut Network, dollars: u64) {
    let vault = pda::auction_vault(&network.usd_mint);
    network.mint_usd(&vault, dollars);
}

pub(crate) fn try_start(network: &mut Network) -> Result<Receipt, Failure> {
    network.send(&[token::auction_start(network.usd_mint)], &[])
}

/// The purchase that [`try_buy`] makes.
pub(crate) fn buy(network: &Network, buyer: &Address, amount: u64, max_cost: u64) -> Instruction {
    let (source, destination) = (pda::heat_account(buyer), pda::token_account(buyer, &network.usd_mint));
    token::auction_buy(*buyer, network.usd_mint, source, destination, amount, max_cost)
}

/// Buys with the wallet's own accounts.
pub(crate) fn try_buy(network: &mut Network, wallet: &Keypair, amount: u64, max_cost: u64) -> Result<Receipt, Failure> {
    let buy = buy(network, &wallet.pubkey(), amount, max_cost);
    network.send(&[buy], &[wallet])
}

/// Buys, at any cost; returns the cost in HEAT base units. Supply and books must have moved by it.
#[track_caller]
pub(crate) fn bought(network: &mut Network, wallet: &Keypair, amount: u64) -> u64 {
    let (supply, burned) = (network.supply(), network.auction().burned);
    try_buy(network, wallet, amount, u64::MAX).expect("purchase");
    let cost = supply - network.supply();
    assert_eq!(network.auction().burned - burned, cost);
    cost
}

/// Buys all that is left of the lot; returns the cost in HEAT base units.
#[track_caller]
pub(crate) fn sold_out(network: &mut Network, wallet: &Keypair) -> u64 {
    let rest = network.auction().lot_remaining;
    bought(network, wallet, rest)
}

/// Dollars in a wallet's own account, base units.
pub(crate) fn dollars(network: &Network, wallet: &Address) -> u64 {
    network.tokens(&pda::token_account(wallet, &network.usd_mint))
}
