//! What one worker does with its job, done with a crew's.

use furnace_client::accounts::Job;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::{jobs, slashing};
use furnace_common::state::JobState;
use furnace_tests::errors::assert_error;
use furnace_tests::network::attestation;
use furnace_tests::network::delivery::checkpoint;
use furnace_tests::scene::replaced;
use solana_address::Address;
use solana_signer::Signer;

use crate::stage::{EACH, Stage, gang, replicas};

#[test]
fn nobody_claims_what_a_crew_does() {
    for terms in [gang(2), replicas(2, 2)] {
        // Given a job that a crew does, when a worker claims it, before or after another took a seat, then it is refused
        let mut stage = Stage::open(terms);
        assert_error(stage.network.try_claim(&stage.workers[1], stage.job), FurnaceJobsError::WrongCrew);
        stage.join(0).expect("join");
        assert_error(stage.network.try_claim(&stage.workers[1], stage.job), FurnaceJobsError::WrongCrew);
        stage.join(1).expect("join");
        assert_error(stage.network.try_claim(&stage.workers[1], stage.job), FurnaceJobsError::JobNotOpen);
    }
}

#[test]
fn no_member_delivers_alone() {
    // Given a gang at work, when a member starts, records a checkpoint or submits as if the job were its own, then it is
    // refused
    let mut stage = Stage::assembled(gang(2));
    let (key, job) = (stage.key(0), stage.job);
    let steps = [
        jobs::job_start(key.pubkey(), job, 0),
        jobs::job_checkpoint(key.pubkey(), job, checkpoint(1, 5_000)),
        jobs::job_submit(key.pubkey(), job, attestation()),
    ];
    for step in steps {
        assert_error(stage.send(&[step], &[&key]), FurnaceJobsError::NotWorker);
    }
    assert_eq!(stage.state(), JobState::Running);
}

#[test]
fn no_member_is_paid_for_all() {
    // Given a gang that delivered, when its client accepts, or anybody settles, in favour of one member, then it is
    // refused
    let mut stage = Stage::delivered(2);
    let (job, payee) = (stage.job(), stage.payee(0));
    // The builder names the worker and the operator of the job, which has none.
    let named = Job { worker: stage.seat(0).worker, operator: stage.seat(0).operator, ..job };
    let client = stage.client.insecure_clone();
    let accept = jobs::job_accept(stage.job, &named, &payee);
    assert_error(stage.send(&[accept], &[&client]), FurnaceJobsError::JobMismatch);
    let settle = jobs::job_settle(stage.job, &named, &payee);
    let ends_at = named.review_ends_at - stage.began;
    assert_error(stage.at(ends_at).send(&[settle], &[]), FurnaceJobsError::JobMismatch);
    assert_eq!((stage.state(), stage.books().1), (JobState::Review, 2 * EACH));
}

#[test]
fn a_crews_job_is_not_taken_from_one_worker() {
    // Given a late gang, when a member is reported as if the job were its own, then it is refused
    let mut stage = Stage::assembled(gang(2));
    stage.after_deadline(1);
    let named = Job {
        worker: stage.seat(0).worker,
        operator: stage.seat(0).operator,
        worker_key: stage.seat(0).key,
        ..stage.job()
    };
    let pool = stage.operators[0].pool;
    let slash = slashing::slash_missed_deadline(stage.job, &named, pool, stage.reporter());
    assert_error(stage.send(&[slash], &[]), FurnaceSlashingError::JobMismatch);
    let (key, quit) = (stage.key(0), slashing::slash_quit(stage.job, &named, pool));
    assert_error(stage.at(10).send(&[quit], &[&key]), FurnaceSlashingError::NotWorker);
    assert_eq!(stage.locked(), [EACH; 2]);
}

#[test]
fn the_client_does_not_withdraw_from_a_crew_at_work() {
    // Given crews at work, or that delivered, when the client cancels, or anybody expires the job, then it is refused
    for mut stage in [Stage::assembled(gang(2)), Stage::assembled(replicas(2, 2)), Stage::delivered(2)] {
        assert_error(stage.cancel(), FurnaceJobsError::JobNotOpen);
        assert_error(stage.at(100_000).expire(), FurnaceJobsError::JobNotOpen);
        assert_eq!(stage.books().1, 2 * EACH);
    }
}

#[test]
fn nobody_is_the_address_of_nobody() {
    // Given a gang at work, when the address that the job names as its worker's key stands for a signer, then it is
    // refused, for nobody signs for it
    let mut stage = Stage::assembled(gang(2));
    let key = stage.key(0);
    let submit = jobs::job_submit(key.pubkey(), stage.job, attestation());
    let mut unsigned = replaced(submit, key.pubkey(), Address::default());
    unsigned.accounts[0].is_signer = false;
    assert!(stage.send(&[unsigned], &[]).is_err());
    assert_eq!(stage.state(), JobState::Running);
}
