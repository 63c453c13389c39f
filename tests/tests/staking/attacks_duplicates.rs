//! One account in two places of an instruction.

use furnace_tests::chain::Chain;
use furnace_tests::errors::{FrameworkError, assert_error};
use solana_instruction::Instruction;
use solana_keypair::Keypair;

use super::cast::{Case, Cast};

/// The instruction with the account of place `from` in place `to` as well, wherever one of the two is
/// written to.
fn duplicates(instruction: &Instruction) -> Vec<(usize, usize, Instruction)> {
    let places = 0..instruction.accounts.len();
    let pairs = places.clone().flat_map(|from| places.clone().map(move |to| (from, to)));
    let written = |place: usize| instruction.accounts[place].is_writable;
    pairs
        .filter(|&(from, to)| from != to && (written(from) || written(to)))
        .map(|(from, to)| {
            let mut duplicate = instruction.clone();
            duplicate.accounts[to].pubkey = instruction.accounts[from].pubkey;
            duplicate.accounts[to].is_signer = false;
            (from, to, duplicate)
        })
        .collect()
}

/// Returns how many pairs were tried.
fn assert_duplicates_are_refused(chain: &Chain, case: &Case, signers: &[&Keypair]) -> usize {
    let accounts = &case.instruction.accounts;
    let owner = |place: usize| chain.account(&accounts[place].pubkey).map(|account| account.owner);
    let mut tried = 0;
    for (from, to, duplicate) in duplicates(&case.instruction) {
        // Who signs may pay the rent: the payer may be another of the signers.
        if accounts[to].is_signer && case.free.iter().any(|free| free.place == to) {
            continue;
        }
        tried += 1;
        let outcome = chain.simulate(&[duplicate], signers);
        let movable = accounts[from].is_writable && accounts[to].is_writable && !accounts[to].is_signer;
        match movable && owner(from) == owner(to) && owner(to) == Some(furnace_client::program::SPL_TOKEN) {
            // Between two token accounts nothing else tells the places apart.
            true => assert_error(outcome, FrameworkError::DuplicateMutableAccount),
            false => assert!(outcome.is_err(), "{}: place {to} takes the account of place {from}", case.name),
        }
    }
    tried
}

#[test]
fn no_account_that_is_written_to_stands_twice() {
    // Given every instruction
    let mut cast = Cast::new();

    // When one account fills two places, of which one is written to, then it is refused
    let mut tried = 0;
    cast.each(|chain, case, signers| tried += assert_duplicates_are_refused(chain, case, signers));
    assert!(tried > 500, "{tried} pairs");
}
