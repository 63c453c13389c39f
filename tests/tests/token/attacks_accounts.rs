//! Each account of each instruction replaced by wrong ones.

use furnace_client::generated::token::instructions::InitializeInstructionArgs;
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_tests::chain::{Chain, key};
use furnace_tests::network::Network;
use furnace_tests::substitution::{Free, TOKEN_2022, assert_accounts_are_checked};
use solana_signer::Signer;

const PAYER: &str = "whoever signs may pay the rent";

#[test]
fn initialize() {
    // Given programs and nothing else
    let mut chain = Chain::new();
    let (deployer, stranger) = (chain.deployer.insecure_clone(), key("stranger"));
    chain.fund(&stranger.pubkey());
    chain.fund(&deployer.pubkey());
    let args =
        InitializeInstructionArgs { authority: key("authority").pubkey(), treasury_owner: key("treasury").pubkey() };
    let instruction = token::initialize(deployer.pubkey(), chain.payer.pubkey(), args);
    let wrong = [
        ("a stranger", stranger.pubkey()),
        ("an address without an account", key("nobody").pubkey()),
        ("another program's data", pda::program_data(&program::STAKING)),
        ("the staking configuration", pda::staking_config()),
        ("the staking program", program::STAKING),
        ("another token program", TOKEN_2022),
    ];

    // When any account is another one, then it fails
    let free = [Free { place: 1, why: PAYER }];
    assert_accounts_are_checked(&chain, &instruction, &[&deployer, &stranger], &wrong, &free);
}

#[test]
fn fee_vault_open() {
    // Given a network, and a market without a vault
    let mut network = Network::new();
    let stranger = network.wallet("stranger", 0);
    let mut wrong = network.wrong_accounts();
    wrong.push(("a stranger", stranger.pubkey()));
    let instruction = token::fee_vault_open(network.payer(), key("market of tomorrow").pubkey());

    // When any account is another one, then it fails
    let free = [Free { place: 0, why: PAYER }];
    assert_accounts_are_checked(&network.chain, &instruction, &[&stranger], &wrong, &free);
}
