//! Fees from vaults that hold none, in mints that are none, by forged books.

use furnace_client::accounts::{Governance, StakerFees};
use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_tests::chain::key;
use furnace_tests::errors::{FrameworkError, assert_error, assert_runtime_error};
use furnace_tests::scene::replaced;
use furnace_tests::substitution::TOKEN_2022;
use solana_account::Account;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use super::attacks_fees::{distributions, network};
use super::scene::{fee_vault_open, heirs, stock};

#[test]
fn what_is_not_fees_is_not_distributed() {
    // Given dollars that are the auction's and the stakers', and an account of the other token program
    let mut network = network();
    stock(&mut network, 1_000_000);
    let (mint, stakers) = (network.usd_mint, pda::staker_fees_vault(&network.usd_mint));
    network.mint_usd(&stakers, 1_000);
    let vault = pda::fee_vault(&network.market, &mint);
    let genuine = network.chain.account(&vault).expect("vault");
    let foreign = key("foreign vault").pubkey();
    network.chain.svm.set_account(foreign, Account { owner: TOKEN_2022, ..genuine }).expect("account is set");

    // When one of them is distributed, then it is refused
    let proper = token::usd_fees_distribute(network.market, mint);
    let mut auctions = proper.clone();
    auctions.accounts[3].pubkey = pda::auction_vault(&mint);
    assert_error(network.send(&[auctions], &[]), FrameworkError::DuplicateMutableAccount);
    let heat_route = replaced(
        token::fees_distribute(network.market),
        pda::fee_vault(&network.market, &pda::heat_mint()),
        pda::auction_vault(&mint),
    );
    assert_error(network.send(&[heat_route], &[]), FurnaceTokenError::NotFeeVault);
    let theirs =
        replaced(token::fees_distribute(network.market), pda::fee_vault(&network.market, &pda::heat_mint()), stakers);
    assert_error(network.send(&[theirs], &[]), FurnaceTokenError::NotFeeVault);
    let foreign = replaced(proper, vault, foreign);
    assert_error(network.send(&[foreign], &[]), FurnaceTokenError::NotFeeVault);
    assert_eq!(heirs(&network, &mint), [1_000, 0, 1_000_000]);
}

#[test]
fn foreign_tokens_are_not_fees() {
    // Given a market's vault in a mint of a stranger's, full of it
    let mut network = network();
    let mint = network.foreign_mint("forger");
    let open = fee_vault_open(&network, network.market, mint);
    network.send(&[open], &[]).expect("vault opens");
    let vault = pda::fee_vault(&network.market, &mint);
    network.mint_foreign(&mint, &vault, &key("forger"), 1_000_000);

    // When it is distributed as HEAT or as dollars, then it is refused
    for (mint, proper) in distributions(&network) {
        let diverted = replaced(proper, pda::fee_vault(&network.market, &mint), vault);
        assert_error(network.send(&[diverted], &[]), FurnaceTokenError::WrongMint);
    }
}

#[test]
fn dollars_are_not_distributed_as_heat() {
    // Given fees in dollars, when they are distributed to the vaults of HEAT, then it is refused, with or without
    // the auction
    let mut network = network();
    let (market, mint) = (network.market, network.usd_mint);
    let [heat_vault, usd_vault] = [pda::heat_mint(), mint].map(|mint| pda::fee_vault(&market, &mint));
    let without = replaced(token::fees_distribute(market), heat_vault, usd_vault);
    assert_error(network.send(&[without], &[]), FurnaceTokenError::AuctionMissing);
    let with = token::usd_fees_distribute(market, mint);
    let with = replaced(with, pda::staker_fees_vault(&mint), pda::staker_fees_vault(&pda::heat_mint()));
    assert_error(network.send(&[with], &[]), FurnaceTokenError::WrongStakersVault);
}

#[test]
fn forged_books_name_nobody() {
    // Given copies of the books that name a thief's accounts, owned by anyone but their programs
    let mut network = network();
    let thief = network.wallet("thief", 0);
    let (mint, account, forged) = (network.usd_mint, pda::heat_account(&thief.pubkey()), key("forged").pubkey());
    let proper = token::fees_distribute(network.market);
    for owner in [program::SYSTEM, program::TOKEN, program::JOBS] {
        let fees = network.chain.account(&pda::staker_fees()).expect("fees");
        network.chain.svm.set_account(forged, Account { owner, ..fees }).expect("account is set");
        network.tamper(&forged, |fees: &mut StakerFees| fees.vaults[0] = account);
        let diverted = replaced(proper.clone(), pda::staker_fees(), forged);
        let diverted = replaced(diverted, pda::staker_fees_vault(&pda::heat_mint()), account);
        // When they take the place of the genuine, then it is refused
        assert_runtime_error(network.send(&[diverted], &[]), InstructionError::IllegalOwner);

        let governance = network.chain.account(&pda::governance()).expect("governance");
        network.chain.svm.set_account(forged, Account { owner, ..governance }).expect("account is set");
        network.tamper(&forged, |governance: &mut Governance| governance.parameters.staker_bps = 0);
        let diverted = replaced(token::usd_fees_distribute(network.market, mint), pda::governance(), forged);
        assert_runtime_error(network.send(&[diverted], &[]), InstructionError::IllegalOwner);
    }
    assert_eq!(network.heat(&thief.pubkey()), 0);
}

#[test]
fn a_vault_is_not_its_own_heir() {
    // Given fees, when their vault is to have the parts itself, then it is refused
    let mut network = network();
    for (mint, proper) in distributions(&network) {
        let vault = pda::fee_vault(&network.market, &mint);
        for place in [5, 6] {
            let mut circle = proper.clone();
            circle.accounts[place].pubkey = vault;
            assert_error(network.send(&[circle], &[]), FrameworkError::DuplicateMutableAccount);
        }
    }
}
