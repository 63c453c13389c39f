//! What a pause stops, and all that it cannot stop.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::Reward;
use furnace_client::instructions::{jobs, staking, token};
use furnace_client::pda;
use furnace_common::limits::RETENTION_SECONDS;
use furnace_common::pause::{ALL, JOBS, STAKES};
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{COOLDOWN, EPOCH, PRICE, REVIEW_SECONDS, job_terms, worker_args};
use furnace_tests::scene::{STAKE, Scene};
use solana_signer::Signer;

fn paused(what: u8) -> Scene {
    let mut scene = Scene::new();
    scene.network.give(&scene.operator.wallet.pubkey(), 100 * HEAT);
    pause(&mut scene, what);
    scene
}

fn pause(scene: &mut Scene, what: u8) {
    let guardian = scene.network.guardian.insecure_clone();
    scene.network.try_pause(&guardian, what).expect("pause");
}

#[test]
fn paused_stakes_stop_new_stakes_and_pools_and_no_jobs() {
    // Given paused stakes
    let mut scene = paused(STAKES);
    let (wallet, pool) = (scene.operator.wallet.insecure_clone(), scene.operator.pool);

    // When somebody stakes or opens a pool, then it is refused
    assert_error(scene.network.try_stake(&wallet, pool, HEAT), FurnaceStakingError::StakesPaused);
    let newcomer = scene.network.wallet("newcomer", 0);
    let (payer, usd_mint) = (scene.network.payer(), scene.network.usd_mint);
    let create = staking::pool_create(newcomer.pubkey(), payer, usd_mint, 0);
    assert_error(scene.network.send(std::slice::from_ref(&create), &[&newcomer]), FurnaceStakingError::StakesPaused);

    // and jobs are posted as ever, and once the authority ends the pause so is the rest
    scene.job(JobState::Settled);
    let authority = scene.network.authority.insecure_clone();
    scene.network.try_unpause(&authority, STAKES).expect("unpause");
    scene.network.try_stake(&wallet, pool, HEAT).expect("stake");
    scene.network.send(&[create], &[&newcomer]).expect("pool");
}

#[test]
fn paused_jobs_stop_new_jobs_and_no_stakes() {
    // Given paused jobs
    let mut scene = paused(JOBS);

    // When a client posts, then it is refused, and nothing is reserved
    let market = scene.network.market;
    let result = scene.network.try_post(&scene.client, market, job_terms(PRICE));
    assert_error(result, FurnaceJobsError::JobsPaused);
    assert_eq!(scene.books().1, 0);

    // and stakes go on, and once the authority ends the pause so do jobs
    scene.network.try_stake(&scene.operator.wallet, scene.operator.pool, HEAT).expect("stake");
    let authority = scene.network.authority.insecure_clone();
    scene.network.try_unpause(&authority, JOBS).expect("unpause");
    scene.network.post(&scene.client, PRICE);
}

#[test]
fn jobs_under_way_come_to_every_end() {
    // Given jobs of all kinds, and a network that is paused altogether
    let mut scene = Scene::new();
    let [settled, accepted, cancelled, missed, quit, expired] = [(); 6].map(|()| scene.job(JobState::Open));
    pause(&mut scene, ALL);
    let network = &mut scene.network;

    // When clients, workers and strangers go on, then each job ends as it would have
    for job in [settled, accepted] {
        network.drive(&scene.worker, job, JobState::Review);
    }
    network.try_accept(&scene.client, accepted).expect("accept");
    network.try_cancel(&scene.client, cancelled).expect("cancel");
    network.try_claim(&scene.worker, quit).expect("claim");
    network.try_quit(&scene.worker, quit).expect("quit");
    network.try_claim(&scene.worker, missed).expect("claim");
    network.chain.advance(i64::from(REVIEW_SECONDS));
    network.try_settle(settled).expect("settle");
    network.try_slash(missed, scene.operator.pool, pda::heat_account(&scene.stranger.pubkey())).expect("slash");
    network.try_expire(expired).expect("expire");
    let states = [settled, accepted, cancelled, missed, quit, expired].map(|job| scene.network.state(&job));
    use JobState::{Cancelled, Expired, Open, Settled};
    assert_eq!(states, [Settled, Settled, Cancelled, Open, Open, Expired]);
    scene.network.chain.advance(RETENTION_SECONDS + 1);
    scene.network.try_close(&scene.stranger, settled).expect("close");
}

#[test]
fn everyone_can_leave_with_what_is_theirs() {
    // Given an operator with income and a client with a balance in a network that is paused altogether
    let mut scene = Scene::new();
    scene.job(JobState::Settled);
    pause(&mut scene, ALL);
    let (wallet, pool) = (scene.operator.wallet.insecure_clone(), scene.operator.pool);
    let (client, free) = (scene.client.pubkey(), scene.books().0);
    let network = &mut scene.network;

    // When the client withdraws, then it has all
    network
        .send(&[jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), free)], &[&scene.client])
        .expect("withdraw");
    assert_eq!(network.heat(&client), free);
    network
        .send(&[jobs::deposit(client, pda::heat_mint(), pda::heat_account(&client), free)], &[&scene.client])
        .expect("deposit");

    // When income is booked and released, then the operator claims its commission and its rewards
    network.try_sync(pool).expect("sync");
    network.try_claim_commission(&wallet, Reward::Heat).expect("commission");
    network.chain.advance(2 * EPOCH);
    let before = network.heat(&wallet.pubkey());
    network.try_claim_rewards(&wallet, pool, Reward::Heat).expect("rewards");
    assert!(network.heat(&wallet.pubkey()) > before);

    // When it changes its mind and then leaves, then it has its whole stake
    network.try_unstake(&wallet, pool, STAKE).expect("unstake");
    network.try_cancel_unstake(&wallet, pool, 0).expect("cancel");
    network.try_unstake(&wallet, pool, STAKE).expect("unstake");
    network.chain.advance(COOLDOWN);
    let before = network.heat(&wallet.pubkey());
    network.try_withdraw_stake(&wallet, pool, 0).expect("withdraw");
    assert_eq!(network.heat(&wallet.pubkey()), before + STAKE);

    // and the fees of its job go to whom they belong
    network.send(&[token::fees_distribute(network.market)], &[]).expect("fees");
}

#[test]
fn workers_come_and_go() {
    // Given a network that is paused altogether, when workers are registered and retired, then they are
    let mut scene = paused(ALL);
    let worker = scene.network.worker_with(&scene.operator, "newcomer", worker_args());
    let retire = jobs::worker_retire(worker.wallet, worker.key.pubkey());
    scene.network.send(&[retire], &[&scene.operator.wallet]).expect("retire");
    assert_eq!(scene.network.worker_account(&worker.address).retired, 1);
}
