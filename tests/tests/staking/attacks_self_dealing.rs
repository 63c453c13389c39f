//! An operator that is also the client and the reporter of the job that its worker misses.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_common::shares::{self, VIRTUAL};
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, Network, OperatorActor};
use solana_signer::Signer;

use super::scene::{assert_books, claim_from, delegator, holder};

/// What the operator can call its own, as a wallet and as a client: HEAT, stake, and a free balance.
fn wealth(network: &Network, operator: &OperatorActor) -> u64 {
    let wallet = operator.wallet.pubkey();
    let pool = network.pool(&operator.pool);
    let balance = network.balance(&wallet);
    let unbonding = shares::redeem(pool.own_unbonding_shares, pool.unbonding, pool.unbonding_shares).expect("a worth");
    network.heat(&wallet) + pool.own_stake() + unbonding + balance.free + balance.reserved
}

/// The operator's worker misses a job that the operator posted to itself, and reports it itself.
fn deal(network: &mut Network, operator: &OperatorActor, price: u64) {
    network.client("operator", price);
    let worker = network.worker(operator, "worker");
    let missed = claim_from(network, operator, &worker, &operator.wallet, price);
    missed.miss(network);
}

#[test]
fn at_the_cap_it_gains_nothing() {
    // Given an operator with as many delegations as its own stake allows
    let mut network = Network::new();
    let operator = network.operator("operator", 500 * HEAT);
    delegator(&mut network, "delegator", operator.pool, 500 * HEAT);

    // When it has its whole pool punished to its own benefit
    deal(&mut network, &operator, 1_000 * HEAT);

    // Then what it takes as client and reporter it has lost as operator, but for the virtual units
    assert!(wealth(&network, &operator) < (500 + 1_000) * HEAT + VIRTUAL);
}

#[test]
fn without_own_stake_it_cannot_claim() {
    // Given an operator that took all of its own stake out, while its delegator stayed
    let mut network = Network::new();
    let operator = network.operator("operator", 500 * HEAT);
    delegator(&mut network, "delegator", operator.pool, 500 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 500 * HEAT).expect("unstake");

    // When it posts a job to itself, to have the pool punished to its own benefit
    network.client("operator", 500 * HEAT);
    let worker = network.worker(&operator, "worker");
    let job = network.post(&operator.wallet, 100 * HEAT);

    // Then its worker may not put the delegator's stake at risk
    assert_error(network.try_claim(&worker, job), FurnaceJobsError::OwnStakeTooLow);
}

#[test]
fn own_stake_that_can_leave_at_any_moment_is_none() {
    // Given an operator at the cap, half of whose stake is in unbonding and ripe
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    delegator(&mut network, "delegator", operator.pool, 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 500 * HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);
    network.client("operator", 100 * HEAT);
    let worker = network.worker(&operator, "worker");
    let job = network.post(&operator.wallet, 100 * HEAT);

    // When its worker claims, then what is about to leave is not its own stake any more
    assert_error(network.try_claim(&worker, job), FurnaceJobsError::OwnStakeTooLow);

    // and once it is taken back, it is
    network.try_cancel_unstake(&operator.wallet, operator.pool, 0).expect("cancel");
    network.try_claim(&worker, job).expect("claim");
}

#[test]
fn what_delegators_unbond_makes_no_room_for_others() {
    // Given an operator at the cap, whose delegator unbonds everything
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let leaving = delegator(&mut network, "leaving", operator.pool, 1_000 * HEAT);
    network.try_unstake(&leaving, operator.pool, 1_000 * HEAT).expect("unstake");

    // When another delegates, then the cap is reached: what unbonds bears slashes too
    let coming = holder(&mut network, "coming", operator.pool, 1_000 * HEAT);
    let early = network.try_stake(&coming, operator.pool, 1);
    assert_error(early, FurnaceStakingError::DelegationCapReached);

    // and an operator that takes a little more out than rounding may claim no job
    network.try_unstake(&operator.wallet, operator.pool, VIRTUAL + 1).expect("unstake");
    network.client("operator", 100 * HEAT);
    let worker = network.worker(&operator, "worker");
    let job = network.post(&operator.wallet, 100 * HEAT);
    assert_error(network.try_claim(&worker, job), FurnaceJobsError::OwnStakeTooLow);

    // until the delegator is gone
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(&leaving, operator.pool, 0).expect("withdraw");
    network.try_stake(&coming, operator.pool, 900 * HEAT).expect("delegation");
    network.try_expire(job).expect("expire");
    let job = network.post(&operator.wallet, 100 * HEAT);
    network.try_claim(&worker, job).expect("claim");
}

#[test]
fn with_delegations_in_unbonding_it_gains_nothing() {
    // Given an operator with half of a pool, and a delegator with half of its part in unbonding
    let mut network = Network::new();
    let operator = network.operator("operator", 500 * HEAT);
    let wallet = delegator(&mut network, "delegator", operator.pool, 500 * HEAT);
    network.try_unstake(&wallet, operator.pool, 250 * HEAT).expect("unstake");

    // When it has the active stake punished to its own benefit, then it has gained nothing but for rounding
    deal(&mut network, &operator, 750 * HEAT);
    assert!(wealth(&network, &operator) < (500 + 750) * HEAT + VIRTUAL);
    assert_eq!(network.pool(&operator.pool).slashed, 375 * HEAT);
    assert_books(&network, &operator.pool);
}

#[test]
fn with_own_stake_in_unbonding_that_it_takes_out_in_between_it_gains_nothing() {
    // Given an operator with as much active stake as its delegator, and as much again that is ripe
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    delegator(&mut network, "delegator", operator.pool, 500 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 500 * HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);

    // When its worker claims, it takes out what is ripe, and has the rest punished to its own benefit
    network.client("operator", 1_000 * HEAT);
    let worker = network.worker(&operator, "worker");
    let missed = claim_from(&mut network, &operator, &worker, &operator.wallet, 1_000 * HEAT);
    network.try_withdraw_stake(&operator.wallet, operator.pool, 0).expect("withdraw");
    missed.miss(&mut network);

    // Then it has gained nothing but for rounding
    assert!(wealth(&network, &operator) < (1_000 + 1_000) * HEAT + VIRTUAL);
    assert_eq!(network.pool(&operator.pool).slashed, 500 * HEAT);
    assert_books(&network, &operator.pool);
}
