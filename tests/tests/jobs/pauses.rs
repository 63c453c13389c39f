//! While new jobs are paused, everything that has begun goes on.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::{governance, jobs};
use furnace_client::pda;
use furnace_common::limits::{LEAVING_SECONDS, RETENTION_SECONDS};
use furnace_common::pause;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{CLAIM_SECONDS, PRICE, REVIEW_SECONDS, job_terms, worker_args};
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_signer::Signer;

/// The guardian pauses what the bits name.
fn pause(scene: &mut Scene, what: u8) {
    let guardian = scene.network.guardian.insecure_clone();
    scene.network.send(&[governance::pause(guardian.pubkey(), what)], &[&guardian]).expect("pause");
}

#[test]
fn no_job_is_posted_until_the_authority_lets_them_go_on() {
    // Given a network whose guardian paused new jobs
    let mut scene = Scene::new();
    pause(&mut scene, pause::JOBS);

    // When a client posts, then it is refused and nothing is reserved
    let market = scene.network.market;
    let result = scene.network.try_post(&scene.client, market, job_terms(PRICE));
    assert_error(result, FurnaceJobsError::JobsPaused);
    assert_eq!(scene.books(), (DEPOSIT, 0));

    // and once the authority lets them go on, it is posted
    let authority = scene.network.authority.insecure_clone();
    let unpause = governance::unpause(authority.pubkey(), pause::JOBS);
    scene.network.send(&[unpause], &[&authority]).expect("unpause");
    scene.job(JobState::Open);
}

#[test]
fn a_pause_of_stakes_is_none_of_jobs() {
    // Given a network on which new stakes alone are paused, when a client posts, then the job goes all the way
    let mut scene = Scene::new();
    pause(&mut scene, pause::STAKES);
    scene.job(JobState::Settled);
}

#[test]
fn a_job_that_was_posted_goes_all_the_way() {
    // Given jobs in every state that can go on, and a pause of everything
    let mut scene = Scene::new();
    let [cancelled, expired, held] = [(); 3].map(|()| scene.job(JobState::Open));
    let [accepted, settled] = [(); 2].map(|()| scene.job(JobState::Review));
    pause(&mut scene, pause::ALL);

    // When each of them goes on, then nothing stands in the way
    scene.network.drive(&scene.worker, held, JobState::Review);
    scene.network.try_accept(&scene.client, held).expect("accept");
    scene.network.try_accept(&scene.client, accepted).expect("accept");
    scene.network.try_cancel(&scene.client, cancelled).expect("cancel");
    scene.network.chain.advance(i64::from(CLAIM_SECONDS + REVIEW_SECONDS));
    scene.network.try_settle(settled).expect("settle");
    scene.network.try_expire(expired).expect("expire");
    scene.network.chain.advance(RETENTION_SECONDS + 1);
    let stranger = scene.stranger.insecure_clone();
    for job in [cancelled, expired, held, accepted, settled] {
        scene.network.try_close(&stranger, job).expect("close");
    }
    assert_eq!(scene.books(), (DEPOSIT - 3 * PRICE, 0));
}

#[test]
fn penalties_are_taken_and_everybody_leaves() {
    // Given a job that runs, another that is held, and a pause of everything
    let mut scene = Scene::new();
    let [missed, returned] = [(); 2].map(|()| scene.job(JobState::Running));
    pause(&mut scene, pause::ALL);

    // When one is handed back and the other misses its deadline, then both penalties are taken
    let (reporter, pool) = (scene.reporter(), scene.operator.pool);
    scene.network.try_quit(&scene.worker, returned).expect("quit");
    scene.miss_deadline(missed);
    scene.network.try_slash(missed, pool, reporter).expect("slash");
    for job in [missed, returned] {
        scene.network.try_cancel(&scene.client, job).expect("cancel");
    }
    // and client, worker and operator leave with what is theirs
    let (client, wallet) = (scene.client.pubkey(), scene.operator.wallet.pubkey());
    let (free, _) = scene.books();
    let retire = jobs::worker_retire(wallet, scene.worker.key.pubkey());
    let leave = [jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), free), retire];
    scene.network.send(&leave, &[&scene.client, &scene.operator.wallet]).expect("client and worker leave");
    scene.network.chain.advance(LEAVING_SECONDS);
    let close = jobs::operator_close(wallet, scene.network.payer());
    scene.network.send(&[close], &[&scene.operator.wallet]).expect("the operator leaves");
    assert_eq!(scene.network.heat(&client), free);
}

#[test]
fn parties_still_come_while_jobs_are_paused() {
    // Given a pause of new jobs, when a client and a worker come, then both are let in
    let mut scene = Scene::new();
    pause(&mut scene, pause::JOBS);
    scene.network.client("newcomer", DEPOSIT);
    scene.network.worker_with(&scene.operator, "new worker", worker_args());
    assert_eq!(scene.network.book(&scene.operator.operator).workers, 2);
}
