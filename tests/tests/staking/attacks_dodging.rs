//! Running away from a penalty.

use furnace_client::accounts::JobState;
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_common::units::HEAT;
use furnace_tests::chain::key;
use furnace_tests::network::{COOLDOWN, MAX_SECONDS, Network};
use solana_signer::Signer;

use super::scene::{assert_books, claim, delegator};

#[test]
fn unstaking_before_the_deadline_does_not_save_the_stake() {
    // Given an operator whose worker holds a job with 1,000 HEAT of collateral
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let worker = network.worker(&operator, "worker");
    let missed = claim(&mut network, &operator, &worker, 1_000 * HEAT);

    // When it unstakes everything a second before the deadline, and the penalty falls
    network.chain.advance(i64::from(MAX_SECONDS) - 1);
    network.try_unstake(&operator.wallet, operator.pool, 1_000 * HEAT).expect("unstake");
    missed.miss(&mut network);

    // Then the unbonding bears it whole
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.unbonding, pool.slashed), (0, 500 * HEAT, 500 * HEAT));
    // and half is all that comes out
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(&operator.wallet, operator.pool, 0).expect("withdraw");
    assert_eq!(network.heat(&operator.wallet.pubkey()), 500 * HEAT);
    assert_books(&network, &operator.pool);
}

#[test]
fn unstaking_does_not_leave_the_penalty_to_the_delegators() {
    // Given an operator and a delegator with the same stake, and a job in a worker's hands
    let mut network = Network::new();
    let operator = network.operator("operator", 500 * HEAT);
    let worker = network.worker(&operator, "worker");
    delegator(&mut network, "delegator", operator.pool, 500 * HEAT);
    let missed = claim(&mut network, &operator, &worker, 1_000 * HEAT);

    // When the operator alone unstakes in time
    network.try_unstake(&operator.wallet, operator.pool, 500 * HEAT).expect("unstake");
    missed.miss(&mut network);

    // Then both lose the same
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.unbonding), (250 * HEAT, 250 * HEAT));
    assert_books(&network, &operator.pool);
}

#[test]
fn a_penalty_takes_what_is_left_and_frees_the_job() {
    // Given an operator that withdrew half of its stake before anyone reported its missed job
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let worker = network.worker(&operator, "worker");
    let missed = claim(&mut network, &operator, &worker, 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 600 * HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(&operator.wallet, operator.pool, 0).expect("withdraw");

    // When it is reported at last
    missed.miss(&mut network);

    // Then all that is left is taken and divided, and the job is open for others
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.unbonding, pool.slashed), (0, 0, 400 * HEAT));
    assert_eq!(network.state(&missed.job), JobState::Open);
    assert_eq!(network.balance(&key("injured client").pubkey()).free, 160 * HEAT);
    assert_eq!(network.supply(), GENESIS_SUPPLY - 200 * HEAT);
    assert_books(&network, &operator.pool);
}

#[test]
fn an_empty_pool_does_not_keep_the_job() {
    // Given an operator that withdrew everything before anyone reported its missed job
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let worker = network.worker(&operator, "worker");
    let missed = claim(&mut network, &operator, &worker, 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 1_000 * HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(&operator.wallet, operator.pool, 0).expect("withdraw");

    // When it is reported, then there is nothing to take and the job is open all the same
    missed.miss(&mut network);
    assert_eq!(network.pool(&operator.pool).slashed, 0);
    assert_eq!(network.state(&missed.job), JobState::Open);
    assert_eq!(network.book(&operator.operator).collateral_locked, 0);
    assert_eq!(network.supply(), GENESIS_SUPPLY);
}

#[test]
fn stake_that_unbonds_backs_no_new_job() {
    // Given an operator that unstaked all but a part of its stake
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let worker = network.worker(&operator, "worker");
    network.try_unstake(&operator.wallet, operator.pool, 700 * HEAT).expect("unstake");
    let client = network.client("client", 400 * HEAT);

    // When its worker claims a job with more collateral than is active, then it may not
    let job = network.post(&client, 300 * HEAT + 1);
    assert!(network.try_claim(&worker, job).is_err());
    // and one that the active stake covers it may
    network.try_cancel(&client, job).expect("cancel");
    let job = network.post(&client, 300 * HEAT);
    network.try_claim(&worker, job).expect("claim");
}
