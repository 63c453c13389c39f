//! The dollar token's treasury and auction are opened once, by whoever deployed the program.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_tests::chain::key;
use furnace_tests::errors::{SystemProgramError, assert_error, assert_runtime_error};
use furnace_tests::events::assert_event;
use furnace_tests::network::{Network, START_PRICE};
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_program_pack::Pack;
use solana_signer::Signer;
use spl_token_interface::instruction as spl;
use spl_token_interface::state;

/// A network set up to the point where its dollar auction is to be opened, and what opens it.
pub(crate) fn before() -> (Network, Instruction) {
    let mut network = Network::bare();
    let mut steps = network.set_up().into_iter();
    for step in steps.by_ref().take(3) {
        network.set_up_step(step);
    }
    (network, steps.next().expect("the auction's step"))
}

#[test]
fn the_auction_waits_with_its_first_price() {
    // Given a network without an auction
    let (mut network, open) = before();
    let deployer = network.chain.deployer.insecure_clone();

    // When the upgrade authority opens it
    let receipt = network.send(&[open], &[&deployer]).expect("auction opens");

    // Then nothing is for sale yet, and the vault is the auction's
    let (auction, mint) = (network.auction(), network.usd_mint);
    let (address, vault, treasury) = (pda::auction(&mint), pda::auction_vault(&mint), pda::treasury_of(&mint));
    assert_event(&receipt, "AuctionOpened", (address, mint, treasury, START_PRICE));
    assert_eq!((auction.mint, auction.vault, auction.treasury), (mint, vault, treasury));
    assert_eq!((auction.start_price, auction.lot_size, auction.lot_remaining), (START_PRICE, 0, 0));
    assert_eq!((auction.sold, auction.burned, auction.lots, auction.version), (0, 0, 0, 1));
    // and whose the treasury's HEAT is, the treasury's dollars are
    for (account, owner) in [(vault, address), (treasury, key("treasury").pubkey())] {
        let account = state::Account::unpack(&network.chain.account(&account).expect("account").data);
        let account = account.expect("token account");
        assert_eq!((account.owner, account.mint, account.amount), (owner, mint, 0));
        assert!(account.delegate.is_none() && account.close_authority.is_none());
    }
}

#[test]
fn the_dollars_go_to_who_has_the_treasury_at_the_time() {
    // Given a treasury whose owner gave it away before
    let (mut network, open) = before();
    let (owner, heir) = (network.treasury.insecure_clone(), key("heir").pubkey());
    let kind = spl::AuthorityType::AccountOwner;
    let give = spl::set_authority(&program::SPL_TOKEN, &pda::treasury(), Some(&heir), kind, &owner.pubkey(), &[]);
    network.send(&[give.expect("set authority")], &[&owner]).expect("the treasury is given away");

    // When the auction is opened, then the treasury's dollars are the new owner's
    let deployer = network.chain.deployer.insecure_clone();
    network.send(&[open], &[&deployer]).expect("auction opens");
    let treasury = network.chain.account(&pda::treasury_of(&network.usd_mint)).expect("treasury");
    assert_eq!(state::Account::unpack(&treasury.data).expect("token account").owner, heir);
}

#[test]
fn without_a_treasury_nobody_would_have_the_dollars() {
    // Given a treasury that was closed before, or another account of its owner's in its place
    let (mut network, open) = before();
    let (deployer, heat) = (network.chain.deployer.insecure_clone(), pda::heat_mint());
    let other = network.token_account("other account", &heat, &key("treasury").pubkey());
    let replaced = furnace_tests::scene::replaced(open.clone(), pda::treasury(), other);
    super::fees_treasury::close(&mut network, pda::treasury(), heat);

    // When the auction is opened, then it is refused
    for wrong in [open, replaced] {
        assert_error(network.send(&[wrong], &[&deployer]), FurnaceTokenError::WrongTreasury);
    }
}

#[test]
fn nobody_else_names_the_first_price() {
    // Given a stranger and the authority, when one of them opens the auction, then it is refused
    let (mut network, proper) = before();
    for thief in [key("stranger"), network.authority.insecure_clone()] {
        let theirs = token::usd_open(thief.pubkey(), network.payer(), network.usd_mint, 1);
        assert_error(network.send(&[theirs], &[&thief]), FurnaceTokenError::NotUpgradeAuthority);
    }
    // and so it is with the deployer's name and no signature, and with another program's data
    let mut unsigned = proper.clone();
    unsigned.accounts[0].is_signer = false;
    assert_runtime_error(network.send(&[unsigned], &[]), InstructionError::MissingRequiredSignature);
    let deployer = network.chain.deployer.insecure_clone();
    let mut other = proper;
    other.accounts[2].pubkey = pda::program_data(&program::STAKING);
    assert_error(network.send(&[other], &[&deployer]), FurnaceTokenError::NotUpgradeAuthority);
}

#[test]
fn nothing_is_given_away_at_the_start() {
    // Given a first price of nothing, when the auction is opened with it, then it is refused
    let (mut network, _) = before();
    let deployer = network.chain.deployer.insecure_clone();
    let free = token::usd_open(deployer.pubkey(), network.payer(), network.usd_mint, 0);
    assert_error(network.send(&[free], &[&deployer]), FurnaceTokenError::StartPriceZero);
}

#[test]
fn only_the_dollar_token_is_auctioned() {
    // Given HEAT and a foreign mint, when an auction of them is opened, then it is refused
    let (mut network, _) = before();
    let (deployer, payer) = (network.chain.deployer.insecure_clone(), network.payer());
    let foreign = network.foreign_mint("forger");
    for mint in [pda::heat_mint(), foreign] {
        let open = token::usd_open(deployer.pubkey(), payer, mint, START_PRICE);
        assert_error(network.send(&[open], &[&deployer]), FurnaceTokenError::WrongMint);
    }
}

#[test]
fn heat_cannot_be_sold_for_itself() {
    // Given a governance that names HEAT as its dollar token
    let mut network = Network::bare();
    let (deployer, payer, heat) = (network.chain.deployer.insecure_clone(), network.payer(), pda::heat_mint());
    let steps = network.set_up();
    network.set_up_step(steps[1].clone());
    let mut governance = steps[0].clone();
    governance.accounts[3].pubkey = heat;
    network.set_up_step(governance);

    // When its auction is opened, then it is refused
    let open = token::usd_open(deployer.pubkey(), payer, heat, START_PRICE);
    assert_error(network.send(&[open], &[&deployer]), FurnaceTokenError::WrongMint);
}

#[test]
fn a_second_time_is_refused() {
    // Given an open auction, when it is opened again at another price, then it stays as it is
    let mut network = Network::new();
    let deployer = network.chain.deployer.insecure_clone();
    let again = token::usd_open(deployer.pubkey(), network.payer(), network.usd_mint, 1);
    assert_error(network.send(&[again], &[&deployer]), SystemProgramError::AccountAlreadyInUse);
    assert_eq!(network.auction().start_price, START_PRICE);
}
