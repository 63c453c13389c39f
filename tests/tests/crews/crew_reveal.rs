//! Showing the result to which a replica committed.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::Attestation;
use furnace_client::instructions::jobs;
use furnace_common::state::{JobState, SeatState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::SALT;
use furnace_tests::scene::DEPOSIT;
use solana_signer::Signer;

use crate::stage::{EACH, Stage, gang, replicas};

#[test]
fn enough_equal_results_settle_the_job() {
    // Given three replicas that committed, two of them to the same, when these two reveal
    let mut stage = Stage::committed(2, &[5, 6, 5]);
    let worker = |stage: &Stage, seat: usize| (stage.job.to_bytes(), stage.workers[seat].address.to_bytes(), [5u8; 32]);
    let receipt = stage.at(20).reveal(0, 5).expect("reveal");
    assert_event(&receipt, "SeatSubmitted", worker(&stage, 0));
    assert_eq!((stage.state(), stage.job().result_hash), (JobState::Running, [0; 32]));
    let (key, attestation) = (stage.key(2), Attestation { result_hash: [5; 32], log_hash: [3; 32], exit_code: 4 });
    let reveal = jobs::crew_reveal(key.pubkey(), stage.job, 2, attestation, SALT);
    let receipt = stage.at(30).send(&[reveal], &[&key]).expect("reveal");

    // Then the job is settled for their result, as the second attested to it, and nobody is paid yet
    let (job, now) = (stage.job(), stage.began + 30);
    assert_eq!((stage.state(), job.result_hash, job.log_hash, job.exit_code), (JobState::Settled, [5; 32], [3; 32], 4));
    assert_eq!((job.submitted_at, job.ended_at), (now, now));
    assert_eq!((stage.crew().submitted, stage.crew().paid), (2, 0));
    assert_eq!(stage.books(), (DEPOSIT - 3 * EACH, 3 * EACH));
    assert_event(&receipt, "SeatSubmitted", worker(&stage, 2));
    assert_event(&receipt, "CrewSettled", (stage.job.to_bytes(), [5u8; 32]));
}

#[test]
fn nothing_is_shown_while_anyone_could_copy_it() {
    // Given three replicas of which one has not committed, when another reveals, at once or at the deadline, then it is
    // refused
    let mut stage = Stage::assembled(replicas(3, 2));
    stage.commit(0, 5).expect("commit");
    stage.commit(1, 5).expect("commit");
    assert_error(stage.reveal(0, 5), FurnaceJobsError::RevealTooEarly);
    assert_error(stage.after_deadline(0).reveal(0, 5), FurnaceJobsError::RevealTooEarly);

    // and a second later, when nobody can commit any more, it is not
    stage.after_deadline(1).reveal(0, 5).expect("reveal");
    stage.reveal(1, 5).expect("reveal");
    assert_eq!(stage.state(), JobState::Settled);
}

#[test]
fn results_are_shown_as_soon_as_all_committed() {
    // Given replicas of which the last commits, when one reveals in the same second, then its result is known
    let mut stage = Stage::committed(2, &[5, 5, 5]);
    stage.reveal(1, 5).expect("reveal");
    assert_eq!((stage.seat(1).result_hash, stage.seats()[1]), ([5; 32], SeatState::Submitted));
}

#[test]
fn a_worker_that_quit_keeps_nobody_waiting() {
    // Given three replicas of which two committed, when the third quits, then the others reveal and agree
    let mut stage = Stage::assembled(replicas(3, 2));
    stage.commit(0, 5).expect("commit");
    stage.commit(1, 5).expect("commit");
    assert_error(stage.reveal(0, 5), FurnaceJobsError::RevealTooEarly);
    stage.quit(2).expect("quit");
    stage.reveal(0, 5).expect("reveal");
    stage.reveal(1, 5).expect("reveal");
    assert_eq!(stage.state(), JobState::Settled);
}

#[test]
fn results_are_shown_until_the_time_for_it_is_over() {
    // Given two replicas that committed, when one reveals at the last second and the other after it
    let mut stage = Stage::committed(2, &[5, 5]);
    stage.after_reveal(0).reveal(0, 5).expect("reveal");
    assert_error(stage.after_reveal(1).reveal(1, 5), FurnaceJobsError::RevealOver);
    assert_eq!(stage.state(), JobState::Running);
}

#[test]
fn who_comes_after_the_quorum_may_still_show_its_result() {
    for result in [5, 6] {
        // Given replicas two of which agreed, when the third reveals the same or another result within its time
        let mut stage = Stage::committed(2, &[5, 5, result]);
        stage.reveal(0, 5).expect("reveal");
        stage.reveal(1, 5).expect("reveal");
        let ended_at = stage.job().ended_at;
        stage.after_reveal(0).reveal(2, result).expect("reveal");

        // Then the job stays settled for what it was, and its seat is paid only for the same
        assert_eq!((stage.job().result_hash, stage.job().ended_at), ([5; 32], ended_at));
        match result {
            5 => drop(stage.pay(2).expect("pay")),
            _ => assert_error(stage.pay(2), FurnaceJobsError::SeatNotPayable),
        }
    }
}

#[test]
fn only_who_committed_reveals_and_only_once() {
    // Given replicas of which one revealed and one never committed, when either reveals, then it is refused
    let mut stage = Stage::assembled(replicas(3, 2));
    stage.commit(0, 5).expect("commit");
    stage.commit(1, 6).expect("commit");
    stage.after_deadline(1).reveal(0, 5).expect("reveal");
    assert_error(stage.reveal(0, 5), FurnaceJobsError::SeatNotCommitted);
    assert_error(stage.reveal(2, 5), FurnaceJobsError::SeatNotCommitted);
    assert_eq!(stage.crew().submitted, 1);
}

#[test]
fn what_is_shown_is_what_was_committed_to() {
    // Given replicas that committed, when one reveals another result, or another salt, then it is refused
    let mut stage = Stage::committed(2, &[5, 5]);
    assert_error(stage.reveal(0, 6), FurnaceJobsError::CommitmentMismatch);
    assert_error(stage.reveal_with(0, 0, 5, [0; 32]), FurnaceJobsError::CommitmentMismatch);
    stage.reveal(0, 5).expect("reveal");
}

#[test]
fn a_result_of_zeros_is_none() {
    // Given a replica that committed to zeros, when it reveals them, then it is refused
    let mut stage = Stage::committed(2, &[0, 5]);
    assert_error(stage.reveal(0, 0), FurnaceJobsError::ResultHashZero);
}

#[test]
fn each_reveals_for_itself() {
    // Given replicas that committed, when one reveals for another's seat, or for none, then it is refused
    let mut stage = Stage::committed(2, &[5, 5]);
    assert_error(stage.reveal_with(0, 1, 5, SALT), FurnaceJobsError::NotWorker);
    for seat in [2, 8, u8::MAX] {
        assert_error(stage.reveal_with(0, seat, 5, SALT), FurnaceJobsError::NoSeat);
    }
}

#[test]
fn nothing_is_shown_before_the_work_or_after_it_failed() {
    // Given replicas that wait for one more, or that failed, when one reveals, then it is refused
    let mut waiting = Stage::open(replicas(2, 2));
    waiting.join(0).expect("join");
    let mut failed = Stage::revealed(3, &[5, 5, 6]);
    failed.conclude().expect("conclude");
    for mut stage in [waiting, failed] {
        assert_error(stage.reveal(0, 5), FurnaceJobsError::JobNotRunning);
    }
}

#[test]
fn gangs_do_not_reveal() {
    // Given a gang at work, when a member reveals, then it is refused
    let mut stage = Stage::assembled(gang(2));
    assert_error(stage.reveal(0, 5), FurnaceJobsError::WrongCrew);
}
