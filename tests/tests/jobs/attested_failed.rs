//! Jobs of which nobody co-signed a result until they failed.

use furnace_client::accounts::JobState;
use furnace_common::limits::MAX_ATTEMPTS;
use furnace_common::state::Payment;
use furnace_tests::events::assert_event;
use furnace_tests::network::PRICE;
use furnace_tests::scene::{DEPOSIT, STAKE};

use crate::attested::{attested_scene, dollar_job, last_second};
use crate::attested_lapse::lapse;
use crate::dollars::{DOLLARS, FEE, dollar_books};

#[test]
fn the_eighth_lapse_fails_the_job_and_the_client_has_all_back() {
    // Given a job of which seven results lapsed
    let (mut scene, _) = attested_scene();
    let job = scene.job(JobState::Review);
    for attempt in 1..MAX_ATTEMPTS {
        lapse(&mut scene, job);
        assert_eq!((scene.network.state(&job), scene.network.job(&job).attempts), (JobState::Open, attempt));
        scene.network.drive(&scene.worker, job, JobState::Review);
    }
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE, PRICE), PRICE));

    // When the eighth lapses, then the job has failed, and says what came back
    last_second(&mut scene, job);
    scene.network.chain.advance(1);
    let receipt = scene.network.try_lapse(job).expect("the result lapses");
    assert_event(&receipt, "JobLapsed", (job.to_bytes(), scene.worker.address.to_bytes(), PRICE));
    let account = scene.network.job(&job);
    assert_eq!((account.state(), account.ended_at), (Some(JobState::Failed), scene.network.chain.now()));
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT, 0), 0));
    let worker = scene.network.worker_account(&scene.worker.address);
    assert_eq!((worker.jobs, worker.completed, worker.failed), (0, 0, 0));
    assert_eq!(scene.network.pool(&scene.operator.pool).active, STAKE);

    // and its account closes, and the market counts it
    scene.network.try_close(&scene.client, job).expect("close");
    let market = scene.network.market(&scene.network.market);
    assert_eq!((market.settled, market.failed), (0, 1));
}

#[test]
fn an_attempt_lost_in_another_way_counts_as_much() {
    // Given a job that workers handed back seven times
    let (mut scene, _) = attested_scene();
    let job = scene.job(JobState::Open);
    (1..MAX_ATTEMPTS).for_each(|_| scene.lose(job));
    let (free, held) = scene.books();

    // When one result lapses, then it has failed
    scene.network.drive(&scene.worker, job, JobState::Review);
    lapse(&mut scene, job);
    assert_eq!((scene.network.state(&job), scene.books()), (JobState::Failed, (free + held, 0)));
}

#[test]
fn what_is_paid_in_dollars_stays_held_and_comes_back_in_the_end() {
    // Given a result in a market that is paid in dollars, when it lapses, then the dollars wait for the next one
    let (mut scene, _, _, job) = dollar_job(Payment::Usd, JobState::Review);
    lapse(&mut scene, job);
    assert_eq!((dollar_books(&scene), scene.books(), scene.locked()), ((DOLLARS - FEE, FEE), (DEPOSIT, 0), 0));

    // and come back with the eighth
    for _ in 1..MAX_ATTEMPTS {
        scene.network.drive(&scene.worker, job, JobState::Review);
        lapse(&mut scene, job);
    }
    assert_eq!((scene.network.state(&job), dollar_books(&scene)), (JobState::Failed, (DOLLARS, 0)));
}
