//! The weight of a lock without the lock.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::Reward::Heat;
use furnace_common::limits::MAX_LOCK_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, EPOCH, Network, OperatorActor};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::*;

/// An operator with four units, and a delegator with one, locked to weigh four.
fn scene() -> (Network, OperatorActor, Keypair) {
    let mut network = Network::new();
    let operator = network.operator("operator", 4 * UNIT);
    let locker = delegator(&mut network, "locker", operator.pool, UNIT);
    network.try_lock(&locker, operator.pool, UNIT, MAX_LOCK_SECONDS).expect("lock");
    (network, operator, locker)
}

#[test]
fn the_weight_of_a_lock_that_is_over_ends_when_a_stranger_looks() {
    // Given a lock that ends as an epoch of fees begins
    let (mut network, operator, locker) = scene();
    network.chain.advance(MAX_LOCK_SECONDS);
    collect(&mut network, 800_000, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 1);

    // When nobody looks for half of the epoch, then it still weighs four to the operator's four
    network.chain.advance(EPOCH / 2);
    network.try_refresh(&locker.pubkey(), operator.pool).expect("refresh");
    assert_eq!(claimed(&mut network, &locker, operator.pool, Heat), 200_000);

    // and from then on one to four
    epochs_ahead(&mut network, 1);
    assert_eq!(claimed(&mut network, &locker, operator.pool, Heat), 80_000);
    assert_eq!(claimed(&mut network, &operator.wallet, operator.pool, Heat), 200_000 + 320_000);
}

#[test]
fn whatever_the_owner_does_ends_it_too() {
    type Act = fn(&mut Network, &Keypair, &OperatorActor);
    let acts: [(Act, u64); 4] = [
        (|network, owner, operator| drop(network.try_stake(owner, operator.pool, UNIT).expect("stake")), 2 * UNIT),
        (|network, owner, operator| drop(network.try_unstake(owner, operator.pool, 1).expect("unstake")), UNIT - 1),
        (|network, owner, operator| drop(network.try_lock(owner, operator.pool, 1, 1).expect("lock")), UNIT),
        (
            |network, owner, operator| {
                network.try_unstake(owner, operator.pool, UNIT).expect("unstake");
                network.try_cancel_unstake(owner, operator.pool, 0).expect("cancel");
            },
            UNIT,
        ),
    ];
    for (act, weight) in acts {
        // Given a lock that is over, when its owner moves or locks any of its stake, then the bonus is gone
        let (mut network, operator, locker) = scene();
        network.give(&locker.pubkey(), UNIT);
        network.chain.advance(MAX_LOCK_SECONDS);
        act(&mut network, &locker, &operator);
        assert_eq!(network.position(&operator.pool, &locker.pubkey()).weighted_shares, weight);
        assert_eq!(network.staker_fees().total_weight, 4 * UNIT + weight);
    }
}

#[test]
fn stake_that_comes_late_is_not_locked_with_the_rest() {
    // Given a lock of a single share for a year, of which a day is over
    let mut network = Network::new();
    let operator = network.operator("operator", 4 * UNIT);
    let locker = delegator(&mut network, "locker", operator.pool, 1);
    network.try_lock(&locker, operator.pool, 1, MAX_LOCK_SECONDS).expect("lock");
    network.chain.advance(EPOCH);

    // When it stakes a fortune, then that weighs once, and may go at once
    network.give(&locker.pubkey(), UNIT);
    network.try_stake(&locker, operator.pool, UNIT).expect("stake");
    assert_eq!(network.position(&operator.pool, &locker.pubkey()).weighted_shares, 1 + 3 + UNIT);
    network.try_unstake(&locker, operator.pool, UNIT).expect("unstake");

    // and to weigh like the share, it must be locked from now on for as long
    network.try_cancel_unstake(&locker, operator.pool, 0).expect("cancel");
    let short = network.try_lock(&locker, operator.pool, UNIT, MAX_LOCK_SECONDS - EPOCH - 1);
    assert_error(short, FurnaceStakingError::LockShortened);
    network.try_lock(&locker, operator.pool, UNIT, MAX_LOCK_SECONDS - EPOCH).expect("lock");
    let position = network.position(&operator.pool, &locker.pubkey());
    assert_eq!(position.lock_until, network.chain.now() + MAX_LOCK_SECONDS - EPOCH);
    assert!(position.weighted_shares < 4 * UNIT);
}

#[test]
fn a_lock_cannot_be_slipped_by_unbonding_first() {
    // Given a delegator with everything in unbonding, that locks what it has left
    let mut network = Network::new();
    let operator = network.operator("operator", 4 * UNIT);
    let locker = delegator(&mut network, "locker", operator.pool, UNIT);
    network.try_unstake(&locker, operator.pool, UNIT).expect("unstake");

    // When it locks shares that are on their way out, then they are not there
    let result = network.try_lock(&locker, operator.pool, UNIT, MAX_LOCK_SECONDS);
    assert_error(result, FurnaceStakingError::NotEnoughShares);

    // and what it takes back and locks does not go out at the old time
    network.try_cancel_unstake(&locker, operator.pool, 0).expect("cancel");
    network.try_lock(&locker, operator.pool, UNIT, MAX_LOCK_SECONDS).expect("lock");
    network.chain.advance(COOLDOWN);
    let withdraw = network.try_withdraw_stake(&locker, operator.pool, 0);
    assert_error(withdraw, FurnaceStakingError::NoSuchUnbonding);
    let unstake = network.try_unstake(&locker, operator.pool, 1);
    assert_error(unstake, FurnaceStakingError::StakeLocked);
}

#[test]
fn a_lock_just_before_fees_are_released_weighs_from_then_on() {
    // Given half an epoch of fees released to equal weights
    let mut network = Network::new();
    let (operator, [first, second]) = pool_of_three(&mut network);
    collect(&mut network, 800_000, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 1);
    network.chain.advance(EPOCH / 2);

    // When one locks to weigh four times, then the first half is divided as it was
    network.try_lock(&first, operator.pool, UNIT, MAX_LOCK_SECONDS).expect("lock");
    assert_eq!(claimed(&mut network, &first, operator.pool, Heat), 100_000);
    // and the second half four to one
    epochs_ahead(&mut network, 1);
    let (of_first, of_second) =
        (claimed(&mut network, &first, operator.pool, Heat), claimed(&mut network, &second, operator.pool, Heat));
    assert_eq!((of_first, of_second), (400_000 * 4 / 7, 100_000 + 400_000 / 7));
}
