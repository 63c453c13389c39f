//! Shares go into unbonding, at the price of the moment.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, Network};
use solana_signer::Signer;

use super::scene::{assert_books, burn, delegator, slash};

#[test]
fn shares_move_into_unbonding_and_tokens_stay() {
    // Given an operator and a delegator
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let wallet = delegator(&mut network, "delegator", operator.pool, 300 * HEAT);

    // When the delegator unstakes a part
    let now = network.chain.now();
    network.try_unstake(&wallet, operator.pool, 120 * HEAT).expect("unstake");

    // Then the books move and the vault does not
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.active_shares), (1_180 * HEAT, 1_180 * HEAT));
    assert_eq!((pool.unbonding, pool.unbonding_shares), (120 * HEAT, 120 * HEAT));
    assert_eq!(pool.own_shares, 1_000 * HEAT);
    assert_eq!(network.tokens(&pool.vault), 1_300 * HEAT);
    // and the position waits for the cool-down
    let position = network.position(&operator.pool, &wallet.pubkey());
    assert_eq!(position.shares, 180 * HEAT);
    assert_eq!((position.unbonding_shares[0], position.unlock_at[0]), (120 * HEAT, now + COOLDOWN));
    assert_books(&network, &operator.pool);
}

#[test]
fn the_operators_own_shares_follow() {
    // Given an operator with a delegation
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    delegator(&mut network, "delegator", operator.pool, 300 * HEAT);

    // When the operator unstakes everything of its own
    network.try_unstake(&operator.wallet, operator.pool, 1_000 * HEAT).expect("unstake");

    // Then only the delegation is active
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.active_shares, pool.own_shares), (300 * HEAT, 300 * HEAT, 0));
    assert_books(&network, &operator.pool);
}

#[test]
fn after_a_slash_shares_give_less_rounded_down() {
    // Given a pool of 1,000 HEAT that lost a third
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.impersonate(slash(operator.pool, None, burn(333_333_333))).expect("slash");

    // When 100 HEAT worth of shares are unstaked
    network.try_unstake(&operator.wallet, operator.pool, 100 * HEAT).expect("unstake");

    // Then they give 100e6 x (666666667 + 1000) / (1000e6 + 1000) units, rounded down
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.unbonding, pool.unbonding_shares), (66_666_700, 66_666_700));
    assert_eq!((pool.active, pool.active_shares), (666_666_667 - 66_666_700, 900 * HEAT));
    assert_books(&network, &operator.pool);
}

#[test]
fn nothing_is_not_unstaked() {
    // Given an operator
    let mut network = Network::new();
    let operator = network.operator("operator", HEAT);

    // When it unstakes nothing, then it is refused
    let result = network.try_unstake(&operator.wallet, operator.pool, 0);
    assert_error(result, FurnaceStakingError::AmountTooSmall);
}

#[test]
fn more_shares_than_held_are_not_unstaked() {
    // Given an operator and a small delegator
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let wallet = delegator(&mut network, "delegator", operator.pool, HEAT);

    // When the delegator unstakes more than it has, then it has too few shares
    for shares in [HEAT + 1, 1_001 * HEAT, u64::MAX] {
        let result = network.try_unstake(&wallet, operator.pool, shares);
        assert_error(result, FurnaceStakingError::NotEnoughShares);
    }
    // and what is unbonding already does not count
    network.try_unstake(&wallet, operator.pool, HEAT).expect("unstake");
    assert_error(network.try_unstake(&wallet, operator.pool, 1), FurnaceStakingError::NotEnoughShares);
}

#[test]
fn a_position_holds_eight_unbondings() {
    // Given a position with eight unbondings
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    for _ in 0..8 {
        network.try_unstake(&operator.wallet, operator.pool, HEAT).expect("unstake");
    }

    // When a ninth is added, then there is no room
    let result = network.try_unstake(&operator.wallet, operator.pool, HEAT);
    assert_error(result, FurnaceStakingError::TooManyUnbondings);

    // until one is withdrawn, whose place is taken
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(&operator.wallet, operator.pool, 3).expect("withdraw");
    network.try_unstake(&operator.wallet, operator.pool, 2 * HEAT).expect("unstake");
    let position = network.position(&operator.pool, &operator.wallet.pubkey());
    assert_eq!((position.unbonding_shares[3], position.unlock_at[3]), (2 * HEAT, network.chain.now() + COOLDOWN));
    assert_books(&network, &operator.pool);
}

#[test]
fn worthless_shares_end_and_free_the_pool() {
    // Given a pool that lost everything and takes no stake
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.impersonate(slash(operator.pool, None, burn(1_000 * HEAT))).expect("slash");
    network.give(&operator.wallet.pubkey(), HEAT);
    let refused = network.try_stake(&operator.wallet, operator.pool, HEAT);
    assert_error(refused, FurnaceStakingError::PoolExhausted);

    // When the worthless shares are unstaked
    network.try_unstake(&operator.wallet, operator.pool, 1_000 * HEAT).expect("unstake");

    // Then nothing waits for a cool-down, and the pool starts anew
    assert_eq!(network.position(&operator.pool, &operator.wallet.pubkey()).unbonding_shares, [0; 8]);
    network.try_stake(&operator.wallet, operator.pool, HEAT).expect("stake");
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.active_shares, pool.own_shares), (HEAT, HEAT, HEAT));
    assert_books(&network, &operator.pool);
}
