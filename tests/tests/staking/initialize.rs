//! The books and vaults of the stakers' fees, opened once by anyone.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking;
use furnace_client::pda;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::network::Network;
use furnace_tests::substitution::TOKEN_2022;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_program_pack::Pack;
use spl_token_interface::state;

/// Steps of the set-up that come before it: governance and HEAT.
const BEFORE: usize = 2;

/// A network in which everything that staking builds on is there, and staking is not.
fn before() -> (Network, Instruction) {
    let mut network = Network::bare();
    for step in network.set_up().into_iter().take(BEFORE) {
        network.set_up_step(step);
    }
    let initialize = staking::initialize(network.payer(), network.usd_mint);
    (network, initialize)
}

#[test]
fn the_books_start_empty_with_a_vault_a_mint() {
    // Given governance and HEAT
    let (mut network, initialize) = before();

    // When anyone initialises
    network.send(&[initialize], &[]).expect("initialize");

    // Then the books are empty
    let fees = network.staker_fees();
    assert_eq!((fees.total_weight, fees.version), (0, 1));
    // and only they can move what each vault will hold
    for (place, mint) in [pda::heat_mint(), network.usd_mint].into_iter().enumerate() {
        assert_eq!((fees.vaults[place], fees.fees[place].booked), (pda::staker_fees_vault(&mint), 0));
        let account = network.chain.account(&fees.vaults[place]).expect("vault");
        let vault = state::Account::unpack(&account.data).expect("token account");
        assert_eq!((vault.owner, vault.mint, vault.amount), (pda::staker_fees(), mint, 0));
        assert!(vault.delegate.is_none() && vault.close_authority.is_none());
    }
}

#[test]
fn the_mints_are_heat_and_the_dollar_token() {
    // Given another mint
    let (mut network, initialize) = before();
    let foreign = network.foreign_mint("forger");
    let vault = pda::staker_fees_vault(&foreign);

    // When it stands for one of the two, or each for the other, then it is the wrong one
    for (mint, place) in [(3, 5), (4, 6)] {
        let mut other = initialize.clone();
        other.accounts[mint].pubkey = foreign;
        other.accounts[place].pubkey = vault;
        assert_error(network.send(&[other], &[]), FurnaceStakingError::WrongMint);
    }
    let mut swapped = initialize;
    swapped.accounts.swap(3, 4);
    swapped.accounts.swap(5, 6);
    assert_error(network.send(&[swapped], &[]), FurnaceStakingError::WrongMint);
    assert!(network.chain.account(&pda::staker_fees()).is_none());
}

#[test]
fn another_token_program_is_refused() {
    // Given the other token program
    let (mut network, mut initialize) = before();

    // When it stands in the place of the right one, then its id does not fit
    initialize.accounts[7].pubkey = TOKEN_2022;
    assert_runtime_error(network.send(&[initialize], &[]), InstructionError::IncorrectProgramId);
}

#[test]
fn nothing_is_initialised_before_governance_and_heat_are() {
    // Given a network in which only governance is there, or nothing at all
    for steps in [0, 1] {
        let mut network = Network::bare();
        for step in network.set_up().into_iter().take(steps) {
            network.set_up_step(step);
        }

        // When somebody initialises, then it fails, and goes through once the others are there
        let initialize = staking::initialize(network.payer(), network.usd_mint);
        assert!(network.send(std::slice::from_ref(&initialize), &[]).is_err());
        for step in network.set_up().into_iter().take(BEFORE).skip(steps) {
            network.set_up_step(step);
        }
        network.send(&[initialize], &[]).expect("initialize");
    }
}
