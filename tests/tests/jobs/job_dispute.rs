//! How a dispute without a verdict ends: the accusation falls, and its bond is the worker's.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::pda;
use furnace_common::fees;
use furnace_common::limits::DISPUTE_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{PRICE, REVIEW_SECONDS};
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_signer::Signer;

const BOND: u64 = PRICE / 10;

/// What the operator earned, what the market collected, and what is burned.
fn outcome(scene: &Scene) -> (u64, u64, u64) {
    let income = scene.network.tokens(&crate::income(&scene.operator.pool));
    let fees = scene.network.tokens(&pda::fee_vault(&scene.network.market, &pda::heat_mint()));
    (income, fees, furnace_common::limits::GENESIS_SUPPLY - scene.network.supply())
}

#[test]
fn after_three_days_anyone_settles_it_with_the_bond() {
    // Given a disputed job
    let mut scene = Scene::new();
    let job = scene.job(JobState::Disputed);

    // When a stranger settles it too early, also after the review that was, then it is refused
    for seconds in [0, i64::from(REVIEW_SECONDS), i64::from(DISPUTE_SECONDS - REVIEW_SECONDS) - 1] {
        scene.network.chain.advance(seconds);
        assert_error(scene.network.try_settle(job), FurnaceJobsError::ReviewOpen);
    }
    // and once the time for a verdict is over, the worker has price and bond, of which the protocol has its part
    scene.network.chain.advance(1);
    scene.network.try_settle(job).expect("settle");
    let parts = fees::settle(PRICE + BOND, 1_000, 5_000).expect("parts");
    assert_eq!(outcome(&scene), (parts.worker, parts.fee, parts.burn));
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE - BOND, 0), 0));
    let balance = scene.network.balance(&scene.client.pubkey());
    assert_eq!((balance.rejected, balance.lost_disputes, balance.settled), (1, 1, 1));
}

#[test]
fn the_client_may_give_in() {
    // Given a disputed job, when its client accepts after all, then that costs the bond too
    let mut scene = Scene::new();
    let job = scene.job(JobState::Disputed);
    scene.network.try_accept(&scene.client, job).expect("accept");
    assert_eq!(scene.books(), (DEPOSIT - PRICE - BOND, 0));
    assert_eq!(scene.network.balance(&scene.client.pubkey()).lost_disputes, 1);
    // and it is settled once
    scene.network.chain.advance(i64::from(DISPUTE_SECONDS));
    assert_error(scene.network.try_settle(job), FurnaceJobsError::JobNotInReview);
    assert_error(scene.network.try_accept(&scene.client, job), FurnaceJobsError::JobNotInReview);
}

#[test]
fn a_job_that_nobody_rejected_counts_as_no_dispute() {
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
    let all = furnace_client::instructions::jobs::withdraw(
        client,
        pda::heat_mint(),
        pda::heat_account(&client),
        DEPOSIT - PRICE,
    );
    assert_error(scene.network.send(&[all], &[&scene.client]), FurnaceJobsError::BalanceTooLow);
    assert_eq!(scene.locked(), PRICE);
}
