//! Slashing by whoever is not the slashing program.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::generated::staking::instructions::SlashInstructionArgs;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::chain::key;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::network::Network;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use super::scene::{assert_books, slash};

/// Everything to the thief.
const THEFT: SlashInstructionArgs =
    SlashInstructionArgs { amount: 1_000 * HEAT, to_client: 1_000 * HEAT, to_reporter: 0, appealable: 0 };

#[test]
fn nobody_slashes_with_a_signature_of_its_own() {
    // Given a pool, and everyone who may think itself entitled
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let thief = network.wallet("thief", 0);
    let deployer = network.chain.deployer.insecure_clone();
    for signer in [&thief, &operator.wallet, &key("authority"), &key("treasury"), &deployer] {
        // When one of them slashes into the thief's account
        let mut direct = slash(operator.pool, None, THEFT);
        direct.accounts[0].pubkey = signer.pubkey();
        direct.accounts[3].pubkey = pda::heat_account(&thief.pubkey());

        // Then only the slashing program may
        assert_error(network.send(&[direct], &[signer]), FurnaceStakingError::NotSlashingProgram);
    }
    assert_eq!(network.heat(&thief.pubkey()), 0);
    assert_books(&network, &operator.pool);
}

#[test]
fn the_authoritys_name_without_its_signature_is_worth_nothing() {
    // Given the slashing program's authority, which only that program can sign for
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);

    // When anyone names it, then the signature is missing
    let mut direct = slash(operator.pool, None, THEFT);
    direct.accounts[0].is_signer = false;
    assert_runtime_error(network.send(&[direct], &[]), InstructionError::MissingRequiredSignature);
    assert_eq!(network.pool(&operator.pool).active, 1_000 * HEAT);
}

#[test]
fn authorities_of_other_programs_do_not_pass_for_it() {
    // Given addresses that other programs sign for
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    for other in [pda::token_config(), pda::staker_fees(), pda::proofs_authority(), operator.pool, operator.operator] {
        // When one of them signs, then it is not the slashing program
        let mut direct = slash(operator.pool, None, THEFT);
        direct.accounts[0].pubkey = other;
        assert!(network.impersonate(direct).is_err(), "{other} slashes");
    }
    let mut direct = slash(operator.pool, None, THEFT);
    direct.accounts[0].pubkey = pda::token_config();
    assert_error(network.impersonate(direct), FurnaceStakingError::NotSlashingProgram);
}
