//! Attesting to a gang member's part.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::Attestation;
use furnace_client::instructions::jobs;
use furnace_common::state::{JobState, SeatState};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::REVIEW_SECONDS;
use furnace_tests::scene::DEPOSIT;
use sha2::{Digest, Sha256};
use solana_signer::Signer;

use crate::stage::{EACH, Stage, gang, replicas};

#[test]
fn the_last_part_opens_the_review() {
    // Given a gang of three, when its members submit in another order than that of their ranks
    let mut stage = Stage::assembled(gang(3));
    let receipt = stage.at(10).submit(2, 9).expect("submit");
    assert_event(&receipt, "SeatSubmitted", (stage.job.to_bytes(), stage.workers[2].address.to_bytes(), [9u8; 32]));
    stage.at(20).submit(0, 7).expect("submit");
    assert_eq!((stage.state(), stage.job().result_hash), (JobState::Running, [0; 32]));
    let receipt = stage.after_deadline(0).submit(1, 8).expect("submit");

    // Then the job is in review with a result of all parts by rank, and everything is held as before
    let job = stage.job();
    let combined: [u8; 32] =
        [7, 8, 9].iter().fold(Sha256::new(), |hash, part| hash.chain_update([*part; 32])).finalize().into();
    assert_eq!((stage.state(), job.result_hash, job.exit_code), (JobState::Review, combined, 0));
    assert_eq!((job.submitted_at, job.review_ends_at), (job.deadline, job.deadline + i64::from(REVIEW_SECONDS)));
    assert_eq!(stage.seats(), [SeatState::Submitted; 3]);
    let times = [0, 1, 2].map(|seat| stage.seat(seat).submitted_at);
    assert_eq!(times, [stage.began + 20, job.deadline, stage.began + 10]);
    assert_eq!(stage.books(), (DEPOSIT - 3 * EACH, 3 * EACH));
    let nobody = [0u8; 32];
    assert_event(&receipt, "JobSubmitted", (stage.job.to_bytes(), nobody, combined, job.review_ends_at));
}

#[test]
fn one_part_that_failed_is_a_job_that_failed() {
    // Given a gang of three two of whose parts end with a code
    let mut stage = Stage::assembled(gang(3));
    let mut submit = |seat: u8, exit_code| {
        let attestation = Attestation { result_hash: [1; 32], log_hash: [2; 32], exit_code };
        let key = stage.key(usize::from(seat));
        let submit = jobs::crew_submit(key.pubkey(), stage.job, seat, attestation);
        stage.send(&[submit], &[&key]).expect("submit")
    };
    submit(2, 3);
    submit(1, 2);

    // When the last is submitted, then the job has failed, with the first code by rank
    let receipt = submit(0, 0);
    assert_event(&receipt, "CrewFailed", stage.job.to_bytes());
    assert_eq!((stage.state(), stage.job().exit_code), (JobState::Failed, 2));
    // and nobody is paid, and nobody punished
    (0..3).for_each(|seat| drop(stage.release(seat).expect("release")));
    assert_eq!((stage.books(), stage.locked(), stage.incomes()), ((DEPOSIT, 0), vec![0; 3], vec![0; 3]));
    let records = stage.workers.iter().map(|worker| stage.network.worker_account(&worker.address));
    assert!(records.into_iter().all(|worker| (worker.completed, worker.failed) == (0, 0)));
}

#[test]
fn nobody_submits_after_the_deadline() {
    // Given a gang a second after its deadline, when a member submits, then it is refused
    let mut stage = Stage::assembled(gang(2));
    assert_error(stage.after_deadline(1).submit(0, 5), FurnaceJobsError::DeadlinePassed);
}

#[test]
fn each_submits_one_part_of_its_own() {
    // Given a gang of which a member submitted, when it submits again, for another or for nobody, or another submits
    // nothing, then it is refused
    let mut stage = Stage::assembled(gang(3));
    stage.submit(0, 5).expect("submit");
    assert_error(stage.submit(0, 6), FurnaceJobsError::SeatNotJoined);
    assert_error(stage.submit_by(0, 1, 5), FurnaceJobsError::NotWorker);
    for seat in [3, 8, u8::MAX] {
        assert_error(stage.submit_by(0, seat, 5), FurnaceJobsError::NoSeat);
    }
    assert_error(stage.submit(1, 0), FurnaceJobsError::ResultHashZero);
    assert_eq!(stage.crew().submitted, 1);
}

#[test]
fn parts_are_submitted_while_the_gang_works() {
    // Given a gang that waits for its second, that delivered, or that failed, when a member submits, then it is refused
    let mut waiting = Stage::open(gang(2));
    waiting.join(0).expect("join");
    let mut failed = Stage::assembled(gang(2));
    failed.quit(1).expect("quit");
    for mut stage in [waiting, Stage::delivered(2), Stage::accepted(2), failed] {
        assert_error(stage.submit(0, 5), FurnaceJobsError::JobNotRunning);
    }
}

#[test]
fn replicas_do_not_submit() {
    // Given replicas at work, when one submits what all can see, then it is refused
    let mut stage = Stage::assembled(replicas(2, 2));
    assert_error(stage.submit(0, 5), FurnaceJobsError::WrongCrew);
}
