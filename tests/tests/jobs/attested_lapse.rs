//! Results that nobody co-signed in time: others do the job again, and nobody is punished.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::instructions::{governance, jobs};
use furnace_common::pause;
use furnace_common::state::AuditState;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::delivery::checkpoint;
use furnace_tests::network::{CLAIM_SECONDS, PRICE, WorkerActor, job_terms};
use furnace_tests::scene::{DEPOSIT, STAKE, Scene};
use solana_address::Address;
use solana_signer::Signer;

use crate::attested::{assert_paid, attested_scene, last_second};

/// Another operator's worker, and where that operator's income goes.
fn rescuer(scene: &mut Scene) -> (WorkerActor, Address) {
    let second = scene.network.operator("second", STAKE);
    (scene.network.worker(&second, "rescuer"), crate::income(&second.pool))
}

/// The review of a result ends, and a stranger lets it lapse.
pub(crate) fn lapse(scene: &mut Scene, job: Address) {
    last_second(scene, job);
    scene.network.chain.advance(1);
    scene.network.try_lapse(job).expect("the result lapses");
}

#[test]
fn what_nobody_co_signed_is_done_by_another_and_paid_to_that_one() {
    // Given a worker that recorded a checkpoint and delivered, and an attestor that says nothing of it
    let (mut scene, attestor) = attested_scene();
    let job = scene.job(JobState::Running);
    scene.network.try_checkpoint(&scene.worker, job, checkpoint(1, 4_000)).expect("checkpoint");
    scene.network.try_submit(&scene.worker, job).expect("submit");

    // When the review is over, and not a second before, somebody lets it lapse
    last_second(&mut scene, job);
    assert_error(scene.network.try_lapse(job), FurnaceJobsError::ReviewOpen);
    scene.network.chain.advance(1);
    let receipt = scene.network.try_lapse(job).expect("the result lapses");
    assert_event(&receipt, "JobLapsed", (job.to_bytes(), scene.worker.address.to_bytes(), 0u64));

    // Then the job is open again from its beginning, for as long as at first, and its price still held
    let account = scene.network.job(&job);
    assert_eq!((account.state(), account.attempts), (Some(JobState::Open), 1));
    assert_eq!(account.expires_at, scene.network.chain.now() + i64::from(CLAIM_SECONDS));
    assert_eq!((account.progress.last.progress_bps, account.progress.pending), (0, Address::default()));
    // and the worker is free, and not to blame
    let worker = scene.network.worker_account(&scene.worker.address);
    assert_eq!((worker.jobs, worker.completed, worker.failed, worker.busy_seconds), (0, 0, 0, 0));
    assert_eq!(scene.network.pool(&scene.operator.pool).active, STAKE);
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE, PRICE), 0));

    // and what another delivers is co-signed, and paid to that one alone
    let (rescuer, income) = rescuer(&mut scene);
    scene.network.drive(&rescuer, job, JobState::Review);
    assert_eq!(scene.network.job(&job).audit(), Some(AuditState::Unattested));
    scene.network.try_attest(&attestor, job).expect("co-signature");
    scene.network.try_settle(job).expect("settle");
    assert_eq!(scene.network.tokens(&income), PRICE * 90 / 100);
    assert_eq!(scene.network.tokens(&crate::income(&scene.operator.pool)), 0);
    assert_eq!(scene.books(), (DEPOSIT - PRICE, 0));
}

#[test]
fn a_lapse_takes_what_the_worker_recorded_and_nothing_of_others() {
    // Given a worker that goes on from another's checkpoint, records one of its own, and is not co-signed
    let (mut scene, _) = attested_scene();
    let job = scene.job(JobState::Running);
    scene.network.try_checkpoint(&scene.worker, job, checkpoint(1, 4_000)).expect("checkpoint");
    scene.network.try_quit(&scene.worker, job).expect("quit");
    let (rescuer, _) = rescuer(&mut scene);
    scene.network.try_claim(&rescuer, job).expect("claim");
    scene.network.try_resume(&rescuer, job, 1).expect("start");
    scene.network.try_checkpoint(&rescuer, job, checkpoint(2, 9_000)).expect("checkpoint");
    scene.network.try_submit(&rescuer, job).expect("submit");

    // When its result lapses, then the next one begins where the first left off, and credits that one
    lapse(&mut scene, job);
    let progress = scene.network.job(&job).progress;
    assert_eq!((progress.count, progress.last.progress_bps, progress.pending), (1, 4_000, Address::default()));
    assert_eq!(progress.credits[0].operator, scene.operator.operator);
}

#[test]
fn a_result_lapses_once() {
    // Given a result that lapsed
    let (mut scene, _) = attested_scene();
    let job = scene.job(JobState::Review);
    lapse(&mut scene, job);

    // When anyone lets it lapse again, then it is refused and nothing changes
    let (books, account) = (scene.books(), scene.network.job(&job));
    assert_error(scene.network.try_lapse(job), FurnaceJobsError::JobNotInReview);
    let expires_at = account.expires_at;
    assert_eq!((scene.books(), scene.network.job(&job)), (books, account));
    // and if nobody claims it, it expires like any other
    scene.network.chain.set_time(expires_at + 1);
    scene.network.try_expire(job).expect("expire");
    assert_eq!(scene.books(), (DEPOSIT, 0));
}

#[test]
fn whoever_was_named_or_bid_best_has_no_more_right_to_it() {
    let (mut scene, attestor) = attested_scene();
    let (market, named) = (scene.network.market, scene.network.worker(&scene.operator, "named"));
    // Given a result of a worker that the client named, and one of a worker that was awarded the job
    let terms = JobTerms { designated: named.address, ..job_terms(PRICE) };
    let designated = scene.network.try_post(&scene.client, market, terms).expect("post");
    scene.network.drive(&named, designated, JobState::Review);
    let awarded = scene.network.auctioned(&scene.client, PRICE);
    scene.network.try_bid(&named, awarded, PRICE / 2).expect("bid");
    scene.network.try_award(&scene.client, awarded, &named, PRICE).expect("award");
    scene.network.try_start(&named, awarded).expect("start");
    scene.network.try_submit(&named, awarded).expect("submit");

    // When they lapse, then anyone claims them, the second at the price of the bid
    for job in [designated, awarded] {
        lapse(&mut scene, job);
        scene.network.drive(&scene.worker, job, JobState::Review);
        scene.network.try_attest(&attestor, job).expect("co-signature");
        scene.network.try_settle(job).expect("settle");
    }
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE * 3 / 2, 0), 0));
}

#[test]
fn a_worker_whose_result_lapsed_may_leave() {
    // Given a worker that cannot leave while its result waits for a co-signature
    let (mut scene, _) = attested_scene();
    let job = scene.job(JobState::Review);
    let retire = jobs::worker_retire(scene.operator.wallet.pubkey(), scene.worker.key.pubkey());
    let early = scene.network.send(std::slice::from_ref(&retire), &[&scene.operator.wallet]);
    assert_error(early, FurnaceJobsError::WorkerBusy);

    // When the result lapses, then it leaves
    lapse(&mut scene, job);
    scene.network.send(&[retire], &[&scene.operator.wallet]).expect("the worker retires");
}

#[test]
fn a_pause_stops_neither_co_signatures_nor_lapses() {
    // Given two results in review, and a pause of everything
    let (mut scene, attestor) = attested_scene();
    let [seen, unseen] = [(); 2].map(|()| scene.job(JobState::Review));
    let guardian = scene.network.guardian.insecure_clone();
    scene.network.send(&[governance::pause(guardian.pubkey(), pause::ALL)], &[&guardian]).expect("pause");

    // When one lapses, and the other is co-signed, then both go on
    lapse(&mut scene, unseen);
    scene.network.try_cancel(&scene.client, unseen).expect("cancel");
    scene.network.try_attest(&attestor, seen).expect("co-signature");
    scene.network.try_settle(seen).expect("settle");
    assert_paid(&scene, seen);
}
