//! The client withdraws a job that nobody has.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{CLAIM_SECONDS, PRICE};
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use solana_signer::Signer;

#[test]
fn cancelling_returns_the_whole_price() {
    // Given an open job, beside another one
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    scene.job(JobState::Open);

    // When the client cancels it
    scene.network.try_cancel(&scene.client, job).expect("cancel");

    // Then its price is free again, and only that
    assert_eq!(scene.network.state(&job), JobState::Cancelled);
    assert_eq!(scene.network.job(&job).ended_at, scene.network.chain.now());
    assert_eq!(scene.books(), (DEPOSIT - PRICE, PRICE));
}

#[test]
fn a_job_that_nobody_claimed_in_time_can_still_be_cancelled() {
    // Given an open job whose time is over, when its client cancels it, then it is
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    scene.network.chain.advance(i64::from(CLAIM_SECONDS) + 1);
    scene.network.try_cancel(&scene.client, job).expect("cancel");
    assert_eq!(scene.books(), (DEPOSIT, 0));
}

#[test]
fn a_reopened_job_can_be_cancelled() {
    // Given a job that its worker handed back, with a penalty of a tenth of which the client has 40%
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    scene.lose(job);

    // When the client cancels it, then it has price and penalty
    scene.network.try_cancel(&scene.client, job).expect("cancel");
    assert_eq!(scene.books(), (DEPOSIT + PRICE / 10 * 40 / 100, 0));
}

#[test]
fn only_an_open_job_is_cancelled() {
    // Given a job in any other state
    for &state in JobState::ALL.iter().filter(|&&state| state != JobState::Open) {
        let mut scene = Scene::new();
        let job = scene.job(state);
        let books = scene.books();

        // When its client cancels it, then it is refused and nothing is returned
        assert_error(scene.network.try_cancel(&scene.client, job), FurnaceJobsError::JobNotOpen);
        assert_eq!(scene.books(), books);
    }
}

#[test]
fn only_the_client_cancels() {
    // Given an open job of one client, and another client
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    let other = scene.network.client("other", DEPOSIT);

    // When anyone else cancels it, then it is refused
    let client = scene.client.pubkey();
    for thief in [&other, &scene.worker.key, &scene.stranger] {
        let cancel = replaced(jobs::job_cancel(job, &scene.network.job(&job)), client, thief.pubkey());
        assert_error(scene.network.send(&[cancel], &[thief]), FurnaceJobsError::NotClient);
    }
}
