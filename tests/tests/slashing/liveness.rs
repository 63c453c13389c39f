//! A pool with too little, or nothing, in it stops no job.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::network::{COOLDOWN, MAX_SECONDS, job_terms, market_terms};
use furnace_tests::scene::{STAKE, Scene};
use solana_address::Address;
use solana_signer::Signer;

/// A scene whose operator took its stake away while two jobs of `STAKE` were held in a market with long
/// jobs; `left` units stay in the pool.
fn deserted(left: u64) -> (Scene, [Address; 2]) {
    let mut scene = Scene::with(2 * STAKE, 2 * STAKE);
    let long = u32::try_from(COOLDOWN).expect("seconds") / 3;
    let terms = MarketOpenInstructionArgs { max_job_seconds: long, ..market_terms(0) };
    let market = scene.network.open_market(&scene.stranger, terms);
    let jobs = [(); 2].map(|()| {
        let terms = furnace_client::generated::jobs::types::JobTerms { max_seconds: MAX_SECONDS, ..job_terms(STAKE) };
        let job = scene.network.try_post(&scene.client, market, terms).expect("job is posted");
        scene.network.drive(&scene.worker, job, JobState::Running);
        job
    });
    let (wallet, pool) = (&scene.operator.wallet, scene.operator.pool);
    let shares = scene.network.position(&pool, &wallet.pubkey()).shares;
    let kept = left * (shares / (2 * STAKE));
    scene.network.try_unstake(wallet, pool, shares - kept).expect("unstake");
    scene.network.chain.advance(COOLDOWN);
    scene.network.try_withdraw_stake(wallet, pool, 0).expect("stake is withdrawn");
    assert_eq!(scene.network.pool(&pool).active, left);
    (scene, jobs)
}

#[test]
fn a_penalty_takes_what_the_pool_has_and_no_more() {
    // Given two held jobs past their deadline, and a pool with 3 HEAT of the 500 that the first costs
    let (mut scene, [first, second]) = deserted(3 * HEAT);
    let (supply, (free, reserved)) = (scene.network.supply(), scene.books());

    // When the first is reported
    scene.network.try_slash(first, scene.operator.pool, scene.reporter()).expect("slash");

    // Then the 3 HEAT are split by the same parts
    assert_eq!(scene.books(), (free + 1_200_000, reserved));
    assert_eq!(scene.network.tokens(&scene.reporter()), 300_000);
    assert_eq!(scene.network.supply(), supply - 1_500_000);
    assert_eq!(scene.network.ledger().slashed, 3 * HEAT);
    let pool = scene.network.pool(&scene.operator.pool);
    assert_eq!((pool.active, pool.unbonding, scene.network.tokens(&pool.vault)), (0, 0, 0));

    // When the second is reported and there is nothing left
    scene.network.try_slash(second, scene.operator.pool, scene.reporter()).expect("slash of an exhausted pool");

    // Then nobody is paid, and both jobs are open again
    assert_eq!(scene.books(), (free + 1_200_000, reserved));
    assert_eq!((scene.network.ledger().slashed, scene.network.ledger().count), (3 * HEAT, 2));
    for job in [first, second] {
        assert_eq!(scene.network.state(&job), JobState::Open);
    }
    assert_eq!(scene.locked(), 0);
}

#[test]
fn an_exhausted_pool_stops_no_quit() {
    // Given a pool with nothing in it, and a job of its worker's within its time
    let (mut scene, [job, _]) = deserted(0);
    let deadline = scene.network.job(&job).deadline;
    scene.network.chain.set_time(deadline);

    // When the worker hands it back, then it is open again at no price
    scene.network.try_quit(&scene.worker, job).expect("quit");
    assert_eq!(scene.network.state(&job), JobState::Open);
    assert_eq!((scene.network.ledger().count, scene.network.ledger().slashed), (1, 0));
}

#[test]
fn an_exhausted_pool_stops_no_settlement_and_no_exit_of_the_client() {
    // Given a job that was submitted in time, and one that was not, under an operator without stake
    let (mut scene, [first, second]) = deserted(0);
    let deadline = scene.network.job(&first).deadline;
    scene.network.chain.set_time(deadline);
    scene.network.try_submit(&scene.worker, first).expect("submit");
    scene.miss_deadline(second);

    // When the client accepts one and a stranger ends the other
    scene.network.try_accept(&scene.client, first).expect("accept");
    scene.network.try_slash(second, scene.operator.pool, scene.reporter()).expect("slash");
    scene.network.try_cancel(&scene.client, second).expect("cancel");

    // Then the first is paid and the second refunded
    assert_eq!(scene.books(), (STAKE, 0));
    assert_eq!(scene.network.tokens(&pda::income_vault(&scene.operator.pool, &pda::heat_mint())), STAKE * 90 / 100);
}
