//! The cast comes together.

use furnace_client::generated::jobs::instructions::{MarketOpenInstructionArgs, WorkerRegisterInstructionArgs};
use furnace_client::generated::jobs::types::Needs;
use furnace_client::instructions::jobs;
use furnace_tests::chain::key;
use furnace_tests::network::{Network, market_terms, needs, worker_args};
use solana_signer::Signer;

use super::World;
use super::places::{PLACES, worker_name};
use crate::cast::*;
use crate::model::Model;

pub(super) fn set_up() -> World {
    let mut network = Network::new();
    assert_eq!(network.chain.now(), START);
    network.chain.fund(&PLACES.landlord);
    for (wallet, name) in WALLETS.iter().enumerate() {
        network.chain.fund(&PLACES.wallets[wallet]);
        network.give(&key(name).pubkey(), WALLET[0]);
        network.give_usd(&key(name).pubkey(), WALLET[1]);
    }
    open_markets(&mut network);
    open_purses(&mut network);
    let operators = OPERATORS.map(|(name, stake)| network.operator(name, stake));
    for (worker, (operator, max_jobs, vram_gib)) in WORKERS.into_iter().enumerate() {
        let args = WorkerRegisterInstructionArgs { max_jobs, vram_gib, ..worker_args() };
        network.worker_with(&operators[operator], &worker_name(worker), args);
    }
    network.chain.verify_signatures(false);
    World { network, orders: Vec::new(), price: Model::new().price }
}

/// The first one is there, on the network's own terms, which are the same.
fn open_markets(network: &mut Network) {
    for (index, venue) in MARKETS.iter().enumerate().skip(1) {
        let terms = MarketOpenInstructionArgs {
            payment: venue.payment.byte(),
            modes: venue.modes,
            max_lease_seconds: MAX_LEASE_SECONDS,
            review_seconds: venue.review_seconds,
            grace_seconds: venue.grace_seconds,
            notice_seconds: venue.notice_seconds,
            collateral_bps: venue.collateral_bps,
            needs: Needs { min_vram_gib: venue.min_vram_gib, ..needs() },
            ..market_terms(index as u8)
        };
        let opener = if index == OWN_MARKET { key(WALLETS[OPENER]) } else { network.authority.insecure_clone() };
        network.open_market(&opener, terms);
    }
}

fn open_purses(network: &mut Network) {
    for (client, mint, amount) in PURSES {
        let (client, payer, address) = (key(WALLETS[client]), network.payer(), PLACES.mints[mint as usize]);
        let open = jobs::balance_open(client.pubkey(), payer, address);
        network.send(&[open], &[&client]).expect("balance opens");
        if amount == 0 {
            continue;
        }
        match mint {
            Mint::Heat => network.give(&client.pubkey(), amount),
            Mint::Usd => network.give_usd(&client.pubkey(), amount),
        }
        let source = furnace_client::pda::token_account(&client.pubkey(), &address);
        let deposit = jobs::deposit(client.pubkey(), address, source, amount);
        network.send(&[deposit], &[&client]).expect("deposit");
    }
}
