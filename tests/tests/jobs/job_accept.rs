//! The client accepts and the job is paid at once.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::fees;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use solana_signer::Signer;

#[test]
fn every_price_is_divided_to_the_unit() {
    // Given jobs whose prices do not divide evenly, the smallest ones among them
    let mut scene = Scene::new();
    let earnings = crate::income(&scene.operator.pool);
    let fee_vault = pda::fee_vault(&scene.network.market, &pda::heat_mint());
    let (mut spent, mut count) = (0, 0);
    for price in [1, 2, 9, 10, 11, 19, 21, 999_999, 1_000_001, 12_345_679] {
        let job = scene.network.post(&scene.client, price);
        scene.network.drive(&scene.worker, job, JobState::Review);
        let before = (scene.network.tokens(&earnings), scene.network.tokens(&fee_vault), scene.network.supply());

        // When the client accepts
        scene.network.try_accept(&scene.client, job).expect("accept");

        // Then worker, fee and burn have their parts, which add up to the price
        let parts = fees::settle(price, 1_000, 5_000).expect("parts");
        assert_eq!(parts.worker + parts.fee + parts.burn, price);
        assert!(parts.burn > 0, "every settlement burns");
        assert_eq!(scene.network.tokens(&earnings), before.0 + parts.worker);
        assert_eq!(scene.network.tokens(&fee_vault), before.1 + parts.fee);
        assert_eq!(scene.network.supply(), before.2 - parts.burn);
        (spent, count) = (spent + price, count + 1);
        assert_eq!(scene.books(), (DEPOSIT - spent, 0));
    }
    // and every party's account has counted along
    let balance = scene.network.balance(&scene.client.pubkey());
    assert_eq!((balance.spent, balance.settled), (spent, count));
    assert_eq!(scene.network.book(&scene.operator.operator).earned, [scene.network.tokens(&earnings), 0]);
}

#[test]
fn settlement_frees_the_worker_and_counts_its_time() {
    // Given a job that ran for 42 seconds
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.network.chain.advance(42);
    scene.network.try_submit(&scene.worker, job).expect("submit");
    scene.network.chain.advance(100);

    // When the client accepts, in the middle of the review
    scene.network.try_accept(&scene.client, job).expect("accept");

    // Then the worker is free and has 42 busy seconds, and the collateral is back
    let worker = scene.network.worker_account(&scene.worker.address);
    assert_eq!((worker.jobs, worker.completed, worker.failed, worker.busy_seconds), (0, 1, 0, 42));
    assert_eq!(scene.locked(), 0);
    assert_eq!(scene.network.job(&job).ended_at, scene.network.chain.now());
}

#[test]
fn only_a_job_in_review_is_accepted_and_once() {
    // Given a job that is claimed, runs, or was paid
    for state in [JobState::Assigned, JobState::Running, JobState::Settled] {
        let mut scene = Scene::new();
        let job = scene.job(state);
        let books = scene.books();

        // When the client accepts, then it is refused and nothing moves
        assert_error(scene.network.try_accept(&scene.client, job), FurnaceJobsError::JobNotInReview);
        assert_eq!(scene.books(), books);
    }
}

#[test]
fn only_the_client_accepts() {
    // Given a job in review
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    let client = scene.client.pubkey();

    // When anyone else accepts it, the worker above all, then it is refused
    for thief in [&scene.worker.key, &scene.operator.wallet, &scene.stranger] {
        let accept = replaced(
            jobs::job_accept(job, &scene.network.job(&job), &scene.network.payee(&job)),
            client,
            thief.pubkey(),
        );
        assert_error(scene.network.send(&[accept], &[thief]), FurnaceJobsError::NotClient);
    }
}
