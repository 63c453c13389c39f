//! The client says that a result is wrong, against a bond.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::limits::DISPUTE_SECONDS;
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::{PRICE, REVIEW_SECONDS, attestation};
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use furnace_tests::substitution::Free;
use solana_signer::Signer;

/// What rejecting a job of [`PRICE`] puts at stake.
const BOND: u64 = PRICE / 10;

#[test]
fn the_client_puts_down_a_bond_and_the_job_waits() {
    // Given a job in review, a second before its end
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    scene.network.chain.advance(i64::from(REVIEW_SECONDS) - 1);

    // When the client rejects it
    let receipt = scene.network.try_reject(&scene.client, job).expect("reject");

    // Then a tenth of the price is held too, and the job waits for a verdict
    let (account, now) = (scene.network.job(&job), scene.network.chain.now());
    assert_eq!((account.state(), account.claimed_hash), (Some(JobState::Disputed), CLAIMED_HASH));
    assert_eq!((account.bond, account.escrow.reserved), (BOND, PRICE + BOND));
    assert_eq!(account.review_ends_at, now + i64::from(DISPUTE_SECONDS));
    assert_eq!(account.result_hash, attestation().result_hash);
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE - BOND, PRICE + BOND), PRICE));
    assert_eq!(scene.network.balance(&scene.client.pubkey()).rejected, 1);
    let parties = (job.to_bytes(), scene.worker.address.to_bytes());
    assert_event(&receipt, "JobRejected", (parties, CLAIMED_HASH, BOND, account.review_ends_at));
}

#[test]
fn a_bond_is_rounded_up() {
    // Given jobs of odd prices, when they are rejected, then the bond is a tenth, rounded up
    let mut scene = Scene::new();
    for (price, bond) in [(1, 1), (10, 1), (11, 2), (19, 2), (21, 3)] {
        let job = scene.network.post(&scene.client, price);
        scene.network.drive(&scene.worker, job, JobState::Review);
        scene.network.try_reject(&scene.client, job).expect("reject");
        assert_eq!(scene.network.job(&job).bond, bond);
        scene.network.try_accept(&scene.client, job).expect("accept");
    }
}

#[test]
fn a_client_without_a_bond_cannot_reject() {
    // Given a client whose whole balance is held for the job, when it rejects, then it is refused
    let mut scene = Scene::with(1_000_000_000, PRICE + BOND - 1);
    let job = scene.job(JobState::Review);
    let result = scene.network.try_reject(&scene.client, job);
    assert_error(result, FurnaceJobsError::BalanceTooLow);
    assert_eq!(scene.books(), (BOND - 1, PRICE));
}

#[test]
fn only_a_job_in_review_is_rejected_once_and_in_time() {
    for state in [JobState::Open, JobState::Assigned, JobState::Running, JobState::Disputed, JobState::Settled] {
        // Given a job that is not in review, when the client rejects it, then it is refused
        let mut scene = Scene::new();
        let job = scene.job(state);
        let books = scene.books();
        assert_error(scene.network.try_reject(&scene.client, job), FurnaceJobsError::JobNotInReview);
        assert_eq!(scene.books(), books);
    }
    // and once the review is over, nobody has settled it, and it is refused all the same
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    scene.network.chain.advance(i64::from(REVIEW_SECONDS));
    assert_error(scene.network.try_reject(&scene.client, job), FurnaceJobsError::ReviewOver);
    scene.network.try_settle(job).expect("settle");
}

#[test]
fn whoever_rejects_names_another_result() {
    // Given a job in review, when the client names the worker's result or none, then it is refused
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    let account = scene.network.job(&job);
    for claimed in [account.result_hash, [0; 32]] {
        let reject = jobs::job_reject(job, &account, claimed);
        let result = scene.network.send(&[reject], &[&scene.client]);
        assert_error(result, FurnaceJobsError::SameResult);
    }
}

#[test]
fn nobody_but_the_client_rejects() {
    // Given a job in review, when anybody else rejects it, then it is refused
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    let proper = jobs::job_reject(job, &scene.network.job(&job), CLAIMED_HASH);
    for other in [&scene.worker.key, &scene.operator.wallet, &scene.stranger] {
        let forged = replaced(proper.clone(), scene.client.pubkey(), other.pubkey());
        assert_error(scene.network.send(&[forged], &[other]), FurnaceJobsError::NotClient);
    }
    assert_eq!(scene.network.state(&job), JobState::Review);
}

#[test]
fn the_bond_comes_from_the_balance_that_pays() {
    // Given another client's balance, when the bond is to come from there, then it is refused
    let mut crowd = Crowd::new();
    let job = crowd.scene.job(JobState::Review);
    let twin = crowd.scene.job(JobState::Review);
    let foreign = crowd.foreign_job(JobState::Review);
    let reject = jobs::job_reject(job, &crowd.scene.network.job(&job), CLAIMED_HASH);
    let [ours, theirs] = [&crowd.scene.client, &crowd.other].map(|client| pda::heat_balance(&client.pubkey()));
    let result = crowd.scene.network.send(&[replaced(reject.clone(), ours, theirs)], &[&crowd.scene.client]);
    assert_error(result, FurnaceJobsError::JobMismatch);
    // and so is every other account in any place
    let free = [Free { place: 1, why: "another job of the same client is as good" }];
    crowd.assert_checked(&reject, &[("a twin", twin), ("a foreign job", foreign)], &free);
}
