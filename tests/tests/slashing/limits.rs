//! What bounds a penalty: the reporter's cap, the pool, and the number of attempts.

use furnace_client::accounts::JobState;
use furnace_client::pda;
use furnace_common::limits::MAX_ATTEMPTS;
use furnace_common::units::HEAT;
use furnace_tests::network::PRICE;
use furnace_tests::scene::{DEPOSIT, STAKE, Scene};
use solana_signer::Signer;

#[test]
fn a_reporter_earns_a_hundred_heat_at_most() {
    // Given a held job whose penalty is 2,000 HEAT, a tenth of which is twice the cap
    let mut scene = Scene::with(10_000 * HEAT, 4_000 * HEAT);
    let job = scene.network.post(&scene.client, 4_000 * HEAT);
    scene.network.drive(&scene.worker, job, JobState::Running);
    scene.miss_deadline(job);
    let supply = scene.network.supply();

    // When a stranger reports it
    scene.network.try_slash(job, scene.operator.pool, scene.reporter()).expect("slash");

    // Then the stranger has the cap, and what is above it is burned
    assert_eq!(scene.network.tokens(&scene.reporter()), 100 * HEAT);
    assert_eq!(scene.books(), (800 * HEAT, 4_000 * HEAT));
    assert_eq!(scene.network.supply(), supply - 1_100 * HEAT);
}

#[test]
fn odd_units_are_burned() {
    // Given a held job whose collateral is nine units: the penalty is five, rounded up
    let mut scene = Scene::new();
    let job = scene.network.post(&scene.client, 9);
    scene.network.drive(&scene.worker, job, JobState::Running);
    scene.miss_deadline(job);
    let supply = scene.network.supply();

    // When it is reported, then the parts are rounded down and the fire takes the rest
    scene.network.try_slash(job, scene.operator.pool, scene.reporter()).expect("slash");
    assert_eq!(scene.books(), (DEPOSIT - 9 + 2, 9));
    assert_eq!(scene.network.tokens(&scene.reporter()), 0);
    assert_eq!(scene.network.supply(), supply - 3);
}

#[test]
fn stake_in_unbonding_bears_the_penalty_with_the_rest() {
    // Given an operator that unstakes three quarters while a job is held
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    let shares = scene.network.position(&scene.operator.pool, &scene.operator.wallet.pubkey()).shares;
    scene.network.try_unstake(&scene.operator.wallet, scene.operator.pool, shares / 4 * 3).expect("unstake");
    scene.miss_deadline(job);

    // When the missed deadline is reported, then both buckets pay in proportion
    scene.network.try_slash(job, scene.operator.pool, scene.reporter()).expect("slash");
    let pool = scene.network.pool(&scene.operator.pool);
    let penalty = PRICE / 2;
    assert_eq!((pool.active, pool.unbonding), (STAKE / 4 - penalty / 4, STAKE / 4 * 3 - penalty / 4 * 3));
    assert_eq!(scene.network.tokens(&pool.vault), pool.active + pool.unbonding);
}

#[test]
fn too_many_attempts_fail_the_job_and_refund_it() {
    // Given a job that was lost once less than it may be
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    for _ in 1..MAX_ATTEMPTS {
        scene.lose(job);
        assert_eq!(scene.network.state(&job), JobState::Open);
    }
    let (free, reserved) = scene.books();
    assert_eq!(reserved, PRICE);

    // When it is lost once more, by its deadline
    scene.network.try_claim(&scene.worker, job).expect("claim");
    scene.miss_deadline(job);
    scene.network.try_slash(job, scene.operator.pool, scene.reporter()).expect("slash");

    // Then it has failed, and its client has price and penalties
    assert_eq!(scene.network.state(&job), JobState::Failed);
    let ended = scene.network.job(&job);
    assert_eq!((ended.attempts, ended.ended_at), (MAX_ATTEMPTS, scene.network.chain.now()));
    assert_eq!(scene.books(), (free + PRICE + PRICE / 2 * 40 / 100, 0));
    assert_eq!((scene.locked(), scene.network.ledger().count), (0, u64::from(MAX_ATTEMPTS)));
    assert_eq!(scene.network.worker_account(&scene.worker.address).failed, u64::from(MAX_ATTEMPTS));
    // and the client takes all of it away
    let (client, all) = (scene.client.pubkey(), scene.books().0);
    let withdraw =
        furnace_client::instructions::jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), all);
    scene.network.send(&[withdraw], &[&scene.client]).expect("withdraw");
}
