//! Forged copies of accounts, one account in two places, and signatures left out: all of it must be refused.

use furnace_client::program;
use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::chain::{Chain, key};
use crate::errors::assert_runtime_error;
use crate::scene::replaced;

/// Who owns accounts that a forgery could stand for.
const OURS: [Address; 6] =
    [program::JOBS, program::STAKING, program::GOVERNANCE, program::SLASHING, program::PROOFS, program::SPL_TOKEN];

/// A copy of an account that belongs to another program takes the place of each account of ours.
#[track_caller]
pub fn assert_forgeries_are_refused(chain: &mut Chain, instruction: &Instruction, signers: &[&Keypair], name: &str) {
    let mut forgeries = 0;
    for (place, meta) in instruction.accounts.iter().enumerate() {
        let Some(genuine) = chain.account(&meta.pubkey) else { continue };
        if !OURS.contains(&genuine.owner) {
            continue;
        }
        let forged = key(&format!("forged {place}")).pubkey();
        let owner = key("an attacker's program").pubkey();
        chain.svm.set_account(forged, Account { owner, ..genuine }).expect("forgery");
        let substituted = replaced(instruction.clone(), meta.pubkey, forged);
        let outcome = chain.simulate(&[substituted], signers);
        assert!(outcome.is_err(), "{name}: place {place} takes a forgery");
        forgeries += 1;
    }
    assert!(forgeries > 0, "{name} has no account of ours");
}

/// Each written account stands in each other written place too.
#[track_caller]
pub fn assert_doubles_are_refused(chain: &Chain, instruction: &Instruction, signers: &[&Keypair], name: &str) {
    let places = 0..instruction.accounts.len();
    let written: Vec<usize> = places.filter(|&place| instruction.accounts[place].is_writable).collect();
    for (&from, &to) in written.iter().flat_map(|from| written.iter().map(move |to| (from, to))) {
        // One account in two places, where that is meant, is no attack; and a signer is no account of ours.
        let (one, other) = (&instruction.accounts[from], &instruction.accounts[to]);
        if one.pubkey == other.pubkey || other.is_signer {
            continue;
        }
        let mut doubled = instruction.clone();
        doubled.accounts[to].pubkey = one.pubkey;
        let outcome = chain.simulate(&[doubled], signers);
        assert!(outcome.is_err(), "{name}: place {to} takes the account of place {from}");
    }
}

/// Each signature is left out, one at a time; the fee payer signs the transaction in any case.
#[track_caller]
pub fn assert_signatures_are_needed(chain: &Chain, instruction: &Instruction, signers: &[&Keypair]) {
    for (place, meta) in instruction.accounts.iter().enumerate() {
        if !meta.is_signer || meta.pubkey == chain.payer.pubkey() {
            continue;
        }
        let mut unsigned = instruction.clone();
        unsigned.accounts[place].is_signer = false;
        assert_runtime_error(chain.simulate(&[unsigned], signers), InstructionError::MissingRequiredSignature);
    }
}
