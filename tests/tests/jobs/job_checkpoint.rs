//! Recording states from which another worker could go on.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::Checkpoint;
use furnace_client::instructions::jobs;
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::delivery::checkpoint;
use furnace_tests::scene::{Scene, replaced};
use furnace_tests::substitution::Free;
use solana_signer::Signer;

#[test]
fn a_worker_records_how_far_it_is() {
    // Given a running job
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    for at in [checkpoint(1, 0), checkpoint(2, 2_500), checkpoint(7, 2_500), checkpoint(u32::MAX, 9_999)] {
        // When its worker records a checkpoint, then it is the last one and nothing else changes
        let before = scene.network.job(&job);
        let receipt = scene.network.try_checkpoint(&scene.worker, job, at.clone()).expect("checkpoint");
        let after = scene.network.job(&job);
        assert_eq!(after.progress.last, at);
        let mut same = after.clone();
        same.progress.last = before.progress.last.clone();
        assert_eq!(same, before);
        let Checkpoint { hash, sequence, progress_bps, .. } = at;
        let parties = (job.to_bytes(), scene.worker.address.to_bytes());
        assert_event(&receipt, "JobCheckpointed", (parties, hash, sequence, progress_bps, 0u16));
    }
}

#[test]
fn numbers_rise_and_progress_does_not_fall_nor_end() {
    // Given a job with a checkpoint
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.network.try_checkpoint(&scene.worker, job, checkpoint(5, 5_000)).expect("checkpoint");
    let wrong = [(5, 5_000), (4, 6_000), (0, 6_000), (6, 4_999), (6, 10_000), (6, u16::MAX)];
    for (sequence, progress_bps) in wrong {
        // When one is recorded that does not come after it, or that is the whole, then it is refused
        let result = scene.network.try_checkpoint(&scene.worker, job, checkpoint(sequence, progress_bps));
        assert_error(result, FurnaceJobsError::CheckpointOutOfOrder);
    }
    // and so is one of nothing
    let nothing = Checkpoint { hash: [0; 32], ..checkpoint(6, 6_000) };
    let result = scene.network.try_checkpoint(&scene.worker, job, nothing);
    assert_error(result, FurnaceJobsError::CheckpointHashZero);
    assert_eq!(scene.network.job(&job).progress.last, checkpoint(5, 5_000));
}

#[test]
fn the_number_zero_is_no_first_one() {
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    let result = scene.network.try_checkpoint(&scene.worker, job, checkpoint(0, 100));
    assert_error(result, FurnaceJobsError::CheckpointOutOfOrder);
}

#[test]
fn only_a_running_job_has_checkpoints_and_in_time() {
    // Given a job that does not run, when a checkpoint is recorded, then it is refused
    for state in [JobState::Assigned, JobState::Review, JobState::Disputed, JobState::Settled] {
        let mut scene = Scene::new();
        let job = scene.job(state);
        let result = scene.network.try_checkpoint(&scene.worker, job, checkpoint(1, 1));
        assert_error(result, FurnaceJobsError::JobNotRunning);
    }
    // and at the deadline it is taken, and a second later not
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    let deadline = scene.network.job(&job).deadline;
    scene.network.chain.set_time(deadline);
    scene.network.try_checkpoint(&scene.worker, job, checkpoint(1, 1)).expect("in time");
    scene.network.chain.advance(1);
    let late = scene.network.try_checkpoint(&scene.worker, job, checkpoint(2, 1));
    assert_error(late, FurnaceJobsError::DeadlinePassed);
}

#[test]
fn nobody_else_records_checkpoints() {
    // Given a running job, when anybody else records a checkpoint, then it is refused
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    let proper = jobs::job_checkpoint(scene.worker.key.pubkey(), job, checkpoint(1, 1));
    for other in [&scene.client, &scene.operator.wallet, &scene.stranger] {
        let forged = replaced(proper.clone(), scene.worker.key.pubkey(), other.pubkey());
        assert_error(scene.network.send(&[forged], &[other]), FurnaceJobsError::NotWorker);
    }
}

#[test]
fn its_accounts_are_checked() {
    let mut crowd = Crowd::new();
    let [job, twin] = [(); 2].map(|()| crowd.scene.job(JobState::Running));
    let foreign = crowd.foreign_job(JobState::Running);
    let record = jobs::job_checkpoint(crowd.scene.worker.key.pubkey(), job, checkpoint(1, 1));
    let free = [Free { place: 1, why: "another job of the same worker is as good" }];
    crowd.assert_checked(&record, &[("a twin", twin), ("a foreign job", foreign)], &free);
}
