//! Nobody mints, freezes or takes the mint over; lamports sent ahead stop nothing.

use furnace_client::generated::token::instructions::InitializeInstructionArgs;
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_tests::chain::{Chain, key};
use furnace_tests::errors::{SplTokenError, assert_error};
use furnace_tests::network::Network;
use solana_signer::Signer;
use spl_token_interface::instruction::{AuthorityType, freeze_account, mint_to, set_authority};

#[test]
fn nobody_mints_beyond_genesis() {
    // Given everyone who has a say in the network
    let mut network = Network::new();
    let mint = pda::heat_mint();
    for (name, signer) in
        [("authority", key("authority")), ("treasury", key("treasury")), ("deployer", key("deployer"))]
    {
        // When one of them mints or takes over the mint, then the token program refuses
        let thief = signer.pubkey();
        let more = mint_to(&program::SPL_TOKEN, &mint, &pda::treasury(), &thief, &[], 1).expect(name);
        assert_error(network.send(&[more], &[&signer]), SplTokenError::OwnerMismatch);
        let kind = AuthorityType::MintTokens;
        let take = set_authority(&program::SPL_TOKEN, &mint, Some(&thief), kind, &thief, &[]).expect(name);
        assert_error(network.send(&[take], &[&signer]), SplTokenError::OwnerMismatch);
    }
    assert_eq!(network.supply(), GENESIS_SUPPLY);
}

#[test]
fn nobody_freezes_an_account() {
    // Given a mint without a freeze authority
    let mut network = Network::new();
    let authority = key("authority");

    // When the authority freezes the treasury, then the mint cannot
    let (treasury, mint) = (pda::treasury(), pda::heat_mint());
    let freeze = freeze_account(&program::SPL_TOKEN, &treasury, &mint, &authority.pubkey(), &[]).expect("freeze");
    assert_error(network.send(&[freeze], &[&authority]), SplTokenError::MintCannotFreeze);
}

#[test]
fn lamports_sent_ahead_do_not_stop_genesis() {
    // Given someone who funds every address that genesis is about to create
    let mut chain = Chain::new();
    for address in [pda::token_config(), pda::statistics(), pda::heat_mint(), pda::treasury()] {
        chain.svm.airdrop(&address, 1_000_000).expect("lamports");
    }

    // When the deployer initialises, then it goes through all the same
    let deployer = chain.deployer.insecure_clone();
    let args = InitializeInstructionArgs { treasury_owner: key("treasury").pubkey() };
    let instruction = token::initialize(deployer.pubkey(), chain.payer.pubkey(), args);
    chain.send(&[instruction], &[&deployer]).expect("initialize");
}

#[test]
fn lamports_sent_ahead_do_not_stop_a_fee_vault() {
    // Given lamports at the address of a vault to come, less and more than its rent
    let mut network = Network::new();
    for (name, lamports) in [("poor market", 900_000), ("rich market", 1_000_000_000)] {
        let market = key(name).pubkey();
        let vault = pda::fee_vault(&market, &pda::heat_mint());
        network.chain.svm.airdrop(&vault, lamports).expect("lamports");

        // When the vault is opened, then it goes through all the same
        let open = token::fee_vault_open(network.payer(), market, pda::heat_mint());
        network.send(&[open], &[]).expect("vault opens");
        assert_eq!(network.tokens(&vault), 0);
    }
}
