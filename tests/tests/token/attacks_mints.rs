//! Wrong mints, wrong vaults and the wrong token program in the auction.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::{pda, program};
use furnace_common::units::HEAT;
use furnace_tests::chain::key;
use furnace_tests::errors::{FrameworkError, SplTokenError, assert_error, assert_runtime_error};
use furnace_tests::network::Network;
use furnace_tests::scene::replaced;
use furnace_tests::substitution::TOKEN_2022;
use solana_account::Account;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::{USD, auction, buy, buyer, dollars};

/// A running lot, a buyer, and its purchase of a dollar.
fn scene() -> (Network, Keypair, Instruction) {
    let mut network = auction(1_000 * USD);
    let wallet = buyer(&mut network, "buyer", 100 * HEAT);
    let purchase = buy(&network, &wallet.pubkey(), USD, u64::MAX);
    (network, wallet, purchase)
}

#[test]
fn what_is_not_heat_does_not_pay() {
    // Given a buyer that would pay with its own tokens, or with the dollars that it buys
    let (mut network, wallet, purchase) = scene();
    let own = pda::heat_account(&wallet.pubkey());
    let mint = network.foreign_mint("buyer");
    let worthless = network.token_account("worthless", &mint, &wallet.pubkey());
    network.mint_foreign(&mint, &worthless, &wallet, 1_000 * HEAT);
    let usd_mint = network.usd_mint;
    let others = network.token_account("more dollars", &usd_mint, &wallet.pubkey());
    network.mint_usd(&others, 1_000 * USD);

    // When it does, then the token program refuses
    for source in [worthless, others] {
        let paid = replaced(purchase.clone(), own, source);
        assert_error(network.send(&[paid], &[&wallet]), SplTokenError::MintMismatch);
    }
    // and naming its own mint for HEAT is no way either
    let all = replaced(replaced(purchase, own, worthless), pda::heat_mint(), mint);
    assert_error(network.send(&[all], &[&wallet]), FurnaceTokenError::WrongMint);
    assert_eq!(dollars(&network, &wallet.pubkey()), 0);
}

#[test]
fn what_is_bought_goes_to_an_account_of_its_mint() {
    // Given a purchase into an account of HEAT, of a foreign mint, and into the vault that it comes from
    let (mut network, wallet, purchase) = scene();
    let own = pda::token_account(&wallet.pubkey(), &network.usd_mint);
    let mint = network.foreign_mint("forger");
    let foreign = network.token_account("foreign", &mint, &wallet.pubkey());
    let heat = network.token_account("more heat", &pda::heat_mint(), &wallet.pubkey());
    for wrong in [foreign, heat] {
        let into = replaced(purchase.clone(), own, wrong);
        assert_error(network.send(&[into], &[&wallet]), SplTokenError::MintMismatch);
    }
    let back = replaced(purchase, own, pda::auction_vault(&network.usd_mint));
    assert_error(network.send(&[back], &[&wallet]), FrameworkError::DuplicateMutableAccount);
    assert_eq!(network.heat(&wallet.pubkey()), 100 * HEAT);
}

#[test]
fn only_the_auctions_own_vault_is_sold() {
    // Given dollars of the stakers, the treasury, the market's fees, and another account of the auction's
    let (mut network, wallet, purchase) = scene();
    let mint = network.usd_mint;
    let decoy = network.token_account("decoy", &mint, &pda::auction(&mint));
    let fees = super::scene::usd_fees(&mut network, USD);
    let others = [pda::staker_fees_vault(&mint), pda::treasury_of(&mint), decoy];
    for account in others {
        network.mint_usd(&account, 10 * USD);
    }
    // When one of them is to be sold, then it is refused
    for wrong in others.into_iter().chain([fees, pda::treasury()]) {
        let sold = replaced(purchase.clone(), pda::auction_vault(&mint), wrong);
        assert_error(network.send(&[sold], &[&wallet]), FurnaceTokenError::WrongVault);
    }
}

#[test]
fn another_token_program_moves_nothing() {
    // Given the token program with extensions, or none, in the place of SPL Token
    let (mut network, wallet, purchase) = scene();
    for wrong in [TOKEN_2022, program::SYSTEM, program::TOKEN] {
        // When something is bought with it, then it is refused
        let other = replaced(purchase.clone(), program::SPL_TOKEN, wrong);
        assert_runtime_error(network.send(&[other], &[&wallet]), InstructionError::IncorrectProgramId);
    }
}

#[test]
fn a_forged_auction_sells_nothing() {
    // Given a copy of the auction at a price of nothing, owned by anyone but the program
    let (mut network, wallet, purchase) = scene();
    let forged = key("forged auction").pubkey();
    let genuine = network.chain.account(&pda::auction(&network.usd_mint)).expect("auction");
    for owner in [program::SYSTEM, program::STAKING, program::SPL_TOKEN] {
        network.chain.svm.set_account(forged, Account { owner, ..genuine.clone() }).expect("account is set");
        let cheap = |auction: &mut furnace_client::accounts::Auction| auction.start_price = 0;
        network.tamper(&forged, cheap);

        // When something is bought of it, then it is refused
        let theirs = replaced(purchase.clone(), pda::auction(&network.usd_mint), forged);
        assert_runtime_error(network.send(&[theirs], &[&wallet]), InstructionError::IllegalOwner);
    }
}
