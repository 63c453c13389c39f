//! Closing an ended job; the rent goes back to who paid it.

use furnace_client::accounts::{Job, JobState};
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::instructions::jobs::Venue;
use furnace_common::limits::RETENTION_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{PRICE, job_terms};
use furnace_tests::scene::{Scene, replaced};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// A cancelled job whose rent somebody else paid.
fn sponsored(scene: &mut Scene) -> (Keypair, Address) {
    let sponsor = scene.network.wallet("sponsor", 0);
    let (client, market) = (scene.client.pubkey(), scene.network.market);
    let number = scene.network.balance(&client).next_job;
    let (job, post) = jobs::job_post(client, sponsor.pubkey(), &Venue::heat(market), number, job_terms(PRICE));
    scene.network.send(&[post], &[&scene.client, &sponsor]).expect("job is posted");
    scene.network.try_cancel(&scene.client, job).expect("cancel");
    (sponsor, job)
}

fn lamports(scene: &Scene, address: &Address) -> u64 {
    scene.network.chain.account(address).map_or(0, |account| account.lamports)
}

#[test]
fn the_client_closes_at_once_and_the_rent_goes_to_who_paid_it() {
    // Given an ended job whose rent a sponsor paid
    let mut scene = Scene::new();
    let (sponsor, job) = sponsored(&mut scene);
    let rent = lamports(&scene, &job);
    assert_eq!(rent, scene.network.chain.svm.minimum_balance_for_rent_exemption(Job::LEN));
    let before = [&sponsor, &scene.client].map(|party| lamports(&scene, &party.pubkey()));

    // When the client closes it
    scene.network.try_close(&scene.client, job).expect("close");

    // Then the job is gone, the sponsor has its lamports to the last one, and the client none of them
    assert!(scene.network.chain.account(&job).is_none());
    let after = [&sponsor, &scene.client].map(|party| lamports(&scene, &party.pubkey()));
    assert_eq!(after, [before[0] + rent, before[1]]);
}

#[test]
fn others_wait_for_the_retention() {
    // Given an ended job, at the last second of its retention
    let mut scene = Scene::new();
    let (sponsor, job) = sponsored(&mut scene);
    scene.network.chain.advance(RETENTION_SECONDS);
    assert_error(scene.network.try_close(&scene.stranger, job), FurnaceJobsError::RetentionNotOver);
    assert_error(scene.network.try_close(&sponsor, job), FurnaceJobsError::RetentionNotOver);
    let (before, rent) = (lamports(&scene, &sponsor.pubkey()), lamports(&scene, &job));

    // When a stranger closes it a second later, then the rent still goes to who paid it
    scene.network.chain.advance(1);
    scene.network.try_close(&scene.stranger, job).expect("close");
    assert_eq!(lamports(&scene, &sponsor.pubkey()), before + rent);
}

#[test]
fn every_ended_job_can_be_closed() {
    for &state in JobState::ALL.iter().filter(|state| state.is_final()) {
        // Given a job that ended this way, when its client closes it, then it is gone
        let mut scene = Scene::new();
        let job = scene.job(state);
        scene.network.try_close(&scene.client, job).expect("close");
        assert!(scene.network.chain.account(&job).is_none());
    }
}

#[test]
fn a_job_that_has_not_ended_stays() {
    for &state in JobState::ALL.iter().filter(|state| !state.is_final()) {
        // Given a job under way, when its client or a stranger closes it, then it is refused
        let mut scene = Scene::new();
        let job = scene.job(state);
        scene.network.chain.advance(365 * 86_400);
        for closer in [&scene.client, &scene.stranger] {
            assert_error(scene.network.try_close(closer, job), FurnaceJobsError::JobNotEnded);
        }
    }
}

#[test]
fn nobody_else_gets_the_rent() {
    // Given an ended job whose rent a sponsor paid
    let mut scene = Scene::new();
    let (sponsor, job) = sponsored(&mut scene);

    // When its client wants the rent, then it is refused
    let close = jobs::job_close(scene.client.pubkey(), job, &scene.network.job(&job));
    let close = replaced(close, sponsor.pubkey(), scene.network.operator("other", 0).wallet.pubkey());
    assert_error(scene.network.send(&[close], &[&scene.client]), FurnaceJobsError::WrongRentPayer);
}
