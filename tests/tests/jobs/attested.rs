//! A market whose attestor co-signs results: what is paid, when, and by whose word.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::instructions::jobs::{self, Venue};
use furnace_common::fees;
use furnace_common::state::{AuditState, Payment, Verification};
use furnace_tests::chain::key;
use furnace_tests::events::assert_event;
use furnace_tests::network::dollars::market_terms_in;
use furnace_tests::network::{PRICE, REVIEW_SECONDS, attestation, job_terms, market_terms};
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::dollars::{DOLLARS, FEE, dollar_books};

/// The usual cast with a market of the stranger's whose results a service co-signs; all jobs go there.
pub(crate) fn attested_scene() -> (Scene, Keypair) {
    let (mut scene, attestor) = (Scene::new(), key("attestor"));
    let terms = MarketOpenInstructionArgs { attestor: attestor.pubkey(), ..market_terms(0) };
    scene.network.market = scene.network.open_market(&scene.stranger, terms);
    (scene, attestor)
}

/// The same with a market in dollars, and a job of ten of them in `state`.
pub(crate) fn dollar_job(payment: Payment, state: JobState) -> (Scene, Keypair, Venue, Address) {
    let (mut scene, attestor) = attested_scene();
    scene.network.add_dollars(&scene.client, DOLLARS);
    let terms = MarketOpenInstructionArgs { attestor: attestor.pubkey(), ..market_terms_in(payment, 1) };
    let market = scene.network.open_market(&scene.stranger, terms);
    let venue = scene.network.venue(market);
    let job = crate::dollars::job(&mut scene, &venue, state);
    (scene, attestor, venue, job)
}

/// Lets the last second come that belongs to the review.
pub(crate) fn last_second(scene: &mut Scene, job: Address) {
    let ends_at = scene.network.job(&job).review_ends_at;
    scene.network.chain.set_time(ends_at - 1);
}

/// The usual worker's part of a job is there, and nothing is held any more.
#[track_caller]
pub(crate) fn assert_paid(scene: &Scene, job: Address) {
    assert_eq!(scene.network.state(&job), JobState::Settled);
    assert_eq!(scene.network.tokens(&crate::income(&scene.operator.pool)), PRICE * 90 / 100);
    assert_eq!(scene.network.tokens(&scene.network.job(&job).escrow.fee_vault), PRICE * 5 / 100);
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE, 0), 0));
    let worker = scene.network.worker_account(&scene.worker.address);
    assert_eq!((worker.jobs, worker.completed, worker.failed), (0, 1, 0));
}

#[test]
fn a_co_signed_result_is_settled_by_anyone_at_once() {
    // Given a result in review, for which nothing is held but the price
    let (mut scene, attestor) = attested_scene();
    let job = scene.job(JobState::Review);
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE, PRICE), PRICE));
    let account = scene.network.job(&job);
    assert_eq!((account.verification, account.audit()), (Verification::Attested.byte(), Some(AuditState::Unattested)));
    let supply = scene.network.supply();

    // When the attestor co-signs it
    scene.network.chain.advance(1);
    let receipt = scene.network.try_attest(&attestor, job).expect("co-signature");

    // Then the review is over, and says so
    let fields = (job.to_bytes(), scene.worker.address.to_bytes(), attestation().result_hash);
    assert_event(&receipt, "JobAttested", fields);
    let account = scene.network.job(&job);
    assert_eq!((account.state(), account.audit()), (Some(JobState::Review), Some(AuditState::Clear)));
    assert_eq!(account.review_ends_at, scene.network.chain.now());

    // and somebody without any part in it settles in the same second
    scene.network.try_settle(job).expect("settle");
    assert_paid(&scene, job);
    assert_eq!(scene.network.supply(), supply - PRICE * 5 / 100);
}

#[test]
fn the_client_accepts_without_it() {
    // Given a result that the attestor has not seen, when the client accepts it, then it is paid
    let (mut scene, _) = attested_scene();
    let job = scene.job(JobState::Review);
    scene.network.try_accept(&scene.client, job).expect("accept");
    assert_paid(&scene, job);
}

#[test]
fn a_co_signature_counts_until_the_result_lapses() {
    for late in [-1, 0, 30 * 86_400] {
        // Given a result whose review is nearly over, over, or long over, and that nobody let lapse
        let (mut scene, attestor) = attested_scene();
        let job = scene.job(JobState::Review);
        scene.network.chain.advance(i64::from(REVIEW_SECONDS) + late);

        // When the attestor co-signs it, then it is paid
        scene.network.try_attest(&attestor, job).expect("co-signature");
        scene.network.try_settle(job).expect("settle");
        assert_paid(&scene, job);
    }
}

#[test]
fn a_closed_market_keeps_its_attestor() {
    // Given a job that is posted before its market closes
    let (mut scene, attestor) = attested_scene();
    let (job, market) = (scene.job(JobState::Open), scene.network.market);
    let close = jobs::market_close(market, &scene.network.market(&market), scene.reporter());
    scene.network.send(&[close], &[&scene.stranger]).expect("market closes");

    // When it is delivered, then the attestor co-signs, and it is paid
    scene.network.drive(&scene.worker, job, JobState::Review);
    scene.network.try_attest(&attestor, job).expect("co-signature");
    scene.network.try_settle(job).expect("settle");
    assert_paid(&scene, job);
}

#[test]
fn jobs_that_name_their_worker_or_let_workers_bid_are_co_signed_too() {
    let (mut scene, attestor) = attested_scene();
    let market = scene.network.market;
    // Given a job that names its worker, and one that is awarded to a bidder
    let terms = JobTerms { designated: scene.worker.address, ..job_terms(PRICE) };
    let named = scene.network.try_post(&scene.client, market, terms).expect("post");
    scene.network.try_claim(&scene.worker, named).expect("claim");
    let awarded = scene.network.auctioned(&scene.client, PRICE);
    scene.network.try_bid(&scene.worker, awarded, PRICE / 2).expect("bid");
    scene.network.try_award(&scene.client, awarded, &scene.worker, PRICE).expect("award");

    // When each is delivered and co-signed, then each is paid, the second at the price of its bid
    for job in [named, awarded] {
        scene.network.try_start(&scene.worker, job).expect("start");
        scene.network.try_submit(&scene.worker, job).expect("submit");
        scene.network.try_attest(&attestor, job).expect("co-signature");
        scene.network.try_settle(job).expect("settle");
    }
    assert_eq!(scene.network.tokens(&crate::income(&scene.operator.pool)), PRICE * 3 / 2 * 90 / 100);
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE * 3 / 2, 0), 0));
}

#[test]
fn what_is_quoted_in_dollars_is_co_signed_too() {
    // Given results in markets that are paid in dollars, and in HEAT, of which ten dollars are 39.6 at the high end
    let in_heat = fees::settle(39_603_960, 1_000, 5_000).expect("parts").worker;
    for (payment, paid) in [(Payment::Usd, [0, FEE * 90 / 100]), (Payment::HeatForUsd, [in_heat, 0])] {
        let (mut scene, attestor, venue, job) = dollar_job(payment, JobState::Review);

        // When they are co-signed, then anyone settles them
        scene.network.try_attest(&attestor, job).expect("co-signature");
        scene.network.try_settle_at(job, venue.price_update).expect("settle");
        let earned = crate::incomes(&scene.network, &scene.operator.pool).map(|vault| scene.network.tokens(&vault));
        assert_eq!((earned, scene.locked()), (paid, 0));
        let spent = if payment == Payment::Usd { FEE } else { 0 };
        assert_eq!(dollar_books(&scene), (DOLLARS - spent, 0));
    }
}
