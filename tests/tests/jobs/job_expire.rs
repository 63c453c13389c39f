//! Ending a job that nobody claimed in time.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{CLAIM_SECONDS, PRICE};
use furnace_tests::scene::{DEPOSIT, Scene};

#[test]
fn anyone_ends_a_job_whose_time_is_over() {
    // Given an open job at the last second in which it can be claimed
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    scene.network.chain.advance(i64::from(CLAIM_SECONDS));
    assert_error(scene.network.try_expire(job), FurnaceJobsError::ClaimWindowOpen);

    // When somebody without any part in it ends it a second later
    scene.network.chain.advance(1);
    scene.network.try_expire(job).expect("expire");

    // Then the price is the client's again
    assert_eq!(scene.network.state(&job), JobState::Expired);
    assert_eq!(scene.network.job(&job).ended_at, scene.network.chain.now());
    assert_eq!(scene.books(), (DEPOSIT, 0));
}

#[test]
fn a_reopened_job_waits_for_its_whole_time_again() {
    // Given a job that was handed back late in its time
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    scene.network.chain.advance(i64::from(CLAIM_SECONDS));
    scene.lose(job);

    // When its time has passed anew, then it expires, and not before
    scene.network.chain.advance(i64::from(CLAIM_SECONDS));
    assert_error(scene.network.try_expire(job), FurnaceJobsError::ClaimWindowOpen);
    scene.network.chain.advance(1);
    scene.network.try_expire(job).expect("expire");
    assert_eq!(scene.books(), (DEPOSIT + PRICE / 10 * 40 / 100, 0));
}

#[test]
fn only_an_open_job_expires() {
    // Given a job in any other state, long after all of its times
    for &state in JobState::ALL.iter().filter(|&&state| state != JobState::Open) {
        let mut scene = Scene::new();
        let job = scene.job(state);
        let books = scene.books();
        scene.network.chain.advance(365 * 86_400);

        // When it is made to expire, then it is refused and nothing is returned
        assert_error(scene.network.try_expire(job), FurnaceJobsError::JobNotOpen);
        assert_eq!(scene.books(), books);
    }
}
