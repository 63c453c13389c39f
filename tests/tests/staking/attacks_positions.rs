//! Other people's positions, and positions in other pools.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::{self, Reward};
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::network::{COOLDOWN, Network};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use super::scene::{assert_books, delegator};

/// What an owner does with a position, each with the place of the position.
fn all(owner: Address, pool: Address) -> [(Instruction, usize); 6] {
    let account = pda::heat_account(&owner);
    [
        (staking::stake(owner, pool, account, HEAT), 4),
        (staking::unstake(owner, pool, HEAT), 4),
        (staking::unstake_cancel(owner, pool, 0), 4),
        (staking::withdraw(owner, pool, account, 0), 2),
        (staking::lock(owner, pool, HEAT, 1), 4),
        (staking::rewards_claim(owner, pool, Reward::Heat, account), 4),
    ]
}

#[test]
fn nobody_uses_a_position_of_somebody_else() {
    // Given a victim with stake and a ripe unbonding, and a thief with a position of its own
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let victim = delegator(&mut network, "victim", operator.pool, 100 * HEAT);
    let thief = delegator(&mut network, "thief", operator.pool, 10 * HEAT);
    network.give(&thief.pubkey(), 10 * HEAT);
    network.try_unstake(&victim, operator.pool, 50 * HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);
    let before = network.position(&operator.pool, &victim.pubkey());

    // When the thief signs for the victim's position, then it is not the owner
    for (mut instruction, place) in all(thief.pubkey(), operator.pool) {
        instruction.accounts[place].pubkey = pda::position(&operator.pool, &victim.pubkey());
        assert_error(network.send(&[instruction], &[&thief]), FurnaceStakingError::NotPositionOwner);
    }
    // and when it names the victim without its signature, then that is missing
    for (mut instruction, _) in all(victim.pubkey(), operator.pool) {
        instruction.accounts[0].is_signer = false;
        let result = network.send(&[instruction], &[&thief]);
        assert_runtime_error(result, InstructionError::MissingRequiredSignature);
    }
    assert_eq!(network.position(&operator.pool, &victim.pubkey()), before);
    assert_books(&network, &operator.pool);
}

#[test]
fn the_operator_has_no_hold_on_its_delegators() {
    // Given a delegator
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let wallet = delegator(&mut network, "delegator", operator.pool, 100 * HEAT);
    network.give(&operator.wallet.pubkey(), HEAT);

    // When the pool's operator signs for its position, then it is not the owner
    for (mut instruction, place) in all(operator.wallet.pubkey(), operator.pool) {
        instruction.accounts[place].pubkey = pda::position(&operator.pool, &wallet.pubkey());
        assert_error(network.send(&[instruction], &[&operator.wallet]), FurnaceStakingError::NotPositionOwner);
    }
}

#[test]
fn shares_of_one_pool_are_worth_nothing_in_another() {
    // Given a wallet with stake in a poor pool, which it operates, and a rich pool
    let mut network = Network::new();
    let poor = network.operator("poor operator", 1_000 * HEAT);
    let rich = network.operator("rich operator", 100_000 * HEAT);
    network.open_position(&poor.wallet, rich.pool);
    network.give(&poor.wallet.pubkey(), 10 * HEAT);
    network.try_unstake(&poor.wallet, poor.pool, 500 * HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);

    // When its position in the one is used in the other, then it belongs to another pool
    let position = pda::position(&poor.pool, &poor.wallet.pubkey());
    for (mut instruction, place) in all(poor.wallet.pubkey(), rich.pool) {
        instruction.accounts[place].pubkey = position;
        assert_error(network.send(&[instruction], &[&poor.wallet]), FurnaceStakingError::WrongPool);
    }
    // and its empty position there has nothing to give
    let unstake = network.try_unstake(&poor.wallet, rich.pool, HEAT);
    assert_error(unstake, FurnaceStakingError::NotEnoughShares);
    let withdraw = network.try_withdraw_stake(&poor.wallet, rich.pool, 0);
    assert_error(withdraw, FurnaceStakingError::NoSuchUnbonding);
    assert_books(&network, &rich.pool);
}
