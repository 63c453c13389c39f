//! The same penalty twice in one transaction, and penalties that race with what the worker does.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::{jobs, slashing};
use furnace_tests::errors::assert_error;
use furnace_tests::network::{PRICE, attestation};
use furnace_tests::scene::{STAKE, Scene};
use solana_signer::Signer;

#[test]
fn a_penalty_is_taken_once() {
    // Given a held job, when it is handed back twice at once, then nothing happens
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    let account = scene.network.job(&job);
    let quit = slashing::slash_quit(job, &account, scene.operator.pool);
    let result = scene.network.send(&[quit.clone(), quit.clone()], &[&scene.worker.key]);
    assert_error(result, FurnaceSlashingError::JobNotHeld);

    // nor when it is late and reported twice at once
    scene.miss_deadline(job);
    let slash = slashing::slash_missed_deadline(job, &account, scene.operator.pool, scene.reporter());
    let result = scene.network.send(&[slash.clone(), slash.clone()], &[]);
    assert_error(result, FurnaceSlashingError::JobNotHeld);
    // nor when it is reported and handed back
    assert_error(scene.network.send(&[slash, quit], &[&scene.worker.key]), FurnaceSlashingError::JobNotHeld);
    assert_eq!(scene.network.pool(&scene.operator.pool).active, STAKE);
    assert_eq!((scene.network.ledger().count, scene.locked()), (0, PRICE));
}

#[test]
fn a_submitted_job_is_out_of_reach() {
    // Given a running job
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    let account = scene.network.job(&job);
    let submit = jobs::job_submit(scene.worker.key.pubkey(), job, attestation());
    let quit = slashing::slash_quit(job, &account, scene.operator.pool);

    // When its worker submits and hands it back at once, in either order, then neither happens
    let result = scene.network.send(&[submit.clone(), quit.clone()], &[&scene.worker.key]);
    assert_error(result, FurnaceSlashingError::JobNotHeld);
    let result = scene.network.send(&[quit, submit], &[&scene.worker.key]);
    assert_error(result, FurnaceJobsError::JobNotRunning);

    // and once it is submitted, no deadline matters any more
    scene.network.try_submit(&scene.worker, job).expect("submit");
    scene.network.chain.set_time(account.deadline + 1);
    let result = scene.network.try_slash(job, scene.operator.pool, scene.reporter());
    assert_error(result, FurnaceSlashingError::JobNotHeld);
}

#[test]
fn a_job_lost_and_claimed_again_has_a_new_deadline() {
    // Given a job whose worker lost it and claimed it again
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.miss_deadline(job);
    scene.network.try_slash(job, scene.operator.pool, scene.reporter()).expect("slash");
    scene.network.try_claim(&scene.worker, job).expect("claim");

    // When the missed deadline is reported again, then it is refused
    let result = scene.network.try_slash(job, scene.operator.pool, scene.reporter());
    assert_error(result, FurnaceSlashingError::DeadlineNotPassed);
}
