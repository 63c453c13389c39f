//! Claiming jobs: what worker, hardware and stake must have for it.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{MarketOpenInstructionArgs, WorkerRegisterInstructionArgs};
use furnace_client::generated::jobs::types::Needs;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, PRICE, job_terms, market_terms, needs, worker_args};
use furnace_tests::scene::{DEPOSIT, STAKE, Scene};
use solana_address::Address;

/// A job in a market of the stranger's with other terms.
fn job_in(scene: &mut Scene, terms: MarketOpenInstructionArgs, price: u64) -> Address {
    let market = scene.network.open_market(&scene.stranger, terms);
    scene.network.try_post(&scene.client, market, job_terms(price)).expect("job is posted")
}

#[test]
fn hardware_meets_the_markets_least() {
    let mut scene = Scene::new();
    // Given markets that ask for one GPU more, or one GiB more, than the worker has
    let two_gpus = MarketOpenInstructionArgs { needs: Needs { min_gpus: 2, ..needs() }, ..market_terms(1) };
    let more_memory = MarketOpenInstructionArgs { needs: Needs { min_vram_gib: 25, ..needs() }, ..market_terms(2) };
    for terms in [two_gpus, more_memory] {
        // When it claims there, then it is refused
        let job = job_in(&mut scene, terms, PRICE);
        assert_error(scene.network.try_claim(&scene.worker, job), FurnaceJobsError::HardwareTooSmall);
    }
    // and exactly enough is enough
    let exact = MarketOpenInstructionArgs { needs: Needs { min_vram_gib: 24, ..needs() }, ..market_terms(3) };
    let job = job_in(&mut scene, exact, PRICE);
    scene.network.try_claim(&scene.worker, job).expect("claim");
}

#[test]
fn a_worker_holds_as_many_jobs_as_it_said() {
    // Given a worker that holds up to two jobs
    let mut scene = Scene::new();
    let args = WorkerRegisterInstructionArgs { max_jobs: 2, ..worker_args() };
    let worker = scene.network.worker_with(&scene.operator, "narrow", args);
    let jobs: Vec<_> = (0..3).map(|_| scene.network.post(&scene.client, PRICE)).collect();
    for &job in &jobs[..2] {
        scene.network.try_claim(&worker, job).expect("claim");
    }

    // When it claims a third, then it is refused, until it has given one back
    assert_error(scene.network.try_claim(&worker, jobs[2]), FurnaceJobsError::WorkerFull);
    scene.network.try_quit(&worker, jobs[0]).expect("quit");
    scene.network.try_claim(&worker, jobs[2]).expect("claim");
}

#[test]
fn stake_reaches_the_minimum_for_all_gpus_of_the_operator() {
    // Given stake for one GPU, a unit short of it, and a class that needs half more
    let mut exact = Scene::with(200 * HEAT, DEPOSIT);
    let mut short = Scene::with(200 * HEAT - 1, DEPOSIT);
    let job = short.network.post(&short.client, PRICE);
    assert_error(short.network.try_claim(&short.worker, job), FurnaceJobsError::StakeTooLow);
    let job = exact.network.post(&exact.client, PRICE);
    let dear = MarketOpenInstructionArgs { needs: Needs { class_multiplier: 150, ..needs() }, ..market_terms(1) };
    let dear = job_in(&mut exact, dear, PRICE);

    // When the worker claims, then only the exact stake in the cheap class is enough
    assert_error(exact.network.try_claim(&exact.worker, dear), FurnaceJobsError::StakeTooLow);
    exact.network.try_claim(&exact.worker, job).expect("claim");
    // and a second worker of the operator takes that away for both
    let second = exact.network.worker(&exact.operator, "second");
    let job = exact.network.post(&exact.client, PRICE);
    for worker in [&exact.worker, &second] {
        assert_error(exact.network.try_claim(worker, job), FurnaceJobsError::StakeTooLow);
    }
}

#[test]
fn two_workers_of_an_operator_share_its_collateral() {
    // Given an operator whose stake covers two jobs of half of it, and not a unit more
    let mut scene = Scene::with(STAKE, 2 * STAKE);
    let second = scene.network.worker(&scene.operator, "second");
    let half = scene.network.post(&scene.client, STAKE / 2);
    let over = scene.network.post(&scene.client, STAKE / 2 + 1);
    let rest = scene.network.post(&scene.client, STAKE / 2);

    // When one worker has locked half, then the other cannot lock a unit more than what is left
    scene.network.try_claim(&scene.worker, half).expect("claim");
    assert_error(scene.network.try_claim(&second, over), FurnaceJobsError::CollateralTooLow);
    scene.network.try_claim(&second, rest).expect("claim");
    assert_eq!(scene.locked(), STAKE);
}

#[test]
fn collateral_is_rounded_up_and_may_be_nothing() {
    // Given markets with a factor of a hundredth of a percent, and of nothing
    let mut scene = Scene::new();
    let tiny = MarketOpenInstructionArgs { collateral_bps: 1, ..market_terms(1) };
    let none = MarketOpenInstructionArgs { collateral_bps: 0, ..market_terms(2) };

    // When jobs of odd prices are claimed, then the collateral is rounded up
    for (terms, price, collateral) in [(tiny, 10_001, 2), (none, 10_001, 0)] {
        let before = scene.locked();
        let job = job_in(&mut scene, terms, price);
        scene.network.try_claim(&scene.worker, job).expect("claim");
        assert_eq!(scene.locked() - before, collateral);
    }
}

#[test]
fn half_of_the_pool_is_the_operators_own() {
    // Given a pool that is half the operator's, half a delegator's
    let mut scene = Scene::new();
    let pool = scene.operator.pool;
    let delegator = scene.network.wallet("delegator", STAKE);
    scene.network.open_position(&delegator, pool);
    scene.network.try_stake(&delegator, pool, STAKE).expect("delegation");
    let jobs: Vec<_> = (0..2).map(|_| scene.network.post(&scene.client, PRICE)).collect();

    // When its worker claims, then that is enough
    scene.network.try_claim(&scene.worker, jobs[0]).expect("claim");

    // and once the operator takes some of its own stake out, it is not: what unbonds counts no longer as its own
    scene.network.try_unstake(&scene.operator.wallet, pool, HEAT).expect("unstake");
    assert_error(scene.network.try_claim(&scene.worker, jobs[1]), FurnaceJobsError::OwnStakeTooLow);
}

#[test]
fn what_others_have_in_unbonding_counts_until_it_is_gone() {
    // Given a pool that is half a delegator's, who unbonds a part, and an operator that then does too
    let mut scene = Scene::new();
    let pool = scene.operator.pool;
    let delegator = scene.network.wallet("delegator", STAKE);
    scene.network.open_position(&delegator, pool);
    scene.network.try_stake(&delegator, pool, STAKE).expect("delegation");
    scene.network.try_unstake(&delegator, pool, STAKE / 2).expect("unstake");
    scene.network.try_unstake(&scene.operator.wallet, pool, STAKE / 4).expect("unstake");

    // When the worker claims, then it is refused: of what a penalty reaches, most is the delegator's
    let job = scene.network.post(&scene.client, PRICE);
    assert_error(scene.network.try_claim(&scene.worker, job), FurnaceJobsError::OwnStakeTooLow);

    // and once the delegator has withdrawn, three quarters of the stake stand against one half
    scene.network.chain.advance(COOLDOWN);
    scene.network.try_withdraw_stake(&delegator, pool, 0).expect("withdraw");
    let job = scene.network.post(&scene.client, PRICE);
    scene.network.try_claim(&scene.worker, job).expect("claim");
}
