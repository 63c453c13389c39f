//! Handing a job back, at the published price.

use furnace_client::accounts::JobState;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::slashing;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{MAX_SECONDS, PRICE};
use furnace_tests::scene::{DEPOSIT, STAKE, Scene, replaced};
use solana_signer::Signer;

/// Quits `after` seconds from the claim; asserts what it costs, and where that goes.
fn assert_quit_costs(state: JobState, after: i64, penalty: u64) {
    // Given a held job after some of its time
    let mut scene = Scene::new();
    let job = scene.job(state);
    let supply = scene.network.supply();
    scene.network.chain.advance(after);

    // When its worker hands it back
    scene.network.try_quit(&scene.worker, job).expect("quit");

    // Then the client has 40%, nobody a reporter's part, and the rest is burned
    let client = penalty * 40 / 100;
    assert_eq!(scene.books(), (DEPOSIT - PRICE + client, PRICE));
    assert_eq!(scene.network.supply(), supply - (penalty - client));
    let pool = scene.network.pool(&scene.operator.pool);
    assert_eq!((pool.active, pool.slashed), (STAKE - penalty, penalty));
    assert_eq!(scene.network.tokens(&pool.vault), STAKE - penalty);
    let ledger = scene.network.ledger();
    assert_eq!((ledger.count, ledger.slashed, ledger.to_reporters), (1, penalty, 0));
    assert_eq!((ledger.to_clients, ledger.burned), (client, penalty - client));
    // and the job is open again, its worker free
    assert_eq!((scene.network.state(&job), scene.locked()), (JobState::Open, 0));
    assert_eq!(scene.network.worker_account(&scene.worker.address).failed, 1);
}

#[test]
fn before_half_time_it_costs_a_tenth() {
    assert_quit_costs(JobState::Assigned, 0, PRICE / 10);
    assert_quit_costs(JobState::Running, i64::from(MAX_SECONDS) / 2 - 1, PRICE / 10);
}

#[test]
fn from_half_time_on_it_costs_a_quarter() {
    assert_quit_costs(JobState::Assigned, i64::from(MAX_SECONDS) / 2, PRICE / 4);
    assert_quit_costs(JobState::Running, i64::from(MAX_SECONDS), PRICE / 4);
}

#[test]
fn after_the_deadline_quitting_is_too_late() {
    // Given a running job just past its deadline
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.miss_deadline(job);

    // When its worker hands it back, then it is refused; the price is now that of missing it
    assert_error(scene.network.try_quit(&scene.worker, job), FurnaceSlashingError::DeadlinePassed);
}

#[test]
fn only_a_held_job_is_handed_back_and_once() {
    // Given a job that its worker no longer holds
    for state in [JobState::Review, JobState::Settled, JobState::Failed] {
        let mut scene = Scene::new();
        let job = scene.job(state);
        let before = scene.network.ledger().count;
        assert_error(scene.network.try_quit(&scene.worker, job), FurnaceSlashingError::JobNotHeld);
        assert_eq!(scene.network.ledger().count, before);
    }
    // Given a job that was handed back, when it is handed back again, then it is refused
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    scene.lose(job);
    assert_error(scene.network.try_quit(&scene.worker, job), FurnaceSlashingError::JobNotHeld);
}

#[test]
fn only_the_key_that_claimed_hands_back() {
    // Given a running job, and another worker of the same operator
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    let second = scene.network.worker(&scene.operator, "second");

    // When anyone else hands it back, then it is refused
    let key = scene.worker.key.pubkey();
    for thief in [&second.key, &scene.operator.wallet, &scene.client, &scene.stranger] {
        let quit = slashing::slash_quit(job, &scene.network.job(&job), scene.operator.pool);
        let quit = replaced(quit, key, thief.pubkey());
        assert_error(scene.network.send(&[quit], &[thief]), FurnaceSlashingError::NotWorker);
    }
}
