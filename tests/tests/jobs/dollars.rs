//! Jobs that are quoted and paid in dollars.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs::{self, Venue};
use furnace_client::pda;
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_common::state::Payment;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::dollars::{USD, market_terms_in};
use furnace_tests::network::{REVIEW_SECONDS, job_terms};
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use solana_address::Address;
use solana_signer::Signer;

/// Dollars in the client's balance, base units.
pub(crate) const DOLLARS: u64 = 50 * USD;
/// The price of a job, micro-dollars.
pub(crate) const FEE: u64 = 10 * USD;

/// A scene with a market of the stranger's that is paid in dollars, and a client that has some.
pub(crate) fn scene() -> (Scene, Venue) {
    let mut scene = Scene::new();
    scene.network.add_dollars(&scene.client, DOLLARS);
    let market = scene.network.open_market(&scene.stranger, market_terms_in(Payment::Usd, 0));
    let venue = scene.network.venue(market);
    (scene, venue)
}

/// A job of ten dollars in `state`.
pub(crate) fn job(scene: &mut Scene, venue: &Venue, state: JobState) -> Address {
    let job = scene.network.try_post_at(&scene.client, venue, job_terms(FEE)).expect("post");
    scene.network.drive(&scene.worker, job, state);
    job
}

/// Free and reserved dollars of the client; they must equal the vault.
#[track_caller]
pub(crate) fn dollar_books(scene: &Scene) -> (u64, u64) {
    let balance = scene.network.dollar_balance(&scene.client.pubkey());
    assert_eq!(scene.network.tokens(&balance.vault), balance.free + balance.reserved, "vault equals books");
    (balance.free, balance.reserved)
}

#[test]
fn dollars_are_held_and_heat_is_at_stake() {
    // Given a price of 0.25 dollars for a HEAT, give or take a quarter of a cent
    let (mut scene, venue) = scene();

    // When a client posts a job of ten dollars and a worker claims it
    let job = job(&mut scene, &venue, JobState::Assigned);

    // Then ten dollars are held and no HEAT, and the collateral is their worth at the low end, rounded up
    assert_eq!((dollar_books(&scene), scene.books()), ((DOLLARS - FEE, FEE), (DEPOSIT, 0)));
    assert_eq!(scene.locked(), 40_404_041);
    let (escrow, client) = (scene.network.job(&job).escrow, scene.client.pubkey());
    assert_eq!(escrow.balance, pda::balance(&client, &scene.network.usd_mint));
    assert_eq!(escrow.compensation, pda::heat_balance(&client));
    assert_eq!((escrow.price_mantissa, escrow.price_confidence, escrow.price_exponent), (25_000_000, 250_000, -8));
}

#[test]
fn a_settlement_pays_dollars_and_burns_nothing_yet() {
    for by_client in [true, false] {
        // Given a job in review, and no price any more
        let (mut scene, venue) = scene();
        let job = job(&mut scene, &venue, JobState::Review);
        scene.network.chain.advance(i64::from(REVIEW_SECONDS));

        // When it is accepted or settled
        match by_client {
            true => scene.network.try_accept(&scene.client, job).expect("accept"),
            false => scene.network.try_settle(job).expect("settle"),
        };

        // Then nine dollars are the pool's income, and one waits to be auctioned and distributed
        let [heat, dollars] = crate::incomes(&scene.network, &scene.operator.pool);
        let fee_vault = pda::fee_vault(&venue.market, &venue.mint);
        assert_eq!((scene.network.tokens(&heat), scene.network.tokens(&dollars)), (0, 9 * USD));
        assert_eq!((scene.network.tokens(&fee_vault), scene.network.supply()), (USD, GENESIS_SUPPLY));
        assert_eq!(scene.network.book(&scene.operator.operator).earned, [0, 9 * USD]);
        assert_eq!((dollar_books(&scene), scene.books()), ((DOLLARS - FEE, 0), (DEPOSIT, 0)));
        assert_eq!(scene.locked(), 0);
    }
}

#[test]
fn a_client_needs_a_heat_balance_of_its_own_beside() {
    // Given a dollar job, when it names no balance in HEAT, another client's, or the dollars themselves
    let (mut scene, venue) = scene();
    let other = scene.network.client("other", HEAT).pubkey();
    let client = scene.client.pubkey();
    let (_, proper) = jobs::job_post(client, scene.network.payer(), &venue, 0, job_terms(FEE));
    let own = pda::heat_balance(&client);
    let absent = furnace_client::program::JOBS;
    for wrong in [absent, pda::heat_balance(&other)] {
        // Then it is refused
        let post = replaced(proper.clone(), own, wrong);
        assert_error(scene.network.send(&[post], &[&scene.client]), FurnaceJobsError::WrongCompensation);
    }
    assert_eq!(dollar_books(&scene), (DOLLARS, 0));
}

#[test]
fn each_market_takes_its_own_mint_alone() {
    // Given markets in dollars and in HEAT, when a job is posted from the wrong balance, then it is refused
    let (mut scene, venue) = scene();
    let heat_market = Venue { market: scene.network.market, ..venue };
    let in_heat = Venue { mint: pda::heat_mint(), ..venue };
    for crossed in [heat_market, in_heat] {
        let result = scene.network.try_post_at(&scene.client, &crossed, job_terms(FEE));
        assert_error(result, FurnaceJobsError::WrongBalance);
    }
}

#[test]
fn a_dollar_job_without_a_price_is_refused() {
    // Given no price update, when a dollar job is posted, then it is refused: what is at stake is in HEAT
    let (mut scene, venue) = scene();
    let unpriced = Venue { price_update: None, ..venue };
    let result = scene.network.try_post_at(&scene.client, &unpriced, job_terms(FEE));
    assert_error(result, FurnaceJobsError::PriceMissing);
}

#[test]
fn cancelling_and_expiring_return_dollars() {
    // Given an open dollar job, when it is cancelled, then the dollars are free again
    let (mut scene, venue) = scene();
    let job = job(&mut scene, &venue, JobState::Open);
    scene.network.try_cancel(&scene.client, job).expect("cancel");
    assert_eq!(dollar_books(&scene), (DOLLARS, 0));
}
