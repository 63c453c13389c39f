//! One account in two places of an instruction.

use furnace_client::instructions::staking;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::errors::{FrameworkError, assert_error};
use furnace_tests::network::{COOLDOWN, Network, OperatorActor};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::scene::{burn, slash};

fn scene() -> (Network, OperatorActor) {
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.give(&operator.wallet.pubkey(), 10 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 100 * HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);
    (network, operator)
}

/// The instruction with the account of place `from` in place `to` as well; wherever one of the two is
/// written to.
fn duplicates(instruction: &Instruction) -> Vec<Instruction> {
    let places = 0..instruction.accounts.len();
    let pairs = places.clone().flat_map(|from| places.clone().map(move |to| (from, to)));
    let written = |place: usize| instruction.accounts[place].is_writable;
    pairs
        .filter(|&(from, to)| from != to && (written(from) || written(to)))
        .map(|(from, to)| {
            let mut duplicate = instruction.clone();
            duplicate.accounts[to].pubkey = instruction.accounts[from].pubkey;
            duplicate.accounts[to].is_signer = false;
            duplicate
        })
        .collect()
}

#[test]
fn no_account_that_is_written_to_stands_twice() {
    // Given the instructions that move stake
    let (mut network, operator) = scene();
    let (wallet, pool) = (operator.wallet.pubkey(), operator.pool);
    let account = pda::heat_account(&wallet);
    for instruction in [
        staking::stake(wallet, pool, account, HEAT),
        staking::unstake(wallet, pool, HEAT),
        staking::withdraw(wallet, pool, account, 0),
    ] {
        for duplicate in duplicates(&instruction) {
            // When one account fills two places, then the framework refuses before anything is read
            assert_error(network.send(&[duplicate], &[&operator.wallet]), FrameworkError::DuplicateMutableAccount);
        }
    }
}

#[test]
fn no_account_of_a_slash_stands_twice() {
    // Given a slash with client and reporter
    let (mut network, operator) = scene();
    let reporter = pda::heat_account(&operator.wallet.pubkey());
    let instruction = slash(operator.pool, Some(reporter), burn(1));
    let authority = instruction.accounts[0].pubkey;
    for duplicate in duplicates(&instruction) {
        // When one account fills two places, then it is refused; the authority's place by its signature first
        let proper_authority = duplicate.accounts[0].pubkey == authority;
        let result = network.impersonate(duplicate);
        match proper_authority {
            true => assert_error(result, FrameworkError::DuplicateMutableAccount),
            false => assert!(result.is_err()),
        }
    }
}
