//! Jobs that name their worker.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{CLAIM_SECONDS, PRICE, WorkerActor, job_terms};
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_address::Address;

/// A job for the second worker of the scene's operator.
fn designated() -> (Scene, WorkerActor, Address) {
    let mut scene = Scene::new();
    let named = scene.network.worker(&scene.operator, "named");
    let terms = JobTerms { designated: named.address, ..job_terms(PRICE) };
    let market = scene.network.market;
    let job = scene.network.try_post(&scene.client, market, terms).expect("post");
    (scene, named, job)
}

#[test]
fn only_the_named_worker_claims() {
    // Given a job that names its worker, when another one claims, then it is refused
    let (mut scene, named, job) = designated();
    assert_error(scene.network.try_claim(&scene.worker, job), FurnaceJobsError::NotDesignated);
    // and the named one has it
    scene.network.drive(&named, job, JobState::Review);
    scene.network.try_accept(&scene.client, job).expect("accept");
}

#[test]
fn a_job_whose_worker_does_not_come_expires() {
    // Given a job whose worker does not claim, when its time is over, then the client has its money back
    let (mut scene, _, job) = designated();
    scene.network.chain.advance(i64::from(CLAIM_SECONDS) + 1);
    scene.network.try_expire(job).expect("expire");
    assert_eq!(scene.books(), (DEPOSIT, 0));
}

#[test]
fn a_job_that_the_named_worker_lost_is_anybodys() {
    // Given a named worker that hands the job back
    let (mut scene, named, job) = designated();
    scene.network.try_claim(&named, job).expect("claim");
    scene.network.try_quit(&named, job).expect("quit");

    // When another one claims, then it has it
    scene.network.try_claim(&scene.worker, job).expect("claim");
    assert_eq!(scene.network.job(&job).designated, Address::default());
}
