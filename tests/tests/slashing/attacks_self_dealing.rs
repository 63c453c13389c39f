//! An operator that would live off what others have in unbonding: they bear penalties, and half of one can
//! come back to an operator that is client and reporter too.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::shares::VIRTUAL;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, MAX_SECONDS, Network, OperatorActor, WorkerActor};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

const OWN: u64 = 500 * HEAT;
/// The price of the job that the operator posts to itself; so much is its collateral.
const PRICE: u64 = 100 * HEAT;

/// An operator at the cap whose delegator has all of its stake in unbonding, and a job of the operator's own.
struct Scheme {
    network: Network,
    operator: OperatorActor,
    worker: WorkerActor,
    delegator: Keypair,
    job: Address,
}

fn scheme() -> Scheme {
    let mut network = Network::new();
    let operator = network.operator("operator", OWN);
    let delegator = network.wallet("delegator", OWN);
    network.open_position(&delegator, operator.pool);
    network.try_stake(&delegator, operator.pool, OWN).expect("delegation");
    let shares = network.position(&operator.pool, &delegator.pubkey()).shares;
    network.try_unstake(&delegator, operator.pool, shares).expect("unstake");
    let worker = network.worker(&operator, "worker");
    network.client("operator", PRICE);
    let job = network.post(&operator.wallet, PRICE);
    Scheme { network, operator, worker, delegator, job }
}

#[test]
fn with_less_than_half_of_what_can_be_slashed_it_cannot_claim() {
    // Given an operator that takes out as much of its own active stake as rounding cannot hide
    let Scheme { mut network, operator, worker, delegator, job } = scheme();
    network.try_unstake(&operator.wallet, operator.pool, VIRTUAL + 2).expect("unstake");
    let pool = network.pool(&operator.pool);
    assert_eq!((pool.active, pool.unbonding), (OWN - VIRTUAL - 2, OWN + VIRTUAL + 2));

    // When its worker claims, then the delegator's stake in unbonding may not be put at risk
    assert_error(network.try_claim(&worker, job), FurnaceJobsError::OwnStakeTooLow);

    // and it may again once the delegator is gone, by when the job has to be posted anew
    network.chain.advance(COOLDOWN);
    assert_error(network.try_claim(&worker, job), FurnaceJobsError::ClaimWindowOver);
    network.try_withdraw_stake(&delegator, operator.pool, 0).expect("withdraw");
    network.try_expire(job).expect("expire");
    let job = network.post(&operator.wallet, PRICE);
    network.try_claim(&worker, job).expect("claim");
}

#[test]
fn its_own_stake_in_unbonding_does_not_stand_for_active_stake() {
    // Given an operator that has more in the pool than its delegator, but not active
    let Scheme { mut network, operator, worker, job, .. } = scheme();
    network.give(&operator.wallet.pubkey(), OWN);
    network.try_stake(&operator.wallet, operator.pool, OWN).expect("stake");
    network.try_unstake(&operator.wallet, operator.pool, OWN + HEAT).expect("unstake");

    // When its worker claims, then what may leave before the penalty does not count
    assert_error(network.try_claim(&worker, job), FurnaceJobsError::OwnStakeTooLow);
}

#[test]
fn at_half_it_gains_nothing_by_a_penalty() {
    // Given an operator at the limit whose worker misses the job that it posted to itself
    let Scheme { mut network, operator, worker, delegator, job } = scheme();
    let wallet = operator.wallet.pubkey();
    network.try_claim(&worker, job).expect("claim");
    network.chain.advance(i64::from(MAX_SECONDS) + 1);

    // When it reports itself, and is refunded
    let reporter = furnace_client::pda::heat_account(&wallet);
    network.try_slash(job, operator.pool, reporter).expect("slash");
    network.try_cancel(&operator.wallet, job).expect("cancel");

    // Then it lost as staker what it gained as client and reporter, and the delegator bore the other half
    let pool = network.pool(&operator.pool);
    let balance = network.balance(&wallet);
    let wealth = network.heat(&wallet) + balance.free + balance.reserved + pool.own_stake();
    assert_eq!(wealth, OWN + PRICE);
    let left = network.position(&operator.pool, &delegator.pubkey()).unbondings(&pool)[0].amount;
    assert_eq!(left, OWN - PRICE / 4);
}
