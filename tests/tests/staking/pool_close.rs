//! An empty pool closes; its rent goes back to who paid it, and what is left to all stakers.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::Reward::Heat;
use furnace_client::instructions::{jobs, staking};
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::chain::{Receipt, key};
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::network::{COOLDOWN, Network, OperatorActor};
use solana_signer::Signer;

use super::scene::*;

fn try_close(network: &mut Network, operator: &OperatorActor) -> Result<Receipt, Failure> {
    let close = staking::pool_close(operator.wallet.pubkey(), network.payer(), network.usd_mint);
    network.send(&[close], &[&operator.wallet])
}

fn close_book(network: &mut Network, operator: &OperatorActor) {
    let close = jobs::operator_close(operator.wallet.pubkey(), network.payer());
    network.send(&[close], &[&operator.wallet]).expect("book closes");
}

fn close_position(network: &mut Network, operator: &OperatorActor) {
    let close = staking::position_close(operator.wallet.pubkey(), operator.pool, network.payer());
    network.send(&[close], &[]).expect("position closes");
}

#[test]
fn the_rent_of_the_pool_and_its_vaults_goes_back() {
    // Given a pool whose rent a sponsor paid
    let mut network = Network::new();
    let (wallet, sponsor) = (network.wallet("operator", 0), network.wallet("sponsor", 0));
    let before = network.chain.account(&sponsor.pubkey()).expect("sponsor").lamports;
    let create = staking::pool_create(wallet.pubkey(), sponsor.pubkey(), network.usd_mint, 0);
    network.send(&[create], &[&wallet, &sponsor]).expect("pool is created");
    let pool = pda::pool(&wallet.pubkey());
    let accounts = network.pool(&pool);

    // When the operator closes it
    let close = staking::pool_close(wallet.pubkey(), sponsor.pubkey(), network.usd_mint);
    network.send(&[close], &[&wallet]).expect("close");

    // Then the sponsor has as much as before, and nothing is left
    assert_eq!(network.chain.account(&sponsor.pubkey()).expect("sponsor").lamports, before);
    for address in [pool, accounts.vault, accounts.income[0].vault, accounts.income[1].vault] {
        assert!(network.chain.account(&address).is_none());
    }
}

#[test]
fn the_operator_may_have_paid_itself() {
    // Given an operator that paid its own rent, when it closes its pool, then it has it back
    let mut network = Network::new();
    let wallet = network.wallet("operator", 0);
    let create = staking::pool_create(wallet.pubkey(), wallet.pubkey(), network.usd_mint, 0);
    let close = staking::pool_close(wallet.pubkey(), wallet.pubkey(), network.usd_mint);
    let before = network.chain.account(&wallet.pubkey()).expect("wallet").lamports;
    network.send(&[create, close], &[&wallet]).expect("create and close");
    assert_eq!(network.chain.account(&wallet.pubkey()).expect("wallet").lamports, before);
}

#[test]
fn what_is_left_is_all_stakers() {
    // Given a pool that everybody left before its income was released, with gifts in all its vaults
    let mut network = Network::new();
    let operator = network.operator("operator", UNIT);
    let other = network.operator("other operator", UNIT);
    earn(&mut network, &operator.pool, 1_000_000, 2_000_000);
    network.try_sync(operator.pool).expect("sync");
    leave(&mut network, &operator.wallet, operator.pool);
    let usd = network.usd();
    for mint in [Heat, usd] {
        wallet_account(&mut network, &operator.wallet.pubkey(), mint);
        network.try_claim_commission(&operator.wallet, mint).expect("commission");
    }
    network.donate(&operator.wallet, network.pool(&operator.pool).vault, 7);

    // When it is closed
    close_position(&mut network, &operator);
    close_book(&mut network, &operator);
    try_close(&mut network, &operator).expect("close");

    // Then its nine tenths and the gift are fees for those who are still there
    network.try_sync(other.pool).expect("sync");
    epochs_ahead(&mut network, 2);
    assert_eq!(claimed(&mut network, &other.wallet, other.pool, Heat), 900_007);
    wallet_account(&mut network, &other.wallet.pubkey(), usd);
    assert_eq!(claimed(&mut network, &other.wallet, other.pool, usd), 1_800_000);
}

#[test]
fn a_pool_with_anything_in_it_stays() {
    // Given an operator without a book, whose pool earned
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    close_book(&mut network, &operator);
    earn(&mut network, &operator.pool, 1_000, 1_000);
    network.try_sync(operator.pool).expect("sync");
    let usd = network.usd();
    wallet_account(&mut network, &operator.wallet.pubkey(), usd);

    // When it closes with stake, in unbonding, with a position or with commission, then the pool is not empty
    let refused = |network: &mut Network| {
        assert_error(try_close(network, &operator), FurnaceStakingError::PoolNotEmpty);
    };
    refused(&mut network);
    network.try_unstake(&operator.wallet, operator.pool, 1_000 * HEAT).expect("unstake");
    refused(&mut network);
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(&operator.wallet, operator.pool, 0).expect("withdraw");
    refused(&mut network);
    close_position(&mut network, &operator);
    for mint in [Heat, usd] {
        refused(&mut network);
        network.try_claim_commission(&operator.wallet, mint).expect("commission");
    }
    // and once all of it is out, it closes
    try_close(&mut network, &operator).expect("close");
}

#[test]
fn an_operator_with_a_book_keeps_its_pool() {
    // Given an empty pool whose operator is registered with the jobs program, which pays into its vaults
    let mut network = Network::new();
    let operator = network.operator("operator", 0);
    close_position(&mut network, &operator);

    // When it closes the pool, then the book comes first
    let result = try_close(&mut network, &operator);
    assert_error(result, FurnaceStakingError::OperatorStillRegistered);
    // and lamports at the book's address do not stand for one
    close_book(&mut network, &operator);
    network.chain.svm.airdrop(&operator.operator, 10_000_000).expect("lamports");
    try_close(&mut network, &operator).expect("close");
}

#[test]
fn only_the_operator_closes_its_pool_and_only_the_payer_is_paid() {
    // Given two empty pools without books
    let mut network = Network::new();
    let [operator, other] = ["operator", "other operator"].map(|name| network.operator(name, 0));
    for operator in [&operator, &other] {
        close_position(&mut network, operator);
        close_book(&mut network, operator);
    }
    let close = staking::pool_close(operator.wallet.pubkey(), network.payer(), network.usd_mint);

    // When another operator closes the one, with its own book's address, then it is not the operator
    let mut theft = close.clone();
    theft.accounts[0].pubkey = other.wallet.pubkey();
    theft.accounts[3].pubkey = other.operator;
    assert_error(network.send(&[theft], &[&other.wallet]), FurnaceStakingError::NotOperator);

    // and when the rent is to go elsewhere, then it is not theirs
    for thief in [operator.wallet.pubkey(), key("nobody").pubkey()] {
        let close = staking::pool_close(operator.wallet.pubkey(), thief, network.usd_mint);
        assert_error(network.send(&[close], &[&operator.wallet]), FurnaceStakingError::WrongRentPayer);
    }
    // and the other pool's vaults are not closed with it, nor what is left sent elsewhere
    let others = staking::pool_close(other.wallet.pubkey(), network.payer(), network.usd_mint);
    for place in [4, 5, 6] {
        let mut mixed = close.clone();
        mixed.accounts[place] = others.accounts[place].clone();
        assert_error(network.send(&[mixed], &[&operator.wallet]), FurnaceStakingError::WrongVault);
    }
    for place in [8, 9] {
        let mut mixed = close.clone();
        mixed.accounts[place].pubkey = pda::pool_vault(&other.pool);
        assert_error(network.send(&[mixed], &[&operator.wallet]), FurnaceStakingError::WrongVault);
    }
}
