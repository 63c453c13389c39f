//! Ending workers.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::scene::{Scene, replaced};
use solana_signer::Signer;

fn retire(scene: &mut Scene) -> Result<Receipt, Failure> {
    let retire = jobs::worker_retire(scene.operator.wallet.pubkey(), scene.worker.key.pubkey());
    scene.network.send(&[retire], &[&scene.operator.wallet])
}

#[test]
fn a_retired_worker_counts_no_more_and_claims_no_more() {
    // Given a worker without jobs, and an open job
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);

    // When its operator retires it
    retire(&mut scene).expect("worker retires");

    // Then the book counts neither it nor its GPUs
    assert_eq!(scene.network.worker_account(&scene.worker.address).retired, 1);
    let book = scene.network.book(&scene.operator.operator);
    assert_eq!((book.workers, book.gpus), (0, 0));
    // and it claims no more, nor retires again
    assert_error(scene.network.try_claim(&scene.worker, job), FurnaceJobsError::WorkerRetired);
    assert_error(retire(&mut scene), FurnaceJobsError::WorkerRetired);
}

#[test]
fn a_worker_with_jobs_stays_until_they_end() {
    // Given a worker with a job in each state that binds it
    for state in [JobState::Assigned, JobState::Running, JobState::Review] {
        let mut scene = Scene::new();
        let job = scene.job(state);

        // When its operator retires it, then it is refused
        assert_error(retire(&mut scene), FurnaceJobsError::WorkerBusy);

        // and once the job is off its hands it retires
        match state {
            JobState::Review => scene.network.try_accept(&scene.client, job).expect("accept"),
            _ => scene.network.try_quit(&scene.worker, job).expect("quit"),
        };
        retire(&mut scene).expect("worker retires");
    }
}

#[test]
fn only_the_operator_retires_its_workers() {
    // Given a worker, a stranger, and another operator
    let mut scene = Scene::new();
    let other = scene.network.operator("other", 0);
    let (wallet, key) = (scene.operator.wallet.pubkey(), scene.worker.key.pubkey());

    // When the stranger or the worker itself signs for the operator, then it is refused
    for thief in [&scene.stranger, &scene.worker.key] {
        let retire = replaced(jobs::worker_retire(wallet, key), wallet, thief.pubkey());
        assert_error(scene.network.send(&[retire], &[thief]), FurnaceJobsError::NotOperator);
    }
    // When the other operator retires it from its own book, then it is refused
    let retire = jobs::worker_retire(wallet, key);
    let retire = replaced(replaced(retire, wallet, other.wallet.pubkey()), scene.operator.operator, other.operator);
    assert_error(scene.network.send(&[retire], &[&other.wallet]), FurnaceJobsError::WorkerMismatch);
}
