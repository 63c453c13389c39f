//! A role is a signature, and a governance is the one that the program made.

use furnace_client::accounts::Governance;
use furnace_client::generated::governance::instructions::ParametersProposeInstructionArgs;
use furnace_client::instructions::governance;
use furnace_client::{pda, program};
use furnace_common::pause;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_runtime_error;
use furnace_tests::network::{Network, parameters};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

/// Everything that a role is needed for, as `by` would send it.
fn privileged(by: Address) -> [Instruction; 7] {
    let args = ParametersProposeInstructionArgs { args: parameters() };
    [
        governance::authority_propose(by, by),
        governance::authority_accept(by),
        governance::guardian_set(by, by),
        governance::pause(by, pause::ALL),
        governance::unpause(by, pause::ALL),
        governance::parameters_propose(by, args),
        governance::parameters_cancel(by),
    ]
}

#[test]
fn naming_the_authority_is_not_being_it() {
    // Given an authority to whom its own role is offered, and an announcement
    let mut network = Network::new();
    let authority = network.authority.insecure_clone();
    network.try_offer_authority(&authority, authority.pubkey()).expect("offer");
    network.try_propose(&authority, parameters()).expect("propose");
    let before = network.governance();

    for mut instruction in privileged(authority.pubkey()) {
        // When anyone names it without its signature, then it is refused
        instruction.accounts[0].is_signer = false;
        let result = network.send(&[instruction], &[]);
        assert_runtime_error(result, InstructionError::MissingRequiredSignature);
    }
    assert_eq!(network.governance(), before);
}

#[test]
fn a_copy_of_the_governance_is_none() {
    // Given copies that name a stranger in every role, owned by anyone but the program
    let mut network = Network::new();
    let (stranger, copy) = (key("stranger"), key("copied governance").pubkey());
    let genuine = network.chain.account(&pda::governance()).expect("governance");
    for owner in [program::SYSTEM, program::TOKEN, program::SPL_TOKEN] {
        network.chain.svm.set_account(copy, Account { owner, ..genuine.clone() }).expect("copy");
        network.tamper(&copy, |governance: &mut Governance| {
            let own = stranger.pubkey();
            (governance.authority, governance.pending_authority, governance.guardian) = (own, own, own);
            governance.effective_at = 1;
        });

        // When the stranger acts on one, then it is refused, so that no program can be shown it
        for mut instruction in privileged(stranger.pubkey()) {
            instruction.accounts[1].pubkey = copy;
            let result = network.send(&[instruction], &[&stranger]);
            assert_runtime_error(result, InstructionError::IllegalOwner);
        }
    }
}
