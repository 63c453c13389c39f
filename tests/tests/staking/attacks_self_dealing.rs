//! An operator that is also the client and the reporter of the job that its worker misses.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::shares::VIRTUAL;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{Network, OperatorActor};
use solana_signer::Signer;

use super::scene::{claim_from, delegator};

/// What the operator can call its own, as a wallet and as a client: HEAT, stake, and a free balance.
fn wealth(network: &Network, operator: &OperatorActor) -> u64 {
    let wallet = operator.wallet.pubkey();
    let pool = network.pool(&operator.pool);
    let balance = network.balance(&wallet);
    network.heat(&wallet) + pool.worth(pool.own_shares) + balance.free + balance.reserved
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
