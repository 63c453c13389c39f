//! An unbonding is taken back into the active stake, at the price of the moment.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_common::limits::MAX_LOCK_SECONDS;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, Network};
use solana_signer::Signer;

use super::scene::*;

#[test]
fn what_was_unstaked_is_active_again() {
    // Given an operator and a delegator with 120 of its 300 HEAT in unbonding
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let wallet = delegator(&mut network, "delegator", operator.pool, 300 * HEAT);
    let before = network.pool(&operator.pool);
    network.try_unstake(&wallet, operator.pool, 120 * HEAT).expect("unstake");

    // When it takes them back, then everything is as before
    network.try_cancel_unstake(&wallet, operator.pool, 0).expect("cancel");
    assert_eq!(network.pool(&operator.pool), before);
    let position = network.position(&operator.pool, &wallet.pubkey());
    assert_eq!((position.shares, position.weighted_shares), (300 * HEAT, 300 * HEAT));
    assert_eq!((position.unbonding_shares, position.unlock_at), ([0; 8], [0; 8]));
    assert_books(&network, &operator.pool);
}

#[test]
fn the_operators_own_shares_follow() {
    // Given an operator with 400 of its 1,000 HEAT in unbonding
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 400 * HEAT).expect("unstake");
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.own_shares, pool.own_unbonding_shares), (600 * HEAT, 400 * HEAT));

    // When it takes them back, then all is its own again
    network.try_cancel_unstake(&operator.wallet, operator.pool, 0).expect("cancel");
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.own_shares, pool.own_unbonding_shares), (1_000 * HEAT, 0));
}

#[test]
fn one_of_several_at_any_time() {
    // Given three unbondings, the first of which is ripe
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);
    for amount in [10, 100] {
        network.try_unstake(&operator.wallet, operator.pool, amount * HEAT).expect("unstake");
    }

    // When the ripe one and the last are taken back, then the second stays with its time
    for index in [0, 2] {
        network.try_cancel_unstake(&operator.wallet, operator.pool, index).expect("cancel");
    }
    let position = network.position(&operator.pool, &operator.wallet.pubkey());
    assert_eq!(position.shares, 990 * HEAT);
    assert_eq!(position.unbonding_shares, [0, 10 * HEAT, 0, 0, 0, 0, 0, 0]);
    assert_eq!(position.unlock_at[1], network.chain.now() + COOLDOWN);
}

#[test]
fn after_a_slash_it_is_worth_less_and_rounded_down() {
    // Given 250 of 1,000 HEAT in unbonding, and a third of everything slashed
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 250 * HEAT).expect("unstake");
    network.impersonate(slash(operator.pool, None, burn(333_333_333))).expect("slash");
    let before = network.pool(&operator.pool);
    assert_eq!((before.active, before.unbonding), (500_000_000, 166_666_667));

    // When they are taken back, then they are worth what is left of them and buy shares of what is left
    network.try_cancel_unstake(&operator.wallet, operator.pool, 0).expect("cancel");
    let pool = network.pool(&operator.pool);
    // 166,666,667 units at (750e6 + 1000) shares to (500e6 + 1000) units, rounded down.
    let issued = 166_666_667 * 750_001_000 / 500_001_000;
    assert_eq!((pool.active, pool.active_shares), (666_666_667, 750 * HEAT + issued));
    assert_eq!((pool.unbonding, pool.unbonding_shares), (0, 0));
    assert_books(&network, &operator.pool);
}

#[test]
fn what_others_have_in_the_pool_stays_so_the_cap_has_no_say() {
    // Given a delegator at the cap, with half of its stake in unbonding
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let wallet = delegator(&mut network, "delegator", operator.pool, 1_000 * HEAT);
    network.try_unstake(&wallet, operator.pool, 500 * HEAT).expect("unstake");
    // and an operator that now has less than its delegator
    network.try_unstake(&operator.wallet, operator.pool, 200 * HEAT).expect("unstake");

    // When it takes it back, then it may, while nobody may add a unit
    network.try_cancel_unstake(&wallet, operator.pool, 0).expect("cancel");
    network.give(&wallet.pubkey(), 1);
    assert_error(network.try_stake(&wallet, operator.pool, 1), FurnaceStakingError::DelegationCapReached);
}

#[test]
fn what_is_taken_back_is_not_locked() {
    // Given half of a stake locked, and the other half in unbonding
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.try_lock(&operator.wallet, operator.pool, 500 * HEAT, MAX_LOCK_SECONDS).expect("lock");
    network.try_unstake(&operator.wallet, operator.pool, 500 * HEAT).expect("unstake");

    // When it is taken back, then it weighs as much as any, and may go again
    network.try_cancel_unstake(&operator.wallet, operator.pool, 0).expect("cancel");
    let position = network.position(&operator.pool, &operator.wallet.pubkey());
    assert_eq!((position.locked_shares, position.weighted_shares), (500 * HEAT, 2_500 * HEAT));
    network.try_unstake(&operator.wallet, operator.pool, 500 * HEAT).expect("unstake");
}

#[test]
fn not_twice_and_not_what_is_not_there() {
    // Given an unbonding that was taken back
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, HEAT).expect("unstake");
    network.try_cancel_unstake(&operator.wallet, operator.pool, 0).expect("cancel");

    // When it, an empty place or a place past the last is taken back, then there is none
    for index in [0, 1, 7, 8, u8::MAX] {
        let result = network.try_cancel_unstake(&operator.wallet, operator.pool, index);
        assert_error(result, FurnaceStakingError::NoSuchUnbonding);
    }
    // and neither is there one to withdraw
    network.chain.advance(COOLDOWN);
    let result = network.try_withdraw_stake(&operator.wallet, operator.pool, 0);
    assert_error(result, FurnaceStakingError::NoSuchUnbonding);
}

#[test]
fn an_exhausted_pool_takes_nothing_back_but_pays_it_out() {
    // Given an unbonding in a pool that was slashed to almost nothing
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 500 * HEAT).expect("unstake");
    network.impersonate(slash(operator.pool, None, burn(1_000 * HEAT - 100))).expect("slash");

    // When it is taken back, then the pool is exhausted
    let result = network.try_cancel_unstake(&operator.wallet, operator.pool, 0);
    assert_error(result, FurnaceStakingError::PoolExhausted);

    // and what is left of it is paid out in time
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(&operator.wallet, operator.pool, 0).expect("withdraw");
    assert_eq!(network.heat(&operator.wallet.pubkey()), 50);
}
