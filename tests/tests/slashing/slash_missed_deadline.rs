//! A missed deadline: half of the collateral, reported by anyone, and the job open again.

use furnace_client::accounts::JobState;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::pda;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{CLAIM_SECONDS, PRICE};
use furnace_tests::scene::{DEPOSIT, STAKE, Scene};
use solana_signer::Signer;

/// Half of the collateral, which is the price.
const PENALTY: u64 = PRICE / 2;

#[test]
fn a_missed_deadline_is_split_between_client_reporter_and_fire() {
    for state in [JobState::Assigned, JobState::Running] {
        // Given a held job just past its deadline
        let mut scene = Scene::new();
        let job = scene.job(state);
        let supply = scene.network.supply();
        scene.miss_deadline(job);

        // When a stranger reports it
        let reporter = scene.reporter();
        scene.network.try_slash(job, scene.operator.pool, reporter).expect("slash");

        // Then 40% are the client's, 10% the stranger's, and the rest is burned
        let (client, paid, burned) = (PENALTY * 40 / 100, PENALTY * 10 / 100, PENALTY * 50 / 100);
        assert_eq!(scene.books(), (DEPOSIT - PRICE + client, PRICE));
        assert_eq!(scene.network.tokens(&reporter), paid);
        assert_eq!(scene.network.supply(), supply - burned);
        // and the pool bears all of it, and its books agree with its vault
        let pool = scene.network.pool(&scene.operator.pool);
        assert_eq!((pool.active, pool.slashed), (STAKE - PENALTY, PENALTY));
        assert_eq!(scene.network.tokens(&pool.vault), STAKE - PENALTY);
        let ledger = scene.network.ledger();
        assert_eq!((ledger.count, ledger.slashed), (1, PENALTY));
        assert_eq!((ledger.to_clients, ledger.to_reporters, ledger.burned), (client, paid, burned));
    }
}

#[test]
fn the_job_is_open_again_and_its_worker_free() {
    // Given a running job past its deadline
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.miss_deadline(job);

    // When anyone reports it
    scene.network.try_slash(job, scene.operator.pool, scene.reporter()).expect("slash");

    // Then it waits for a claim as long as at first
    let reopened = scene.network.job(&job);
    assert_eq!(scene.network.state(&job), JobState::Open);
    assert_eq!(reopened.expires_at, scene.network.chain.now() + i64::from(CLAIM_SECONDS));
    assert_eq!((reopened.attempts, reopened.claimed_at, reopened.started_at, reopened.deadline), (1, 0, 0, 0));
    // and the worker has a failure, and neither job nor collateral
    let worker = scene.network.worker_account(&scene.worker.address);
    assert_eq!((worker.jobs, worker.failed, worker.completed), (0, 1, 0));
    assert_eq!(scene.locked(), 0);
    // and another worker finishes it
    let second = scene.network.operator("second", STAKE);
    let worker = scene.network.worker(&second, "rescuer");
    scene.network.drive(&worker, job, JobState::Review);
    scene.network.try_accept(&scene.client, job).expect("accept");
    assert_eq!(scene.network.tokens(&pda::income_vault(&second.pool, &pda::heat_mint())), PRICE * 90 / 100);
}

#[test]
fn the_deadline_itself_still_belongs_to_the_worker() {
    // Given a running job at its deadline
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.network.chain.set_time(scene.network.job(&job).deadline);

    // When it is reported, then it is refused, and the worker submits
    let result = scene.network.try_slash(job, scene.operator.pool, scene.reporter());
    assert_error(result, FurnaceSlashingError::DeadlineNotPassed);
    scene.network.try_submit(&scene.worker, job).expect("submit");
}

#[test]
fn only_a_held_job_is_slashed_and_once() {
    // Given a job that no worker holds, in each such state that names a worker
    for state in [JobState::Review, JobState::Settled, JobState::Failed] {
        let mut scene = Scene::new();
        let job = scene.job(state);
        scene.network.chain.advance(365 * 86_400);
        let result = scene.network.try_slash(job, scene.operator.pool, scene.reporter());
        assert_error(result, FurnaceSlashingError::JobNotHeld);
    }
    // Given a job that was slashed, when it is slashed again, then it is refused
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.miss_deadline(job);
    scene.network.try_slash(job, scene.operator.pool, scene.reporter()).expect("slash");
    let result = scene.network.try_slash(job, scene.operator.pool, scene.reporter());
    assert_error(result, FurnaceSlashingError::JobNotHeld);
    assert_eq!(scene.network.ledger().count, 1);
}

#[test]
fn client_operator_and_worker_may_report_too() {
    // Given three jobs past their deadline
    for who in 0..3 {
        let mut scene = Scene::new();
        let job = scene.job(JobState::Running);
        scene.miss_deadline(job);
        let party = [&scene.client, &scene.operator.wallet, &scene.worker.key][who].pubkey();
        scene.network.give(&party, 0);

        // When a party of the job reports it into its own account, then it has the reporter's part
        let before = scene.network.heat(&party);
        scene.network.try_slash(job, scene.operator.pool, pda::heat_account(&party)).expect("slash");
        assert_eq!(scene.network.heat(&party) - before, PENALTY / 10);
    }
}
