//! Attesting to a result.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::Attestation;
use furnace_client::instructions::jobs;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{MAX_SECONDS, PRICE, REVIEW_SECONDS, attestation};
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use solana_signer::Signer;

#[test]
fn the_holder_submits_up_to_the_deadline() {
    // Given a running job at its last moment
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.network.chain.advance(i64::from(MAX_SECONDS));

    // When its worker submits a result, even one with a failed exit
    let said = Attestation { exit_code: -7, ..attestation() };
    let submit = jobs::job_submit(scene.worker.key.pubkey(), job, said.clone());
    scene.network.send(&[submit], &[&scene.worker.key]).expect("submit");

    // Then the job repeats it and the review begins
    let reviewed = scene.network.job(&job);
    let now = scene.network.chain.now();
    assert_eq!(scene.network.state(&job), JobState::Review);
    assert_eq!((reviewed.result_hash, reviewed.log_hash), (said.result_hash, said.log_hash));
    assert_eq!(reviewed.exit_code, -7);
    assert_eq!((reviewed.submitted_at, reviewed.review_ends_at), (now, now + i64::from(REVIEW_SECONDS)));
    // and collateral and price stay where they are
    assert_eq!(scene.locked(), PRICE);
    assert_eq!(scene.books(), (DEPOSIT - PRICE, PRICE));
}

#[test]
fn a_late_result_is_refused() {
    // Given a running job just past its deadline
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.miss_deadline(job);

    // When its worker submits, then it is refused
    assert_error(scene.network.try_submit(&scene.worker, job), FurnaceJobsError::DeadlinePassed);
}

#[test]
fn only_a_running_job_is_submitted_and_once() {
    // Given a job not yet started, already submitted, or already paid
    for state in [JobState::Assigned, JobState::Review, JobState::Settled] {
        let mut scene = Scene::new();
        let job = scene.job(state);
        let before = scene.network.job(&job);

        // When its worker submits, then it is refused and the first result stands
        assert_error(scene.network.try_submit(&scene.worker, job), FurnaceJobsError::JobNotRunning);
        assert_eq!(scene.network.job(&job), before);
    }
}

#[test]
fn a_result_has_a_hash() {
    // Given a running job, when the result's hash is zero, then it is refused
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    let said = Attestation { result_hash: [0; 32], ..attestation() };
    let submit = jobs::job_submit(scene.worker.key.pubkey(), job, said);
    assert_error(scene.network.send(&[submit], &[&scene.worker.key]), FurnaceJobsError::ResultHashZero);
}

#[test]
fn only_the_key_that_claimed_submits() {
    // Given a running job, and another worker of the same operator
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    let second = scene.network.worker(&scene.operator, "second");

    // When anyone else submits, then it is refused
    let key = scene.worker.key.pubkey();
    for thief in [&second.key, &scene.operator.wallet, &scene.client, &scene.stranger] {
        let submit = replaced(jobs::job_submit(key, job, attestation()), key, thief.pubkey());
        assert_error(scene.network.send(&[submit], &[thief]), FurnaceJobsError::NotWorker);
    }
}
