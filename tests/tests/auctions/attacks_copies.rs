//! Forged copies of accounts, one account in two places, and signatures left out.

use furnace_client::program;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_runtime_error;
use furnace_tests::scene::replaced;
use solana_account::Account;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use crate::crowd::{CASES, Quartet};
use crate::order::KINDS;

#[test]
fn copies_that_belong_to_another_program_are_refused() {
    for (case, kind) in CASES.iter().flat_map(|case| KINDS.map(|kind| (case, kind))) {
        // Given where an instruction goes through
        let Quartet { mut crowd, instruction, .. } = case.quartet(kind);
        let mut forgeries = 0;
        for (place, meta) in instruction.accounts.iter().enumerate() {
            let Some(genuine) = crowd.scene.network.chain.account(&meta.pubkey) else { continue };
            if ![program::JOBS, program::STAKING].contains(&genuine.owner) {
                continue;
            }
            // When a copy of an account takes its place, then it is refused
            let forged = key(&format!("forged {place}")).pubkey();
            let owner = key("an attacker's program").pubkey();
            crowd.scene.network.chain.svm.set_account(forged, Account { owner, ..genuine }).expect("forgery");
            let substituted = replaced(instruction.clone(), meta.pubkey, forged);
            let outcome = crowd.scene.network.chain.simulate(&[substituted], &crowd.keys());
            assert!(outcome.is_err(), "{} ({kind:?}): place {place} takes a forgery", case.name);
            forgeries += 1;
        }
        assert!(forgeries > 0, "{} has no account of ours", case.name);
    }
}

#[test]
fn one_account_in_two_written_places_is_refused() {
    for (case, kind) in CASES.iter().flat_map(|case| KINDS.map(|kind| (case, kind))) {
        // Given where an instruction goes through
        let Quartet { crowd, instruction, .. } = case.quartet(kind);
        let places = 0..instruction.accounts.len();
        let written: Vec<usize> = places.filter(|&place| instruction.accounts[place].is_writable).collect();
        for (&from, &to) in written.iter().flat_map(|from| written.iter().map(move |to| (from, to))) {
            let (one, other) = (&instruction.accounts[from], &instruction.accounts[to]);
            // A signer is no account of ours.
            if one.pubkey == other.pubkey || other.is_signer {
                continue;
            }
            // When a written account stands in another written place too, then it is refused
            let mut doubled = instruction.clone();
            doubled.accounts[to].pubkey = instruction.accounts[from].pubkey;
            let outcome = crowd.scene.network.chain.simulate(&[doubled], &crowd.keys());
            assert!(outcome.is_err(), "{} ({kind:?}): place {to} takes the account of place {from}", case.name);
        }
    }
}

#[test]
fn every_signature_is_needed() {
    for (case, kind) in CASES.iter().flat_map(|case| KINDS.map(|kind| (case, kind))) {
        // Given where an instruction goes through, when a signature is left out, then it is refused
        let Quartet { crowd, instruction, .. } = case.quartet(kind);
        let payer = crowd.scene.network.payer();
        for place in 0..instruction.accounts.len() {
            let meta = &instruction.accounts[place];
            // The fee payer signs the transaction in any case.
            if !meta.is_signer || meta.pubkey == payer {
                continue;
            }
            let mut unsigned = instruction.clone();
            unsigned.accounts[place].is_signer = false;
            let outcome = crowd.scene.network.chain.simulate(&[unsigned], &crowd.keys());
            assert_runtime_error(outcome, InstructionError::MissingRequiredSignature);
        }
    }
}
