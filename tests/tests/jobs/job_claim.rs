//! Claiming jobs: when, by whom, and with which accounts.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{CLAIM_SECONDS, MAX_SECONDS, PRICE};
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use solana_signer::Signer;

#[test]
fn a_claim_binds_worker_and_collateral() {
    // Given an open job
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);

    // When a worker claims it at the last moment
    scene.network.chain.advance(i64::from(CLAIM_SECONDS));
    scene.network.try_claim(&scene.worker, job).expect("claim");

    // Then the job names the worker and its deadline
    let claimed = scene.network.job(&job);
    let now = scene.network.chain.now();
    assert_eq!(scene.network.state(&job), JobState::Assigned);
    assert_eq!((claimed.worker, claimed.worker_key), (scene.worker.address, scene.worker.key.pubkey()));
    assert_eq!(claimed.operator, scene.operator.operator);
    assert_eq!((claimed.claimed_at, claimed.deadline), (now, now + i64::from(MAX_SECONDS)));
    // and the collateral is locked, while no money has moved
    assert_eq!(scene.locked(), PRICE);
    assert_eq!(scene.network.worker_account(&scene.worker.address).jobs, 1);
    assert_eq!(scene.books(), (DEPOSIT - PRICE, PRICE));
}

#[test]
fn only_an_open_job_is_claimed() {
    // Given a job in any other state
    for &state in JobState::ALL.iter().filter(|&&state| state != JobState::Open) {
        let mut scene = Scene::new();
        let job = scene.job(state);

        // When a worker claims it, the one that has it or another, then it is refused
        let second = scene.network.worker(&scene.operator, "second");
        for worker in [&scene.worker, &second] {
            assert_error(scene.network.try_claim(worker, job), FurnaceJobsError::JobNotOpen);
        }
    }
}

#[test]
fn a_job_cannot_be_claimed_after_its_time() {
    // Given an open job whose time to be claimed has just passed
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    scene.network.chain.advance(i64::from(CLAIM_SECONDS) + 1);

    // When it is claimed, then it is refused
    assert_error(scene.network.try_claim(&scene.worker, job), FurnaceJobsError::ClaimWindowOver);
}

#[test]
fn only_the_workers_key_claims() {
    // Given an open job
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    let key = scene.worker.key.pubkey();

    // When a stranger, the client or the operator's own wallet signs for the worker, then it is refused
    for thief in [&scene.stranger, &scene.client, &scene.operator.wallet] {
        let claim = jobs::job_claim(scene.worker.wallet, key, job);
        let claim = replaced(claim, key, thief.pubkey());
        assert_error(scene.network.send(&[claim], &[thief]), FurnaceJobsError::NotWorker);
    }
}

#[test]
fn a_worker_claims_under_its_own_operator_and_pool() {
    // Given another operator with far more stake
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    let rich = scene.network.operator("rich", 10_000 * HEAT);
    let claim = jobs::job_claim(scene.worker.wallet, scene.worker.key.pubkey(), job);

    // When the worker names that operator, or that pool, then it is refused
    let under = replaced(claim.clone(), scene.operator.operator, rich.operator);
    let under = replaced(under, scene.operator.pool, rich.pool);
    assert_error(scene.network.send(&[under], &[&scene.worker.key]), FurnaceJobsError::WorkerMismatch);
    let against = replaced(claim, scene.operator.pool, pda::pool(&rich.wallet.pubkey()));
    assert_error(scene.network.send(&[against], &[&scene.worker.key]), FurnaceJobsError::WrongPool);
}
