//! A price that is missing holds nobody's money up for more than a day.

use furnace_client::accounts::JobState;
use furnace_client::furnace::accuser_bond;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::pda;
use furnace_common::dispute::COMMITTEE_SECONDS;
use furnace_common::limits::PRICE_GRACE_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::price_update::PriceUpdate;
use furnace_tests::scene::DEPOSIT;
use solana_signer::Signer;

use crate::dollars_in_heat::{WORTH, job, scene};

#[test]
fn a_day_after_the_review_the_price_of_the_posting_counts() {
    // Given a job whose review is over since a day but for a second, and no price
    let (mut scene, venue) = scene();
    let job = job(&mut scene, &venue, JobState::Review);
    let due_at = scene.network.job(&job).review_ends_at;
    scene.network.chain.set_time(due_at + PRICE_GRACE_SECONDS - 1);
    assert_error(scene.network.try_settle_at(job, None), FurnaceJobsError::PriceMissing);

    // When the second has passed, then anyone settles it at the price at which it was posted
    scene.network.chain.advance(1);
    scene.network.try_settle_at(job, None).expect("settle");
    assert_eq!(scene.books(), (DEPOSIT - WORTH, 0));
}

#[test]
fn a_price_of_the_moment_counts_even_then() {
    // Given a job that is long overdue, and a price that doubled, when it is settled at that, then that counts
    let (mut scene, venue) = scene();
    let job = job(&mut scene, &venue, JobState::Review);
    scene.network.chain.set_time(scene.network.job(&job).review_ends_at + 2 * PRICE_GRACE_SECONDS);
    let doubled = PriceUpdate { price: 50_000_000, confidence: 0, ..PriceUpdate::now(&scene.network) };
    let update = Some(doubled.post(&mut scene.network));
    scene.network.try_settle_at(job, update).expect("settle");
    assert_eq!(scene.books(), (DEPOSIT - 2_000_000, 0));
}

#[test]
fn a_disputes_day_begins_when_the_dispute_ends() {
    // Given a disputed job of which nobody is there to judge, so that its result soon counts as right
    let (mut scene, venue) = scene();
    let job = job(&mut scene, &venue, JobState::Review);
    scene.network.give(&scene.client.pubkey(), accuser_bond(&scene.network.job(&job)));
    let dispute = scene.network.dispute(&scene.client, job, CLAIMED_HASH);
    scene.network.chain.advance(COMMITTEE_SECONDS + 1);
    scene.network.finish_dispute(dispute);

    // When a day but for a second has passed since, then a price is still missing
    scene.network.chain.advance(PRICE_GRACE_SECONDS - 1);
    assert_error(scene.network.try_settle_at(job, None), FurnaceJobsError::PriceMissing);

    // and a second later the worker has the worth of the price, beside a tenth of what it was in HEAT when posted
    scene.network.chain.advance(1);
    scene.network.try_settle_at(job, None).expect("settle");
    assert_eq!(scene.books(), (DEPOSIT - WORTH, 0));
    let trouble = 4_040_405u64.div_ceil(2) / 5;
    let income = scene.network.tokens(&pda::income_vault(&scene.operator.pool, &pda::heat_mint()));
    let earned = scene.network.book(&scene.operator.operator).earned[0];
    assert_eq!(income, earned + trouble);
}

#[test]
fn a_worker_does_not_wait_for_a_better_price_while_the_review_is_open() {
    // Given a job in review, when anyone settles it at a price of their liking, then it is refused
    let (mut scene, venue) = scene();
    let job = job(&mut scene, &venue, JobState::Review);
    let update = Some(PriceUpdate::now(&scene.network).post(&mut scene.network));
    assert_error(scene.network.try_settle_at(job, update), FurnaceJobsError::ReviewOpen);
}
