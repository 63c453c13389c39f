//! The workload answers.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_tests::errors::assert_error;
use furnace_tests::network::MAX_SECONDS;
use furnace_tests::scene::{Scene, replaced};
use solana_signer::Signer;

#[test]
fn the_holder_starts_up_to_the_deadline() {
    // Given a claimed job at its last moment
    let mut scene = Scene::new();
    let job = scene.job(JobState::Assigned);
    scene.network.chain.advance(i64::from(MAX_SECONDS));

    // When its worker starts it
    scene.network.try_start(&scene.worker, job).expect("start");

    // Then it runs from now
    assert_eq!(scene.network.state(&job), JobState::Running);
    assert_eq!(scene.network.job(&job).started_at, scene.network.chain.now());
}

#[test]
fn nothing_starts_after_the_deadline() {
    // Given a claimed job just past its deadline
    let mut scene = Scene::new();
    let job = scene.job(JobState::Assigned);
    scene.miss_deadline(job);

    // When its worker starts it, then it is refused
    assert_error(scene.network.try_start(&scene.worker, job), FurnaceJobsError::DeadlinePassed);
}

#[test]
fn a_job_starts_once() {
    // Given a job that runs, was submitted, or was paid
    for state in [JobState::Running, JobState::Review, JobState::Settled] {
        let mut scene = Scene::new();
        let job = scene.job(state);

        // When its worker starts it, then it is refused
        assert_error(scene.network.try_start(&scene.worker, job), FurnaceJobsError::JobNotAssigned);
    }
}

#[test]
fn only_the_key_that_claimed_starts() {
    // Given a claimed job, and another worker of the same operator
    let mut scene = Scene::new();
    let job = scene.job(JobState::Assigned);
    let second = scene.network.worker(&scene.operator, "second");

    // When anyone else starts it, then it is refused
    let key = scene.worker.key.pubkey();
    for thief in [&second.key, &scene.operator.wallet, &scene.client, &scene.stranger] {
        let start = replaced(jobs::job_start(key, job, 0), key, thief.pubkey());
        assert_error(scene.network.send(&[start], &[thief]), FurnaceJobsError::NotWorker);
    }
}

#[test]
fn the_key_that_lost_a_job_starts_it_no_more() {
    // Given a job that its worker handed back
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    scene.lose(job);

    // When it starts it all the same, then it is refused, and so after another's claim
    assert_error(scene.network.try_start(&scene.worker, job), FurnaceJobsError::JobNotAssigned);
    let second = scene.network.worker(&scene.operator, "second");
    scene.network.try_claim(&second, job).expect("claim");
    assert_error(scene.network.try_start(&scene.worker, job), FurnaceJobsError::NotWorker);
}
