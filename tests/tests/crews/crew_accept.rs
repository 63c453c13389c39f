//! The client accepts what a gang delivered.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_common::state::{JobState, SeatState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::job_terms;
use furnace_tests::scene::{DEPOSIT, replaced};
use solana_signer::Signer;

use crate::stage::{EACH, Stage, gang, replicas};

#[test]
fn the_client_accepts_and_the_seats_can_be_paid() {
    // Given a gang that delivered, when the client accepts
    let mut stage = Stage::delivered(2);
    let receipt = stage.accept().expect("accept");

    // Then the job is settled, and what is held waits for the seats
    let job = stage.job();
    assert_eq!((stage.state(), job.ended_at), (JobState::Settled, stage.began + 10));
    assert_eq!((stage.seats(), stage.books()), (vec![SeatState::Submitted; 2], (DEPOSIT - 2 * EACH, 2 * EACH)));
    assert_eq!((stage.client_balance().settled, stage.client_balance().lost_disputes), (1, 0));
    assert_event(&receipt, "CrewSettled", (stage.job.to_bytes(), job.result_hash));
}

#[test]
fn nobody_but_the_client_accepts() {
    // Given a gang that delivered, when anybody else accepts, then it is refused
    let mut stage = Stage::delivered(2);
    let accept = jobs::crew_accept(stage.job, &stage.job());
    for thief in [stage.stranger.insecure_clone(), stage.key(0), stage.operators[0].wallet.insecure_clone()] {
        let stolen = replaced(accept.clone(), stage.client.pubkey(), thief.pubkey());
        assert_error(stage.send(&[stolen], &[&thief]), FurnaceJobsError::NotClient);
    }
}

#[test]
fn only_a_delivered_result_is_accepted() {
    // Given a gang that waits, works or was accepted, when the client accepts, then it is refused
    for mut stage in [Stage::open(gang(2)), Stage::assembled(gang(2)), Stage::accepted(2)] {
        assert_error(stage.accept(), FurnaceJobsError::JobNotInReview);
    }
}

#[test]
fn only_a_gang_is_accepted_so() {
    // Given replicas that agreed, and a job of one worker, when the client accepts as if of a gang, then it is refused
    let mut single = Stage::new(1);
    single.post(job_terms(EACH)).expect("post");
    for mut stage in [Stage::revealed(2, &[5, 5]), Stage::assembled(replicas(2, 2)), single] {
        assert_error(stage.accept(), FurnaceJobsError::WrongCrew);
    }
}
