//! A market's fees have a vault that only the token program's configuration can move.

use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::chain::key;
use furnace_tests::errors::{SplTokenError, SystemProgramError, assert_error, assert_runtime_error};
use furnace_tests::events::assert_event;
use furnace_tests::network::Network;
use solana_instruction::error::InstructionError;
use solana_program_pack::Pack;
use solana_signer::Signer;
use spl_token_interface::state;

use super::scene::fee_vault_open;

#[test]
fn anyone_opens_a_vault_that_is_the_protocols() {
    // Given a market that does not exist yet, HEAT and a foreign mint
    let mut network = Network::new();
    let market = key("market of tomorrow").pubkey();
    let foreign = network.foreign_mint("dollar");
    for mint in [pda::heat_mint(), foreign] {
        // When anyone opens the vault
        let open = fee_vault_open(&network, market, mint);
        let receipt = network.send(&[open], &[]).expect("vault opens");

        // Then it is empty and only the token configuration may move what comes
        let address = pda::fee_vault(&market, &mint);
        assert_event(&receipt, "FeeVaultOpened", (market, mint, address));
        let account = network.chain.account(&address).expect("vault");
        let vault = state::Account::unpack(&account.data).expect("token account");
        assert_eq!((vault.owner, vault.mint, vault.amount), (pda::token_config(), mint, 0));
        assert!(vault.delegate.is_none() && vault.close_authority.is_none());
    }
}

#[test]
fn a_second_time_is_refused_and_takes_nothing() {
    // Given the market's vault with fees in it
    let mut network = Network::new();
    let (market, wallet) = (network.market, network.wallet("giver", 5 * HEAT));
    let vault = pda::fee_vault(&market, &pda::heat_mint());
    network.donate(&wallet, vault, 5 * HEAT);

    // When somebody opens it again, then it stays as it is
    let open = token::fee_vault_open(network.payer(), market, pda::heat_mint());
    assert_error(network.send(&[open], &[]), SystemProgramError::AccountAlreadyInUse);
    assert_eq!(network.tokens(&vault), 5 * HEAT);
}

#[test]
fn what_is_not_a_mint_has_no_vault() {
    // Given accounts that are no mint: a token account, a configuration, nothing at all
    let mut network = Network::new();
    let market = network.market;
    for wrong in [pda::treasury(), pda::token_config(), key("nobody").pubkey()] {
        // When a vault is opened for them, then the token program refuses
        let open = fee_vault_open(&network, market, wrong);
        assert!(network.send(&[open], &[]).is_err());
        assert!(network.chain.account(&pda::fee_vault(&market, &wrong)).is_none());
    }
}

#[test]
fn another_address_is_not_the_vault() {
    // Given the address of another market's vault
    let mut network = Network::new();
    let (market, other) = (key("one market").pubkey(), key("another market").pubkey());
    let mut open = token::fee_vault_open(network.payer(), market, pda::heat_mint());
    open.accounts[3].pubkey = pda::fee_vault(&other, &pda::heat_mint());

    // When it is opened for this market, then the seeds do not fit
    assert_runtime_error(network.send(&[open], &[]), InstructionError::InvalidSeeds);
}

#[test]
fn fees_do_not_leave_by_anyones_signature() {
    // Given fees in the vault
    let mut network = Network::new();
    let (market, wallet) = (network.market, network.wallet("giver", 5 * HEAT));
    let vault = pda::fee_vault(&market, &pda::heat_mint());
    network.donate(&wallet, vault, 5 * HEAT);

    // When a wallet, even the authority's, moves them, then the token program refuses
    for thief in [wallet, key("authority"), key("treasury")] {
        let own = pda::heat_account(&key("giver").pubkey());
        let take = token::transfer(vault, own, thief.pubkey(), 1).expect("transfer");
        assert_error(network.send(&[take], &[&thief]), SplTokenError::OwnerMismatch);
    }
}
