//! Whoever opens a market puts down a bond until it is closed.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::{jobs, token};
use furnace_client::pda;
use furnace_common::limits::MARKET_BOND;
use furnace_tests::errors::{SplTokenError, assert_error, assert_runtime_error};
use furnace_tests::network::{Network, market_terms};
use furnace_tests::scene::replaced;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// A network, the opening of the wallet's first market, whose fee vault is there, and who may sign.
fn opening(bond: u64) -> (Network, Instruction, Keypair) {
    let mut network = Network::new();
    let opener = network.wallet("opener", bond);
    let (wallet, payer) = (opener.pubkey(), network.payer());
    let vault = token::fee_vault_open(payer, pda::market(&wallet, 0), pda::heat_mint());
    network.send(&[vault], &[]).expect("fee vault opens");
    let open = jobs::market_open(wallet, payer, pda::heat_mint(), pda::heat_account(&wallet), market_terms(0));
    (network, open, opener)
}

#[test]
fn the_bond_lies_in_a_vault_of_the_markets_own() {
    // Given a wallet with the bond and a unit more
    let (mut network, open, opener) = opening(MARKET_BOND + 1);
    let supply = network.supply();

    // When it opens a market
    network.send(&[open], &[&opener]).expect("market opens");

    // Then the vault has the bond and the market names it, with who paid its rent
    let address = pda::market(&opener.pubkey(), 0);
    let (market, vault) = (network.market(&address), pda::market_bond(&address));
    assert_eq!((market.bond_vault, market.rent_payer), (vault, network.payer()));
    assert_eq!((network.tokens(&vault), network.heat(&opener.pubkey()), network.supply()), (MARKET_BOND, 1, supply));
    assert_eq!((market.listed, market.closed), (0, 0));
}

#[test]
fn without_the_whole_bond_no_market_opens() {
    // Given a wallet with a unit less than the bond, when it opens a market, then it is refused
    let (mut network, open, opener) = opening(MARKET_BOND - 1);
    assert_error(network.send(&[open], &[&opener]), SplTokenError::InsufficientFunds);
    assert!(network.chain.account(&pda::market(&opener.pubkey(), 0)).is_none());
}

#[test]
fn nobody_elses_heat_is_the_bond() {
    // Given another wallet's HEAT, and the bond of another market
    let (mut network, open, opener) = opening(MARKET_BOND);
    let other = network.wallet("other", MARKET_BOND).pubkey();
    let own = pda::heat_account(&opener.pubkey());
    for theirs in [pda::heat_account(&other), pda::market_bond(&network.market)] {
        // When a market is opened with it, then the token program refuses
        let stolen = replaced(open.clone(), own, theirs);
        assert_error(network.send(&[stolen], &[&opener]), SplTokenError::OwnerMismatch);
    }
}

#[test]
fn the_bond_is_in_heat_and_in_the_markets_vault() {
    let (mut network, open, opener) = opening(MARKET_BOND);
    let market = pda::market(&opener.pubkey(), 0);
    // Given dollars and a foreign mint, when the bond is to be in one of them, then it is refused
    let heat_mint = open.accounts.iter().rposition(|meta| meta.pubkey == pda::heat_mint()).expect("the bond's mint");
    for mint in [network.usd_mint, network.foreign_mint("forger")] {
        let mut other = open.clone();
        other.accounts[heat_mint].pubkey = mint;
        assert_error(network.send(&[other], &[&opener]), FurnaceJobsError::WrongMint);
    }
    // and no other address takes it, of another market or of the opener's
    let others: [Address; 2] =
        [pda::market_bond(&pda::market(&opener.pubkey(), 1)), pda::heat_account(&network.payer())];
    for vault in others {
        let elsewhere = replaced(open.clone(), pda::market_bond(&market), vault);
        assert_runtime_error(network.send(&[elsewhere], &[&opener]), InstructionError::InvalidSeeds);
    }
}
