//! A job whose result is being judged waits for that, whatever its parties want and however long it takes.

use furnace_client::accounts::{Job, JobState};
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::dispute::COMMITTEE_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::{PRICE, REVIEW_SECONDS};
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_address::Address;
use solana_signer::Signer;

/// The disputed job's first dispute, of which nobody is there to judge, ends for the worker.
fn fall(scene: &mut Scene, job: Address) {
    scene.network.chain.advance(COMMITTEE_SECONDS + 1);
    scene.network.finish_dispute(pda::dispute(&job, 0).0);
}

#[test]
fn the_price_stays_held_and_nothing_of_it_is_put_down() {
    // Given a job in review, a second before its end, and a client whose whole balance is held for it
    let mut scene = Scene::with(1_000_000_000, PRICE);
    let job = scene.job(JobState::Review);
    scene.network.chain.advance(i64::from(REVIEW_SECONDS) - 1);

    // When the client says that the result is wrong, then the job waits as it was, and the bond is none of its balance
    let bond = 5 * PRICE / 2;
    scene.network.give(&scene.client.pubkey(), bond);
    let before = scene.network.job(&job);
    scene.network.dispute(&scene.client, job, CLAIMED_HASH);
    let after = scene.network.job(&job);
    assert_eq!((after.state(), after.disputes), (Some(JobState::Disputed), 1));
    assert_eq!((after.result_hash, after.review_ends_at), (before.result_hash, before.review_ends_at));
    assert_eq!((scene.books(), scene.locked()), ((0, PRICE), PRICE));
    assert_eq!((scene.network.heat(&scene.client.pubkey()), scene.network.bonds()), (0, bond));
    let balance = scene.network.balance(&scene.client.pubkey());
    assert_eq!((balance.rejected, balance.lost_disputes), (1, 0));
}

#[test]
fn nobody_settles_it_before_there_is_a_ruling() {
    // Given a disputed job, when its client accepts, or a stranger settles after whatever time, then it is refused
    let mut scene = Scene::new();
    let job = scene.job(JobState::Disputed);
    assert_error(scene.network.try_settle(job), FurnaceJobsError::ReviewOpen);
    for seconds in [i64::from(REVIEW_SECONDS), 365 * 86_400] {
        assert_error(scene.network.try_accept(&scene.client, job), FurnaceJobsError::JobNotInReview);
        scene.network.chain.advance(seconds);
        assert_error(scene.network.try_settle(job), FurnaceJobsError::JobNotInReview);
    }

    // and once the result was found right, anyone settles it at once
    fall(&mut scene, job);
    scene.network.try_settle(job).expect("settle");
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE, 0), 0));
    let balance = scene.network.balance(&scene.client.pubkey());
    assert_eq!((balance.rejected, balance.lost_disputes, balance.settled), (1, 1, 1));
}

#[test]
fn only_a_job_in_review_is_disputed_and_in_time() {
    for state in [JobState::Assigned, JobState::Running, JobState::Disputed, JobState::Settled] {
        // Given a job that is not in review, when its client says that the result is wrong, then it is refused
        let mut scene = Scene::new();
        let job = scene.job(state);
        scene.network.give(&scene.client.pubkey(), 5 * PRICE);
        let (books, heat) = (scene.books(), scene.network.heat(&scene.client.pubkey()));
        let result = scene.network.try_dispute(&scene.client, job, CLAIMED_HASH);
        assert_error(result, FurnaceJobsError::JobNotInReview);
        assert_eq!((scene.books(), scene.network.heat(&scene.client.pubkey())), (books, heat));
    }
    // and once the review is over, nobody has settled it, and it is refused all the same
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    scene.network.give(&scene.client.pubkey(), 5 * PRICE);
    scene.network.chain.advance(i64::from(REVIEW_SECONDS));
    assert_error(scene.network.try_dispute(&scene.client, job, CLAIMED_HASH), FurnaceJobsError::ReviewOver);
    scene.network.try_settle(job).expect("settle");
}

#[test]
fn what_was_found_right_is_not_judged_again() {
    // Given a job whose result was found right, when the client says once more that it is wrong, then it is refused
    let mut scene = Scene::new();
    let job = scene.job(JobState::Disputed);
    fall(&mut scene, job);
    // The review is over as soon as the ruling is there; a fault in the clock opens it again.
    scene.network.tamper(&job, |job: &mut Job| job.review_ends_at = i64::MAX);
    scene.network.give(&scene.client.pubkey(), 5 * PRICE);
    assert_error(scene.network.try_dispute(&scene.client, job, CLAIMED_HASH), FurnaceJobsError::AlreadyUpheld);
}

#[test]
fn a_job_that_nobody_disputed_counts_as_no_dispute() {
    // Given a job in review, when it is settled, then no dispute was lost
    let mut scene = Scene::new();
    scene.job(JobState::Settled);
    let balance = scene.network.balance(&scene.client.pubkey());
    assert_eq!((balance.rejected, balance.lost_disputes), (0, 0));
}

#[test]
fn a_worker_in_a_dispute_is_neither_late_nor_gone() {
    // Given a disputed job whose deadline is long over
    let mut scene = Scene::new();
    let job = scene.job(JobState::Disputed);
    scene.miss_deadline(job);

    // When it is reported, or hands the job back, then it is refused: it has delivered
    let late = scene.network.try_slash(job, scene.operator.pool, scene.reporter());
    assert_error(late, FurnaceSlashingError::JobNotHeld);
    assert_error(scene.network.try_quit(&scene.worker, job), FurnaceSlashingError::JobNotHeld);
    // and the client neither cancels, nor closes, nor withdraws what is held
    assert_error(scene.network.try_cancel(&scene.client, job), FurnaceJobsError::JobNotOpen);
    assert_error(scene.network.try_close(&scene.client, job), FurnaceJobsError::JobNotEnded);
    let client = scene.client.pubkey();
    let more_than_is_free = DEPOSIT - PRICE + 1;
    let all = jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), more_than_is_free);
    assert_error(scene.network.send(&[all], &[&scene.client]), FurnaceJobsError::BalanceTooLow);
    assert_eq!(scene.locked(), PRICE);
}
