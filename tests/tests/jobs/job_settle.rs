//! The review ends unchallenged and anyone settles.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{PRICE, REVIEW_SECONDS};
use furnace_tests::scene::{DEPOSIT, Scene};

#[test]
fn anyone_settles_once_the_review_is_over() {
    // Given a job in review, at the last second that belongs to the client
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    let supply = scene.network.supply();
    scene.network.chain.advance(i64::from(REVIEW_SECONDS) - 1);
    assert_error(scene.network.try_settle(job), FurnaceJobsError::ReviewOpen);

    // When somebody without any part in it settles a second later
    scene.network.chain.advance(1);
    scene.network.try_settle(job).expect("settle");

    // Then the job is paid as if it had been accepted
    assert_eq!(scene.network.state(&job), JobState::Settled);
    assert_eq!(scene.network.tokens(&crate::income(&scene.operator.pool)), PRICE * 90 / 100);
    assert_eq!(scene.network.tokens(&scene.network.job(&job).escrow.fee_vault), PRICE * 5 / 100);
    assert_eq!(scene.network.supply(), supply - PRICE * 5 / 100);
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE, 0), 0));
}

#[test]
fn a_job_is_settled_once() {
    // Given a job that was settled
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    scene.network.chain.advance(i64::from(REVIEW_SECONDS));
    scene.network.try_settle(job).expect("settle");

    // When it is settled or accepted again, then it is refused and nothing moves
    let books = scene.books();
    assert_error(scene.network.try_settle(job), FurnaceJobsError::JobNotInReview);
    assert_error(scene.network.try_accept(&scene.client, job), FurnaceJobsError::JobNotInReview);
    assert_eq!(scene.books(), books);
}

#[test]
fn a_job_without_a_result_is_not_settled() {
    // Given a job that is claimed or runs, long after every deadline
    for state in [JobState::Assigned, JobState::Running] {
        let mut scene = Scene::new();
        let job = scene.job(state);
        scene.network.chain.advance(365 * 86_400);

        // When anyone settles it, then it is refused
        assert_error(scene.network.try_settle(job), FurnaceJobsError::JobNotInReview);
    }
}

#[test]
fn a_result_of_an_earlier_attempt_opens_no_review() {
    // Given a job that was handed back while it ran, and claimed again
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.network.try_quit(&scene.worker, job).expect("quit");
    scene.network.try_claim(&scene.worker, job).expect("claim");
    scene.network.chain.advance(i64::from(REVIEW_SECONDS) + 1);

    // When anyone settles it, then it is refused
    assert_error(scene.network.try_settle(job), FurnaceJobsError::JobNotInReview);
}
