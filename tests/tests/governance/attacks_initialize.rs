//! Set-up cannot be repeated or blocked, and ends with the upgrade authority.

use furnace_client::generated::governance::errors::FurnaceGovernanceError;
use furnace_client::instructions::governance;
use furnace_client::{pda, program};
use furnace_common::limits::MIN_EPOCH_SECONDS;
use furnace_tests::errors::{SystemProgramError, assert_error};
use furnace_tests::network::{EPOCH, Network};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::initialize::roles;

fn instruction(network: &Network, epoch_seconds: i64) -> Instruction {
    let deployer = network.chain.deployer.pubkey();
    governance::initialize(deployer, network.payer(), network.usd_mint, roles(epoch_seconds))
}

#[test]
fn a_second_time_is_refused() {
    // Given a network, when its deployer initialises it again with a shorter epoch, then all stays as it is
    let mut network = Network::new();
    let before = network.governance();
    let deployer = network.chain.deployer.insecure_clone();
    let again = instruction(&network, MIN_EPOCH_SECONDS);
    assert_error(network.send(&[again], &[&deployer]), SystemProgramError::AccountAlreadyInUse);
    assert_eq!(network.governance(), before);
}

#[test]
fn twice_in_one_transaction_is_refused() {
    // Given programs, when they are initialised twice at once, then nothing happens
    let mut network = Network::bare();
    let deployer = network.chain.deployer.insecure_clone();
    let once = instruction(&network, EPOCH);
    let result = network.send(&[once.clone(), once], &[&deployer]);
    assert_error(result, SystemProgramError::AccountAlreadyInUse);
    assert!(network.chain.account(&pda::governance()).is_none());
}

#[test]
fn lamports_sent_ahead_block_nothing() {
    for lamports in [890_880, 1_000_000_000] {
        // Given lamports at the address that is about to be made, when it is made, then it is there
        let mut network = Network::bare();
        network.chain.svm.airdrop(&pda::governance(), lamports).expect("lamports");
        let deployer = network.chain.deployer.insecure_clone();
        let initialize = instruction(&network, EPOCH);
        network.send(&[initialize], &[&deployer]).expect("initialize");
        assert_eq!(network.governance().epoch_seconds, EPOCH);
    }
}

#[test]
fn a_final_program_has_nobody_to_initialise_it() {
    // Given a program whose upgrade authority was given up
    let mut network = Network::bare();
    let address = pda::program_data(&program::GOVERNANCE);
    let mut account = network.chain.account(&address).expect("program data");
    account.data[12] = 0;
    network.chain.svm.set_account(address, account).expect("program data is set");

    // When the former authority initialises, then it no longer is one
    let deployer = network.chain.deployer.insecure_clone();
    let initialize = instruction(&network, EPOCH);
    assert_error(network.send(&[initialize], &[&deployer]), FurnaceGovernanceError::NotUpgradeAuthority);
}
