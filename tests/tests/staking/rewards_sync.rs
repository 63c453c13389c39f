//! What comes in during one epoch is divided, and released evenly over the next, to the unit.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::Reward::Heat;
use furnace_common::limits::MAX_LOCK_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{EPOCH, Network};
use solana_signer::Signer;

use super::scene::*;

#[test]
fn income_is_booked_with_the_commission_rounded_down() {
    // Given a pool with a tenth of commission
    let mut network = Network::new();
    let (operator, _) = pool_of_three(&mut network);

    // When odd amounts come in and are booked
    earn(&mut network, &operator.pool, 1_000_009, 99);
    network.try_sync(operator.pool).expect("sync");

    // Then the operator has the tenth, rounded down, and the stakers the rest
    let [heat, usd] = network.pool(&operator.pool).income;
    assert_eq!((heat.booked, heat.operator_due, heat.stream.next), (1_000_009, 100_000, 900_009));
    assert_eq!((usd.booked, usd.operator_due, usd.stream.next), (99, 9, 90));
    assert_books(&network, &operator.pool);
}

#[test]
fn nothing_is_booked_twice() {
    // Given income and fees that were booked
    let mut network = Network::new();
    let (operator, _) = pool_of_three(&mut network);
    earn(&mut network, &operator.pool, 1_000_000, 2_000_000);
    collect(&mut network, 3_000_000, 4_000_000);
    network.try_sync(operator.pool).expect("sync");
    let before = (network.pool(&operator.pool), network.staker_fees());

    // When they are booked again, through this pool and through another
    let other = network.operator("other operator", 0);
    network.try_sync(operator.pool).expect("sync");
    network.try_sync(other.pool).expect("sync");

    // Then nothing changes
    assert_eq!((network.pool(&operator.pool), network.staker_fees()), before);
    assert_eq!(before.1.fees.each_ref().map(|fees| fees.stream.next), [3_000_000, 4_000_000]);
}

#[test]
fn what_came_in_is_released_evenly_over_the_next_epoch() {
    // Given a pool that earned a HEAT
    let mut network = Network::new();
    let (operator, [first, second]) = pool_of_three(&mut network);
    earn(&mut network, &operator.pool, 1_000_000, 0);
    network.try_sync(operator.pool).expect("sync");

    // When the epoch lasts, and when it ends, then nothing is released
    network.chain.advance(EPOCH / 4);
    assert_error(network.try_claim_rewards(&first, operator.pool, Heat), FurnaceStakingError::NothingOwed);
    epochs_ahead(&mut network, 1);
    assert_error(network.try_claim_rewards(&first, operator.pool, Heat), FurnaceStakingError::NothingOwed);

    // and a quarter into the next, a quarter of nine tenths is, by shares
    network.chain.advance(EPOCH / 4);
    assert_eq!(claimed(&mut network, &operator.wallet, operator.pool, Heat), 112_500);
    assert_eq!(claimed(&mut network, &first, operator.pool, Heat), 56_250);

    // and all of it when it ends, whoever claimed before
    epochs_ahead(&mut network, 1);
    assert_eq!(claimed(&mut network, &operator.wallet, operator.pool, Heat), 337_500);
    assert_eq!(claimed(&mut network, &first, operator.pool, Heat), 168_750);
    assert_eq!(claimed(&mut network, &second, operator.pool, Heat), 225_000);

    // and nothing after it: what is left is the commission
    epochs_ahead(&mut network, 3);
    assert_error(network.try_claim_rewards(&second, operator.pool, Heat), FurnaceStakingError::NothingOwed);
    let income = &network.pool(&operator.pool).income[0];
    assert_eq!((income.booked, network.tokens(&income.vault)), (100_000, 100_000));
}

#[test]
fn each_second_has_its_part() {
    // Given an epoch over which 900,000 units are released
    let mut network = Network::new();
    let (operator, _) = pool_of_three(&mut network);
    earn(&mut network, &operator.pool, 1_000_000, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 1);
    let start = network.chain.now();
    for second in [1, 2, 1_000, 86_399] {
        // When somebody looks, then the part of the seconds that passed is released, rounded down
        network.chain.set_time(start + second);
        network.try_sync(operator.pool).expect("sync");
        let released = network.pool(&operator.pool).income[0].stream.released;
        assert_eq!(released, 900_000 * second as u64 / EPOCH as u64);
    }
}

#[test]
fn fees_are_shared_by_weight_over_two_pools() {
    // Given weights of 2, 2 and 4 units in one pool, and of 5 and 3 in another, by locks of 1x to 4x
    let mut network = Network::new();
    let (operator, [twofold, fourfold]) = pool_of_three(&mut network);
    let other = network.operator("other operator", 5 * UNIT);
    let threefold = delegator(&mut network, "third delegator", other.pool, UNIT);
    for (wallet, pool, seconds) in [
        (&twofold, operator.pool, MAX_LOCK_SECONDS / 3),
        (&fourfold, operator.pool, MAX_LOCK_SECONDS),
        (&threefold, other.pool, MAX_LOCK_SECONDS / 3 * 2),
    ] {
        network.try_lock(wallet, pool, UNIT, seconds).expect("lock");
    }
    assert_eq!(network.staker_fees().total_weight, 16 * UNIT);

    // When fees come in, are booked through one of the pools, and are released
    collect(&mut network, 1_600_000, 3_200_000);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 2);

    // Then each has its part by weight, in both mints, and there is no commission
    let usd = network.usd();
    for (wallet, pool, part) in [
        (&operator.wallet, operator.pool, 2),
        (&twofold, operator.pool, 2),
        (&fourfold, operator.pool, 4),
        (&other.wallet, other.pool, 5),
        (&threefold, other.pool, 3),
    ] {
        assert_eq!(claimed(&mut network, wallet, pool, Heat), part * 100_000);
        wallet_account(&mut network, &wallet.pubkey(), usd);
        assert_eq!(claimed(&mut network, wallet, pool, usd), part * 200_000);
    }
    assert_eq!(network.staker_fees().fees.each_ref().map(|fees| fees.booked), [0, 0]);
    assert_eq!(network.pool(&operator.pool).income.each_ref().map(|income| income.operator_due), [0, 0]);
}

#[test]
fn skipped_epochs_lose_nothing() {
    // Given income and fees that were booked, at which nobody looked for ten epochs
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    earn(&mut network, &operator.pool, 1_000_000, 0);
    collect(&mut network, 400_000, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 10);

    // When a delegator claims, then all of it is there at once
    assert_eq!(claimed(&mut network, &first, operator.pool, Heat), 225_000 + 100_000);

    // and what nobody booked for five epochs is released over the one after it is booked
    earn(&mut network, &operator.pool, 1_000_000, 0);
    epochs_ahead(&mut network, 5);
    network.try_sync(operator.pool).expect("sync");
    assert_error(network.try_claim_rewards(&first, operator.pool, Heat), FurnaceStakingError::NothingOwed);
    epochs_ahead(&mut network, 1);
    network.chain.advance(EPOCH / 2);
    assert_eq!(claimed(&mut network, &first, operator.pool, Heat), 112_500);
}

#[test]
fn an_epoch_under_way_is_finished_after_any_time() {
    // Given an epoch of which a quarter is released, and more that came in during it
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    earn(&mut network, &operator.pool, 1_000_000, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 1);
    network.chain.advance(EPOCH / 4);
    earn(&mut network, &operator.pool, 2_000_000, 0);
    network.try_sync(operator.pool).expect("sync");
    assert_eq!(claimed(&mut network, &first, operator.pool, Heat), 56_250);

    // When nobody looks for three epochs, then the rest of the one and all of the other are there
    epochs_ahead(&mut network, 3);
    assert_eq!(claimed(&mut network, &first, operator.pool, Heat), 168_750 + 450_000);
}

#[test]
fn what_comes_due_while_nobody_is_staked_waits_for_who_comes() {
    // Given an empty network in which a pool earned and fees came in
    let mut network = Network::new();
    let operator = network.operator("operator", 0);
    earn(&mut network, &operator.pool, 1_000_000, 0);
    collect(&mut network, 800_000, 0);
    network.try_sync(operator.pool).expect("sync");

    // When the operator stakes three epochs later
    epochs_ahead(&mut network, 3);
    network.give(&operator.wallet.pubkey(), UNIT);
    network.try_stake(&operator.wallet, operator.pool, UNIT).expect("stake");

    // Then all of it is released over the epoch after that
    assert_error(network.try_claim_rewards(&operator.wallet, operator.pool, Heat), FurnaceStakingError::NothingOwed);
    assert_eq!(network.pool(&operator.pool).income[0].stream.next, 900_000);
    assert_eq!(network.staker_fees().fees[0].stream.next, 800_000);
    epochs_ahead(&mut network, 1);
    network.chain.advance(EPOCH / 2);
    assert_eq!(claimed(&mut network, &operator.wallet, operator.pool, Heat), 850_000);
    epochs_ahead(&mut network, 1);
    assert_eq!(claimed(&mut network, &operator.wallet, operator.pool, Heat), 850_000);
}

#[test]
fn a_slash_changes_weights_from_the_next_look_on_and_nothing_earned() {
    // Given two pools of four units, and half an epoch of income and fees released
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    let other = network.operator("other operator", 4 * UNIT);
    earn(&mut network, &operator.pool, 1_000_000, 0);
    collect(&mut network, 800_000, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 1);
    network.chain.advance(EPOCH / 2);

    // When half of one is slashed, and somebody looks at it
    network.impersonate(slash(operator.pool, None, burn(2 * UNIT))).expect("slash");
    assert_eq!(network.pool(&operator.pool).weight, 4 * UNIT);
    network.try_sync(operator.pool).expect("sync");

    // Then it weighs its worth, with the virtual units
    let weight = network.pool(&operator.pool).weight;
    assert_eq!(weight, 4 * UNIT * (2 * UNIT + 1_000) / (4 * UNIT + 1_000));
    assert_eq!(network.staker_fees().total_weight, weight + 4 * UNIT);
    // and of the second half of the fees it has its new part, of the first half its old one
    epochs_ahead(&mut network, 1);
    let total = u128::from(network.staker_fees().total_weight);
    let part = |weight: u64, holders: u64| {
        let sum = 200_000 * total + 400_000 * u128::from(weight);
        u64::try_from(sum / (total * u128::from(holders))).expect("fees fit")
    };
    // The carry of a division that leaves a rest is divided with the next fees.
    let but_for_the_carry = |paid: u64, part: u64| (part - 1..=part).contains(&paid);
    // while its income goes on by shares, which a slash does not change
    let (first, of_first) = (claimed(&mut network, &first, operator.pool, Heat), 225_000 + part(weight, 4));
    assert!(but_for_the_carry(first, of_first), "{first} of {of_first}");
    let (other, of_other) = (claimed(&mut network, &other.wallet, other.pool, Heat), part(4 * UNIT, 1));
    assert!(but_for_the_carry(other, of_other), "{other} of {of_other}");
    assert_books(&network, &operator.pool);
}
