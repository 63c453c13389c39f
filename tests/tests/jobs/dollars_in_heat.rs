//! Jobs that are quoted in dollars and paid in HEAT at the price of the moment.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs::Venue;
use furnace_client::pda;
use furnace_common::fees;
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_common::state::Payment;
use furnace_tests::errors::assert_error;
use furnace_tests::network::dollars::{USD, market_terms_in};
use furnace_tests::network::{Network, job_terms};
use furnace_tests::price_update::PriceUpdate;
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_address::Address;

/// Held for a dollar at 0.25 give or take a hundredth of it: its worth at the low end and a fifth, rounded up.
pub(crate) const HELD: u64 = 4_040_405 + 808_081;
/// Worth of a dollar at the high end, rounded down.
pub(crate) const WORTH: u64 = 3_960_396;

/// A scene with a market of the stranger's that quotes in dollars.
pub(crate) fn scene() -> (Scene, Venue) {
    let mut scene = Scene::new();
    let market = scene.network.open_market(&scene.stranger, market_terms_in(Payment::HeatForUsd, 0));
    let venue = scene.network.venue(market);
    (scene, venue)
}

/// A job of a dollar in `state`.
pub(crate) fn job(scene: &mut Scene, venue: &Venue, state: JobState) -> Address {
    let job = scene.network.try_post_at(&scene.client, venue, job_terms(USD)).expect("post");
    scene.network.drive(&scene.worker, job, state);
    job
}

/// Puts a price on the chain: so many hundred-millionths of a dollar for a HEAT, without doubt.
fn price(network: &mut Network, price: i64) -> Option<Address> {
    let update = PriceUpdate { price, confidence: 0, ..PriceUpdate::now(network) };
    Some(update.post(network))
}

#[test]
fn a_fifth_more_than_the_price_is_held() {
    // Given a client, when it posts a job of a dollar
    let (mut scene, venue) = scene();
    let job = job(&mut scene, &venue, JobState::Assigned);

    // Then its worth in HEAT and a margin are held, and the collateral is the worth alone
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - HELD, HELD), 4_040_405));
    let account = scene.network.job(&job);
    assert_eq!((account.price, account.escrow.reserved), (USD, HELD));
    assert_eq!((account.escrow.balance, account.escrow.compensation), (venue_balance(&scene), venue_balance(&scene)));
}

fn venue_balance(scene: &Scene) -> Address {
    pda::heat_balance(&solana_signer::Signer::pubkey(&scene.client))
}

#[test]
fn the_price_of_the_moment_is_paid_and_the_rest_comes_back() {
    // Given a job in review and the price at which it was posted, a higher one, and one that the margin just covers
    for (now, worth) in [(25_000_000, 4_000_000), (50_000_000, 2_000_000), (21_000_000, 4_761_904)] {
        let (mut scene, venue) = scene();
        let job = job(&mut scene, &venue, JobState::Review);
        let update = price(&mut scene.network, now);

        // When the client accepts, then it pays what a dollar is worth now
        scene.network.try_accept_at(&scene.client, job, update).expect("accept");
        let parts = fees::settle(worth, 1_000, 5_000).expect("parts");
        assert_eq!(scene.network.tokens(&crate::income(&scene.operator.pool)), parts.worker);
        assert_eq!(scene.network.supply(), GENESIS_SUPPLY - parts.burn);
        assert_eq!((scene.books(), scene.network.job(&job).worth), ((DEPOSIT - worth, 0), worth));
    }
}

#[test]
fn no_more_is_paid_than_was_held() {
    // Given a price that fell to a tenth, when the client accepts, then all that was held is paid and no more
    let (mut scene, venue) = scene();
    let job = job(&mut scene, &venue, JobState::Review);
    let update = price(&mut scene.network, 2_500_000);
    scene.network.try_accept_at(&scene.client, job, update).expect("accept");
    assert_eq!(scene.books(), (DEPOSIT - HELD, 0));
}

#[test]
fn the_worker_bears_the_doubt_about_the_price() {
    // Given a price with a doubt of a hundredth, when the client accepts, then the high end counts
    let (mut scene, venue) = scene();
    let job = job(&mut scene, &venue, JobState::Review);
    scene.network.try_accept_at(&scene.client, job, venue.price_update).expect("accept");
    assert_eq!(scene.books(), (DEPOSIT - WORTH, 0));
}

#[test]
fn without_a_price_nothing_is_posted_or_paid() {
    // Given no price update, when a job is posted, accepted or settled, then it is refused
    let (mut scene, venue) = scene();
    let unpriced = Venue { price_update: None, ..venue };
    let result = scene.network.try_post_at(&scene.client, &unpriced, job_terms(USD));
    assert_error(result, FurnaceJobsError::PriceMissing);
    let job = job(&mut scene, &venue, JobState::Review);
    let accept = scene.network.try_accept_at(&scene.client, job, None);
    assert_error(accept, FurnaceJobsError::PriceMissing);
    scene.network.chain.set_time(scene.network.job(&job).review_ends_at);
    assert_error(scene.network.try_settle_at(job, None), FurnaceJobsError::PriceMissing);
    assert_eq!(scene.network.state(&job), JobState::Review);
}

#[test]
fn a_price_that_does_not_count_is_refused() {
    type Change = fn(&mut PriceUpdate);
    let wrong: [Change; 5] = [
        |update| update.published_at -= 61,
        |update| update.published_at += 11,
        |update| update.confidence = 250_001,
        |update| update.feed = [6; 32],
        |update| update.owner = furnace_client::program::JOBS,
    ];
    let (mut scene, venue) = scene();
    let job = job(&mut scene, &venue, JobState::Review);
    for change in wrong {
        // Given a price of old, of the future, of doubt, of another feed or by nobody
        let mut update = PriceUpdate::now(&scene.network);
        change(&mut update);
        let update = Some(update.post(&mut scene.network));
        // When a job is posted or accepted at it, then it is refused
        let venue = Venue { price_update: update, ..venue };
        let result = scene.network.try_post_at(&scene.client, &venue, job_terms(USD));
        assert_error(result, FurnaceJobsError::PriceRefused);
        let accept = scene.network.try_accept_at(&scene.client, job, update);
        assert_error(accept, FurnaceJobsError::PriceRefused);
    }
}
