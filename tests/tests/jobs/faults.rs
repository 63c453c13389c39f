//! What only a fault in the stored state could bring about is refused all the same.

use furnace_client::accounts::{ClientBalance, Job, JobState, Market, Worker};
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::pda;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{PRICE, job_terms};
use furnace_tests::scene::Scene;
use solana_signer::Signer;

#[test]
fn counters_do_not_wrap() {
    // Given a worker that has completed as many jobs as can be counted
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    scene.network.tamper(&scene.worker.address, |worker: &mut Worker| worker.completed = u64::MAX);
    // When another one is settled, then it is refused
    assert_error(scene.network.try_accept(&scene.client, job), FurnaceJobsError::Overflow);
}

#[test]
fn reservations_do_not_wrap() {
    // Given books that say that less is reserved than the job's price
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    let balance = pda::heat_balance(&scene.client.pubkey());
    scene.network.tamper(&balance, |balance: &mut ClientBalance| balance.reserved = PRICE - 1);
    // When the job is cancelled, then it is refused
    assert_error(scene.network.try_cancel(&scene.client, job), FurnaceJobsError::Overflow);
}

#[test]
fn unknown_states_are_no_state() {
    // Given a job whose state is a byte without meaning
    for state in [0, 10, u8::MAX] {
        let mut scene = Scene::new();
        let job = scene.job(JobState::Running);
        scene.network.tamper(&job, |job: &mut Job| job.state = state);
        // When it is touched, then it is refused
        assert_error(scene.network.try_submit(&scene.worker, job), FurnaceJobsError::UnknownState);
        assert_error(scene.network.try_close(&scene.client, job), FurnaceJobsError::UnknownState);
    }
}

#[test]
fn a_market_in_another_mint_takes_no_heat_balance() {
    // Given a market that is paid in another mint
    let mut scene = Scene::new();
    let (market, mint) = (scene.network.market, scene.network.foreign_mint("forger"));
    scene.network.tamper(&market, |market: &mut Market| market.payment_mint = mint);
    // When a job is posted there from a balance in HEAT, then it is refused
    let result = scene.network.try_post(&scene.client, market, job_terms(PRICE));
    assert_error(result, FurnaceJobsError::WrongBalance);
}
