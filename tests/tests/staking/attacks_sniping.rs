//! Coming for a payment and leaving with it.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::{self, Reward::Heat};
use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_common::limits::MAX_LOCK_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{EPOCH, Network, OperatorActor};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::*;

/// An operator with two units and no commission to speak of, and a sniper with two to spare.
fn scene() -> (Network, OperatorActor, Keypair) {
    let mut network = Network::new();
    let operator = network.operator("operator", 2 * UNIT);
    let sniper = holder(&mut network, "sniper", operator.pool, 2 * UNIT);
    (network, operator, sniper)
}

#[test]
fn staking_around_a_sync_gains_nothing_of_what_came_in() {
    // Given income and fees that came in and are not booked
    let (mut network, operator, sniper) = scene();
    earn(&mut network, &operator.pool, 1_000_000, 0);
    collect(&mut network, 800_000, 0);

    // When a sniper stakes, locks nothing, syncs and unstakes in one transaction
    let (owner, pool) = (sniper.pubkey(), operator.pool);
    let around = [
        staking::stake(owner, pool, pda::heat_account(&owner), 2 * UNIT),
        staking::rewards_sync(pool, network.usd_mint),
        staking::unstake(owner, pool, 2 * UNIT),
    ];
    network.send(&around, &[&sniper]).expect("around the sync");

    // Then it has nothing, now and ever, and the operator has all
    for epochs in [0, 1, 1, 5] {
        epochs_ahead(&mut network, epochs);
        let result = network.try_claim_rewards(&sniper, pool, Heat);
        assert_error(result, FurnaceStakingError::NothingOwed);
    }
    assert_eq!(claimed(&mut network, &operator.wallet, pool, Heat), 900_000 + 800_000);
}

#[test]
fn staking_around_a_distribution_of_fees_gains_nothing() {
    // Given fees in a market's vault
    let (mut network, operator, sniper) = scene();
    let treasury = network.treasury.insecure_clone();
    let vault = pda::fee_vault(&network.market, &pda::heat_mint());
    let fees = token::transfer(pda::treasury(), vault, treasury.pubkey(), 1_000_000).expect("transfer");
    network.send(&[fees], &[&treasury]).expect("fees");

    // When a sniper stakes and locks for the longest time, distributes and syncs in one transaction
    let (owner, pool) = (sniper.pubkey(), operator.pool);
    let around = [
        staking::stake(owner, pool, pda::heat_account(&owner), 2 * UNIT),
        token::fees_distribute(network.market),
        staking::rewards_sync(pool, network.usd_mint),
        staking::unstake(owner, pool, 2 * UNIT),
    ];
    network.send(&around, &[&sniper]).expect("around the distribution");
    epochs_ahead(&mut network, 2);

    // Then the operator has the stakers' part, which is three of the five parts that were not burned
    let result = network.try_claim_rewards(&sniper, pool, Heat);
    assert_error(result, FurnaceStakingError::NothingOwed);
    assert_eq!(claimed(&mut network, &operator.wallet, pool, Heat), 600_000);
}

#[test]
fn running_ahead_of_a_payment_gains_the_part_of_the_time_that_the_stake_is_there() {
    // Given income to come, for which a sniper stakes just before
    let (mut network, operator, sniper) = scene();
    network.try_stake(&sniper, operator.pool, 2 * UNIT).expect("stake");
    earn(&mut network, &operator.pool, 1_000_000, 0);
    network.try_sync(operator.pool).expect("sync");

    // When it leaves a sixteenth into the epoch of the release
    epochs_ahead(&mut network, 1);
    network.chain.advance(EPOCH / 16);
    network.try_unstake(&sniper, operator.pool, 2 * UNIT).expect("unstake");
    epochs_ahead(&mut network, 1);

    // Then it has half of a sixteenth, for which its stake is now bound for the cool-down
    assert_eq!(claimed(&mut network, &sniper, operator.pool, Heat), 900_000 / 32);
    assert_eq!(claimed(&mut network, &operator.wallet, operator.pool, Heat), 900_000 - 900_000 / 32);
}

#[test]
fn who_comes_in_the_middle_of_a_release_has_none_of_what_was_released() {
    // Given an epoch of income of which three quarters are over, at which nobody looked
    let (mut network, operator, sniper) = scene();
    earn(&mut network, &operator.pool, 1_000_000, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 1);
    network.chain.advance(EPOCH / 4 * 3);

    // When a sniper stakes, then it has half of the last quarter
    network.try_stake(&sniper, operator.pool, 2 * UNIT).expect("stake");
    let result = network.try_claim_rewards(&sniper, operator.pool, Heat);
    assert_error(result, FurnaceStakingError::NothingOwed);
    epochs_ahead(&mut network, 1);
    assert_eq!(claimed(&mut network, &sniper, operator.pool, Heat), 900_000 / 8);
}

#[test]
fn epochs_at_which_nobody_looked_belong_to_those_who_were_there() {
    // Given income and fees that were booked, and five epochs at which nobody looked
    let (mut network, operator, sniper) = scene();
    earn(&mut network, &operator.pool, 1_000_000, 0);
    collect(&mut network, 800_000, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 5);

    // When a sniper is the first to touch the pool, with all the weight it can get
    network.try_stake(&sniper, operator.pool, 2 * UNIT).expect("stake");
    network.try_lock(&sniper, operator.pool, 2 * UNIT, MAX_LOCK_SECONDS).expect("lock");

    // Then it has nothing of it
    let result = network.try_claim_rewards(&sniper, operator.pool, Heat);
    assert_error(result, FurnaceStakingError::NothingOwed);
    assert_eq!(claimed(&mut network, &operator.wallet, operator.pool, Heat), 1_700_000);
}

#[test]
fn a_new_pool_has_none_of_the_fees_of_before() {
    // Given fees that were released to one pool, and some under way
    let (mut network, operator, _) = scene();
    collect(&mut network, 800_000, 0);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 1);
    network.chain.advance(EPOCH / 2);

    // When another operator opens a pool and stakes as much, then it has its part from then on
    let sniper = network.operator("sniping operator", 2 * UNIT);
    let result = network.try_claim_rewards(&sniper.wallet, sniper.pool, Heat);
    assert_error(result, FurnaceStakingError::NothingOwed);
    epochs_ahead(&mut network, 1);
    assert_eq!(claimed(&mut network, &sniper.wallet, sniper.pool, Heat), 200_000);
    assert_eq!(claimed(&mut network, &operator.wallet, operator.pool, Heat), 600_000);
}
