//! A position is counted anew by anyone, without a lock that is over.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::{self, Reward::Heat};
use furnace_client::pda;
use furnace_common::limits::MAX_LOCK_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::Network;
use solana_signer::Signer;

use super::scene::*;

#[test]
fn a_lock_that_is_over_weighs_no_more() {
    // Given a delegator whose lock of a year ended a second ago
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    network.try_lock(&first, operator.pool, UNIT, MAX_LOCK_SECONDS).expect("lock");
    network.chain.advance(MAX_LOCK_SECONDS);
    assert_eq!(network.pool(&operator.pool).weight, 7 * UNIT);

    // When a stranger has it counted anew
    network.try_refresh(&first.pubkey(), operator.pool).expect("refresh");

    // Then it weighs once, and so it is counted everywhere
    let position = network.position(&operator.pool, &first.pubkey());
    assert_eq!((position.weighted_shares, position.shares), (UNIT, UNIT));
    assert_eq!((position.locked_shares, position.lock_until, position.lock_seconds), (0, 0, 0));
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.weighted_shares, pool.weight), (4 * UNIT, 4 * UNIT));
    assert_eq!(network.staker_fees().total_weight, 4 * UNIT);
}

#[test]
fn a_lock_that_runs_goes_on() {
    // Given a lock with a second to go
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    network.try_lock(&first, operator.pool, UNIT, MAX_LOCK_SECONDS).expect("lock");
    network.chain.advance(MAX_LOCK_SECONDS - 1);
    let before = network.position(&operator.pool, &first.pubkey());

    // When it is counted anew, then nothing changes
    network.try_refresh(&first.pubkey(), operator.pool).expect("refresh");
    assert_eq!(network.position(&operator.pool, &first.pubkey()), before);
}

#[test]
fn what_was_earned_until_then_stays() {
    // Given a delegator that earned with a lock that is over by now
    let mut network = Network::new();
    let (operator, [first, second]) = pool_of_three(&mut network);
    network.try_lock(&second, operator.pool, UNIT, MAX_LOCK_SECONDS).expect("lock");
    network.try_lock(&first, operator.pool, UNIT, MAX_LOCK_SECONDS / 3).expect("lock");
    collect(&mut network, 800_000, 0);
    network.try_sync(operator.pool).expect("sync");
    network.chain.advance(MAX_LOCK_SECONDS / 3);

    // When it is counted anew, then it has its part by the weight that it had
    network.try_refresh(&first.pubkey(), operator.pool).expect("refresh");
    assert_eq!(claimed(&mut network, &first, operator.pool, Heat), 200_000);
    assert_eq!(claimed(&mut network, &second, operator.pool, Heat), 400_000);
}

#[test]
fn a_slashed_pool_is_weighed_anew() {
    // Given a pool that was slashed
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    network.impersonate(slash(operator.pool, None, burn(2 * UNIT))).expect("slash");

    // When any of its positions is counted anew, then it weighs its worth
    network.try_refresh(&first.pubkey(), operator.pool).expect("refresh");
    let weight = network.pool(&operator.pool).weight;
    assert_eq!(weight, 4 * UNIT * (2 * UNIT + 1_000) / (4 * UNIT + 1_000));
    assert_eq!(network.staker_fees().total_weight, weight);
}

#[test]
fn a_position_belongs_to_its_pool() {
    // Given a position in another pool
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    let other = network.operator("other operator", UNIT);

    // When it is counted in this one, then it is of another pool
    let mut refresh = staking::position_refresh(first.pubkey(), operator.pool);
    refresh.accounts[3].pubkey = pda::position(&other.pool, &other.wallet.pubkey());
    assert_error(network.send(&[refresh], &[]), FurnaceStakingError::WrongPool);
}
