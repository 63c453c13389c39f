//! Locked shares stay for a time, and weigh one to four times their number.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking;
use furnace_common::limits::MAX_LOCK_SECONDS;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{Network, OperatorActor};
use solana_signer::Signer;

use super::scene::*;

const DAY: i64 = 86_400;

/// An operator with 1,000 HEAT of stake.
fn scene() -> (Network, OperatorActor) {
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    (network, operator)
}

/// What the operator's position, its pool and all pools weigh, in that order.
fn weights(network: &Network, operator: &OperatorActor) -> (u64, u64, u64) {
    let (position, pool) = (network.position(&operator.pool, &operator.wallet.pubkey()), network.pool(&operator.pool));
    assert_eq!(pool.weighted_shares, position.weighted_shares, "the position is the only one");
    (position.weighted_shares, pool.weight, network.staker_fees().total_weight)
}

fn try_lock(
    network: &mut Network,
    operator: &OperatorActor,
    shares: u64,
    seconds: i64,
) -> Result<(), furnace_tests::errors::Failure> {
    network.try_lock(&operator.wallet, operator.pool, shares, seconds).map(drop)
}

#[test]
fn a_lock_adds_up_to_three_times_its_shares() {
    for (seconds, weight) in [
        // A second of a year for 400 HEAT: 400e6 x 3 / 31,536,000, rounded down.
        (1, 1_000 * HEAT + 38),
        (MAX_LOCK_SECONDS / 3, 1_400 * HEAT),
        (MAX_LOCK_SECONDS, 2_200 * HEAT),
    ] {
        // Given an operator, when it locks 400 of its 1,000 HEAT
        let (mut network, operator) = scene();
        try_lock(&mut network, &operator, 400 * HEAT, seconds).expect("lock");

        // Then they weigh more by the length of the lock, everywhere
        assert_eq!(weights(&network, &operator), (weight, weight, weight));
        let position = network.position(&operator.pool, &operator.wallet.pubkey());
        assert_eq!((position.shares, position.locked_shares), (1_000 * HEAT, 400 * HEAT));
        assert_eq!((position.lock_until, position.lock_seconds), (network.chain.now() + seconds, seconds));
        assert_books(&network, &operator.pool);
    }
}

#[test]
fn locked_shares_stay_until_the_second() {
    // Given 400 of 1,000 HEAT locked for a day
    let (mut network, operator) = scene();
    try_lock(&mut network, &operator, 400 * HEAT, DAY).expect("lock");

    // When more than the rest is unstaked, at once and a second before the end, then it is locked
    for wait in [0, DAY - 1] {
        network.chain.advance(wait);
        let result = network.try_unstake(&operator.wallet, operator.pool, 600 * HEAT + 1);
        assert_error(result, FurnaceStakingError::StakeLocked);
    }
    // and the rest may go
    network.try_unstake(&operator.wallet, operator.pool, 600 * HEAT).expect("unstake");
    // and the locked shares at the second itself, with what they weighed
    network.chain.advance(1);
    network.try_unstake(&operator.wallet, operator.pool, 400 * HEAT).expect("unstake");
    assert_eq!(weights(&network, &operator), (0, 0, 0));
}

#[test]
fn only_locks_of_a_second_to_a_year() {
    // Given an operator, when the time is out of bounds, then nothing is locked
    let (mut network, operator) = scene();
    for seconds in [0, -1, MAX_LOCK_SECONDS + 1, i64::MAX, i64::MIN] {
        let result = try_lock(&mut network, &operator, HEAT, seconds);
        assert_error(result, FurnaceStakingError::LockOutOfBounds);
    }
}

#[test]
fn only_shares_that_are_there() {
    // Given 400 of 1,000 HEAT locked, and 100 in unbonding
    let (mut network, operator) = scene();
    try_lock(&mut network, &operator, 400 * HEAT, DAY).expect("lock");
    network.try_unstake(&operator.wallet, operator.pool, 100 * HEAT).expect("unstake");

    // When more than the other 500 are locked, then there are not enough
    for shares in [500 * HEAT + 1, u64::MAX - 400 * HEAT] {
        let result = try_lock(&mut network, &operator, shares, DAY);
        assert_error(result, FurnaceStakingError::NotEnoughShares);
    }
    assert_error(try_lock(&mut network, &operator, u64::MAX, DAY), FurnaceStakingError::Overflow);
    try_lock(&mut network, &operator, 500 * HEAT, DAY).expect("lock");
}

#[test]
fn nothing_is_not_locked() {
    // Given an operator without a lock, or with one that is over, when it extends it, then there is nothing
    let (mut network, operator) = scene();
    let nothing = try_lock(&mut network, &operator, 0, DAY);
    assert_error(nothing, FurnaceStakingError::AmountTooSmall);
    try_lock(&mut network, &operator, HEAT, DAY).expect("lock");
    network.chain.advance(DAY);
    let over = try_lock(&mut network, &operator, 0, DAY);
    assert_error(over, FurnaceStakingError::AmountTooSmall);
}

#[test]
fn a_lock_never_ends_sooner() {
    // Given a lock of ten days, of which four are over
    let (mut network, operator) = scene();
    try_lock(&mut network, &operator, 100 * HEAT, 10 * DAY).expect("lock");
    network.chain.advance(4 * DAY);
    let until = network.position(&operator.pool, &operator.wallet.pubkey()).lock_until;

    // When more is locked or the lock set anew for less than six days, then it would end sooner
    for (shares, seconds) in [(0, 6 * DAY - 1), (HEAT, 6 * DAY - 1), (900 * HEAT, 1)] {
        let result = try_lock(&mut network, &operator, shares, seconds);
        assert_error(result, FurnaceStakingError::LockShortened);
    }
    // and for exactly six days it ends when it did, and weighs by the six
    try_lock(&mut network, &operator, 0, 6 * DAY).expect("lock");
    let position = network.position(&operator.pool, &operator.wallet.pubkey());
    assert_eq!((position.lock_until, position.lock_seconds), (until, 6 * DAY));
    assert_eq!(position.weighted_shares, 1_000 * HEAT + 100 * HEAT * 3 * 6 / 365);
}

#[test]
fn a_lock_is_extended_and_added_to() {
    // Given 100 HEAT locked for a third of a year, of which half is over
    let (mut network, operator) = scene();
    try_lock(&mut network, &operator, 100 * HEAT, MAX_LOCK_SECONDS / 3).expect("lock");
    network.chain.advance(MAX_LOCK_SECONDS / 6);

    // When they are extended to a year from now, then they weigh four times
    try_lock(&mut network, &operator, 0, MAX_LOCK_SECONDS).expect("lock");
    assert_eq!(weights(&network, &operator).0, 1_300 * HEAT);

    // and when 200 more join them, then all 300 are locked alike
    try_lock(&mut network, &operator, 200 * HEAT, MAX_LOCK_SECONDS).expect("lock");
    assert_eq!(weights(&network, &operator).0, 1_900 * HEAT);
    let position = network.position(&operator.pool, &operator.wallet.pubkey());
    assert_eq!((position.locked_shares, position.lock_until), (300 * HEAT, network.chain.now() + MAX_LOCK_SECONDS));
}

#[test]
fn after_its_end_another_lock_starts_anew() {
    // Given a lock of all shares that is over
    let (mut network, operator) = scene();
    try_lock(&mut network, &operator, 1_000 * HEAT, MAX_LOCK_SECONDS).expect("lock");
    network.chain.advance(MAX_LOCK_SECONDS);

    // When some are locked again for a third of the time, then only they weigh more
    try_lock(&mut network, &operator, 100 * HEAT, MAX_LOCK_SECONDS / 3).expect("lock");
    assert_eq!(weights(&network, &operator), (1_100 * HEAT, 1_100 * HEAT, 1_100 * HEAT));
    network.try_unstake(&operator.wallet, operator.pool, 900 * HEAT).expect("unstake");
}

#[test]
fn locked_shares_bear_slashes_and_weigh_what_they_are_worth() {
    // Given everything locked to weigh four times
    let (mut network, operator) = scene();
    try_lock(&mut network, &operator, 1_000 * HEAT, MAX_LOCK_SECONDS).expect("lock");

    // When half is slashed and somebody looks
    network.impersonate(slash(operator.pool, None, burn(500 * HEAT))).expect("slash");
    network.try_sync(operator.pool).expect("sync");

    // Then the shares are as many, and their weight is half, with the virtual units
    let weight = u128::from(4_000 * HEAT) * u128::from(500 * HEAT + 1_000) / u128::from(1_000 * HEAT + 1_000);
    let weight = u64::try_from(weight).expect("a weight");
    assert_eq!(weights(&network, &operator), (4_000 * HEAT, weight, weight));
}

#[test]
fn only_the_owner_locks() {
    // Given a delegator
    let (mut network, operator) = scene();
    let victim = delegator(&mut network, "victim", operator.pool, HEAT);

    // When the operator locks the delegator's shares, then it is not the owner
    let mut lock = staking::lock(victim.pubkey(), operator.pool, HEAT, MAX_LOCK_SECONDS);
    lock.accounts[0].pubkey = operator.wallet.pubkey();
    assert_error(network.send(&[lock], &[&operator.wallet]), FurnaceStakingError::NotPositionOwner);
}
