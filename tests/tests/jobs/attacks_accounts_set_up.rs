//! Wrong accounts in every place of the instructions that set parties up and move their money.

use furnace_client::instructions::{jobs, token};
use furnace_client::pda;
use furnace_common::limits::{LEAVING_SECONDS, MARKET_BOND};
use furnace_tests::crowd::Crowd;
use furnace_tests::network::{PRICE, market_terms, worker_args};
use furnace_tests::substitution::Free;
use solana_signer::Signer;

const PAYER: Free = Free { place: 1, why: "whoever signs may pay the rent" };
const DESTINATION: Free = Free { place: 3, why: "the owner chooses where its tokens go" };

#[test]
fn market_open() {
    let mut crowd = Crowd::new();
    let (opener, payer) = (crowd.other.pubkey(), crowd.scene.network.payer());
    let vault = token::fee_vault_open(payer, pda::market(&opener, 0), pda::heat_mint());
    crowd.scene.network.give(&opener, MARKET_BOND);
    crowd.scene.network.send(&[vault], &[]).expect("fee vault opens");
    crowd.assert_checked(
        &jobs::market_open(opener, payer, pda::heat_mint(), pda::heat_account(&opener), market_terms(0)),
        &[],
        &[PAYER],
    );
}

#[test]
fn operator_register() {
    let mut crowd = Crowd::new();
    let (wallet, payer) = (crowd.scene.stranger.pubkey(), crowd.scene.network.payer());
    let pool = furnace_client::instructions::staking::pool_create(wallet, payer, crowd.scene.network.usd_mint, 0);
    crowd.scene.network.send(&[pool], &[&crowd.scene.stranger]).expect("pool opens");
    crowd.assert_checked(&jobs::operator_register(wallet, payer), &[], &[PAYER]);
}

#[test]
fn operator_close() {
    let mut crowd = Crowd::new();
    let (wallet, payer) = (crowd.rival.wallet.pubkey(), crowd.scene.network.payer());
    let retire = jobs::worker_retire(wallet, crowd.rivals_worker.key.pubkey());
    crowd.scene.network.send(&[retire], &[&crowd.rival.wallet]).expect("worker retires");
    crowd.scene.network.chain.advance(LEAVING_SECONDS);
    crowd.assert_checked(&jobs::operator_close(wallet, payer), &[], &[]);
}

#[test]
fn worker_register() {
    let mut crowd = Crowd::new();
    let (wallet, key) = (crowd.scene.operator.wallet.pubkey(), crowd.scene.stranger.pubkey());
    let register = jobs::worker_register(wallet, crowd.scene.network.payer(), key, worker_args());
    crowd.assert_checked(&register, &[], &[PAYER]);
}

#[test]
fn worker_retire() {
    let mut crowd = Crowd::new();
    let retire = jobs::worker_retire(crowd.scene.operator.wallet.pubkey(), crowd.scene.worker.key.pubkey());
    crowd.assert_checked(&retire, &[], &[Free { place: 2, why: "an operator retires any of its workers" }]);
}

#[test]
fn balance_open() {
    let mut crowd = Crowd::new();
    let open = jobs::balance_open(crowd.scene.stranger.pubkey(), crowd.scene.network.payer(), pda::heat_mint());
    crowd.assert_checked(&open, &[], &[PAYER]);
}

#[test]
fn deposit() {
    let mut crowd = Crowd::new();
    let client = crowd.scene.client.pubkey();
    crowd.assert_checked(&jobs::deposit(client, pda::heat_mint(), pda::heat_account(&client), PRICE), &[], &[]);
}

#[test]
fn withdraw() {
    let mut crowd = Crowd::new();
    let client = crowd.scene.client.pubkey();
    let withdraw = jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), PRICE);
    crowd.assert_checked(&withdraw, &[], &[DESTINATION]);
}
