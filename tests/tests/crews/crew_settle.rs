//! Anybody settles what a gang delivered, once the client's time is over.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::state::JobState;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;

use crate::stage::{Stage, gang, replicas};

#[test]
fn a_review_that_ends_is_an_acceptance() {
    // Given a gang that delivered, when a stranger settles a second before the end of the review, then it is refused
    let mut stage = Stage::delivered(2);
    let ends_at = stage.job().review_ends_at - stage.began;
    assert_error(stage.at(ends_at - 1).settle(), FurnaceJobsError::ReviewOpen);

    // and at its end the job is settled
    let receipt = stage.at(ends_at).settle().expect("settle");
    let job = stage.job();
    assert_eq!(
        (stage.state(), job.ended_at, stage.client_balance().settled),
        (JobState::Settled, job.review_ends_at, 1)
    );
    assert_event(&receipt, "CrewSettled", (stage.job.to_bytes(), job.result_hash));
}

#[test]
fn only_a_delivered_result_is_settled_and_only_once() {
    // Given a gang that waits or works, when anybody settles, then it is refused
    for mut stage in [Stage::open(gang(2)), Stage::assembled(gang(2))] {
        assert_error(stage.settle(), FurnaceJobsError::JobNotInReview);
    }
    // and so it is once the client accepted
    let mut stage = Stage::accepted(2);
    let ends_at = stage.job().review_ends_at - stage.began;
    assert_error(stage.at(ends_at).settle(), FurnaceJobsError::JobNotInReview);
}

#[test]
fn replicas_need_no_settlement() {
    // Given replicas at work, or that agreed, when anybody settles as if they were a gang, then it is refused
    for mut stage in [Stage::assembled(replicas(2, 2)), Stage::revealed(2, &[5, 5])] {
        assert_error(stage.settle(), FurnaceJobsError::WrongCrew);
    }
}
