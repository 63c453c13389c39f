//! Running away from a penalty.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::{jobs, staking};
use furnace_common::limits::{GENESIS_SUPPLY, MAX_LOCK_SECONDS};
use furnace_common::units::HEAT;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
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

#[test]
fn taking_an_unbonding_back_does_not_save_it() {
    // Given an operator and a delegator with half of its stake in unbonding, and a job in a worker's hands
    let mut network = Network::new();
    let operator = network.operator("operator", 500 * HEAT);
    let worker = network.worker(&operator, "worker");
    let wallet = delegator(&mut network, "delegator", operator.pool, 500 * HEAT);
    network.try_unstake(&wallet, operator.pool, 250 * HEAT).expect("unstake");
    let missed = claim(&mut network, &operator, &worker, 500 * HEAT);

    // When it takes it back a second before the deadline, or not, and unstakes all in the second after
    network.chain.advance(i64::from(MAX_SECONDS) - 1);
    network.try_cancel_unstake(&wallet, operator.pool, 0).expect("cancel");
    network.chain.advance(2);
    network.try_unstake(&wallet, operator.pool, 500 * HEAT).expect("unstake");
    missed.report(&mut network).expect("penalty");

    // Then both have lost the same quarter
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.unbonding, pool.slashed), (375 * HEAT, 375 * HEAT, 250 * HEAT));
    assert_books(&network, &operator.pool);
}

#[test]
fn a_lock_saves_nothing_and_costs_nothing() {
    // Given two delegators with the same stake, one of which locks it when it sees the penalty coming
    let mut network = Network::new();
    let operator = network.operator("operator", 500 * HEAT);
    let worker = network.worker(&operator, "worker");
    let [locker, other] = ["locker", "other"].map(|name| delegator(&mut network, name, operator.pool, 250 * HEAT));
    let missed = claim(&mut network, &operator, &worker, 1_000 * HEAT);
    network.try_lock(&locker, operator.pool, 250 * HEAT, MAX_LOCK_SECONDS).expect("lock");

    // When it falls, then both have lost the same
    missed.miss(&mut network);
    let pool = network.pool(&operator.pool);
    let worth = [&locker, &other].map(|owner| network.position(&operator.pool, &owner.pubkey()).staked(&pool));
    // 250e6 x (500e6 + 1000) / (1000e6 + 1000) units, rounded down.
    assert_eq!(worth, [125_000_124; 2]);
    assert_books(&network, &operator.pool);
}

#[test]
fn nothing_closes_while_a_penalty_can_fall() {
    // Given an operator whose worker holds a job, with everything in unbonding
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let worker = network.worker(&operator, "worker");
    let missed = claim(&mut network, &operator, &worker, 1_000 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 1_000 * HEAT).expect("unstake");

    // When it closes its position, its worker, its book or its pool, then it cannot
    let (wallet, payer) = (operator.wallet.pubkey(), network.payer());
    let position = network.send(&[staking::position_close(wallet, operator.pool, payer)], &[]);
    assert_error(position, FurnaceStakingError::PositionNotEmpty);
    let pool = staking::pool_close(wallet, payer, network.usd_mint);
    let closed = network.send(std::slice::from_ref(&pool), &[&operator.wallet]);
    assert_error(closed, FurnaceStakingError::OperatorStillRegistered);
    let book = jobs::operator_close(wallet, payer);
    assert_error(network.send(&[book], &[&operator.wallet]), FurnaceJobsError::OperatorBusy);
    let retire = jobs::worker_retire(wallet, worker.key.pubkey());
    assert_error(network.send(&[retire], &[&operator.wallet]), FurnaceJobsError::WorkerBusy);

    // and the penalty falls
    missed.miss(&mut network);
    assert_eq!(network.pool(&operator.pool).slashed, 500 * HEAT);
}
