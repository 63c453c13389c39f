//! What the programs refuse around co-signatures, each by its name.

use furnace_client::accounts::{Job, JobState};
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::instructions::jobs;
use furnace_common::bps;
use furnace_common::dispute::MIN_AUDIT_BPS;
use furnace_common::state::Payment;
use furnace_tests::errors::assert_error;
use furnace_tests::network::dollars::market_terms_in;
use furnace_tests::network::{PRICE, gang_terms, market_terms, replica_terms};
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use solana_signer::Signer;

use crate::attested::{assert_paid, attested_scene, last_second};

#[test]
fn nothing_is_settled_without_a_co_signature_however_late() {
    // Given a result that nobody co-signed
    let (mut scene, _) = attested_scene();
    let job = scene.job(JobState::Review);
    last_second(&mut scene, job);
    assert_error(scene.network.try_settle(job), FurnaceJobsError::ReviewOpen);

    // When anyone settles it after its review, then it is refused, and nothing moves
    for seconds in [1, 1, 365 * 86_400] {
        scene.network.chain.advance(seconds);
        assert_error(scene.network.try_settle(job), FurnaceJobsError::AttestationOutstanding);
    }
    assert_eq!((scene.network.state(&job), scene.books()), (JobState::Review, (DEPOSIT - PRICE, PRICE)));
}

#[test]
fn only_the_markets_attestor_co_signs() {
    // Given a result in review, when any party co-signs it, the market's opener among them, then it is refused
    let (mut scene, attestor) = attested_scene();
    let job = scene.job(JobState::Review);
    let proper = jobs::job_attest(attestor.pubkey(), job, &scene.network.job(&job), [9; 32]);
    for thief in [&scene.worker.key, &scene.operator.wallet, &scene.client, &scene.stranger, &scene.network.authority] {
        let forged = replaced(proper.clone(), attestor.pubkey(), thief.pubkey());
        let result = scene.network.chain.send(&[forged], &[thief]);
        assert_error(result, FurnaceJobsError::NotAttestor);
    }
    // and the attestor itself does
    scene.network.send(&[proper], &[&attestor]).expect("co-signature");
}

#[test]
fn a_market_without_an_attestor_has_none() {
    // Given a result in a market that names nobody
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);

    // When somebody co-signs it, then it is refused; and it does not lapse
    assert_error(scene.network.try_attest(&scene.stranger, job), FurnaceJobsError::NotAttestor);
    scene.network.chain.advance(86_400);
    assert_error(scene.network.try_lapse(job), FurnaceJobsError::NothingToAttest);
    scene.network.try_settle(job).expect("settle");
    assert_paid(&scene, job);
}

#[test]
fn what_waits_for_an_audit_does_not_lapse() {
    // Given a result whose audit nobody drew, when its review is over, then it does not lapse
    let mut scene = Scene::new();
    let terms = MarketOpenInstructionArgs { audit_bps: bps::ONE, ..market_terms(0) };
    scene.network.market = scene.network.open_market(&scene.stranger, terms);
    let job = scene.job(JobState::Review);
    scene.network.chain.advance(86_400);
    assert_error(scene.network.try_lapse(job), FurnaceJobsError::NothingToAttest);
}

#[test]
fn a_result_is_co_signed_once_and_does_not_lapse_then() {
    // Given a result that was co-signed
    let (mut scene, attestor) = attested_scene();
    let job = scene.job(JobState::Review);
    scene.network.try_attest(&attestor, job).expect("co-signature");

    // When it is co-signed again, or somebody lets it lapse, at once or late, then it is refused
    for seconds in [0, 86_400] {
        scene.network.chain.advance(seconds);
        assert_error(scene.network.try_attest(&attestor, job), FurnaceJobsError::NothingToAttest);
        assert_error(scene.network.try_lapse(job), FurnaceJobsError::NothingToAttest);
    }
    scene.network.try_settle(job).expect("settle");
    assert_paid(&scene, job);
}

#[test]
fn another_result_than_the_jobs_is_not_co_signed() {
    // Given a result in review, when the attestor co-signs another, none, or that of another attempt, then it is refused
    let (mut scene, attestor) = attested_scene();
    let job = scene.job(JobState::Review);
    let account = scene.network.job(&job);
    let earlier = Job { attempts: 1, ..account.clone() };
    for (account, result) in
        [(&account, [0; 32]), (&account, [10; 32]), (&account, account.log_hash), (&earlier, [9; 32])]
    {
        let attest = jobs::job_attest(attestor.pubkey(), job, account, result);
        assert_error(scene.network.send(&[attest], &[&attestor]), FurnaceJobsError::OtherResult);
    }
}

#[test]
fn only_a_result_in_review_is_co_signed_or_lapses() {
    use JobState::*;
    for state in [Open, Assigned, Running, Disputed, Settled, Failed] {
        // Given a job in any other state, which had a worker
        let (mut scene, attestor) = attested_scene();
        let job = scene.job(state);
        if state == Open {
            assert_error(scene.network.try_attest(&attestor, job), FurnaceJobsError::JobNotInReview);
            scene.lose(job);
        }
        let books = scene.books();

        // When the attestor co-signs what there is, or somebody lets it lapse, then it is refused
        assert_error(scene.network.try_attest(&attestor, job), FurnaceJobsError::JobNotInReview);
        scene.network.chain.advance(365 * 86_400);
        assert_error(scene.network.try_lapse(job), FurnaceJobsError::JobNotInReview);
        assert_eq!(scene.books(), books);
    }
}

#[test]
fn a_market_has_audits_or_an_attestor() {
    let mut scene = Scene::new();
    let attestor = scene.stranger.pubkey();
    for (index, audit_bps) in (0..).zip([MIN_AUDIT_BPS, bps::ONE]) {
        // Given both, when a market is opened, then it is refused
        let both = MarketOpenInstructionArgs { attestor, audit_bps, ..market_terms(index) };
        let result = scene.network.try_open_market(&scene.stranger, both);
        assert_error(result, FurnaceJobsError::ParameterOutOfBounds);
    }
    for (index, payment) in (2..).zip([Payment::Heat, Payment::HeatForUsd, Payment::Usd]) {
        // Given an attestor alone, when a market is opened, then it is, whatever it is paid in
        let terms = MarketOpenInstructionArgs { attestor, ..market_terms_in(payment, index) };
        let market = scene.network.open_market(&scene.stranger, terms);
        assert_eq!((scene.network.market(&market).attestor, scene.network.market(&market).audit_bps), (attestor, 0));
    }
}

#[test]
fn a_crew_is_not_posted_where_results_are_co_signed() {
    // Given a job for replicas, and one for a gang, when it is posted there, then it is refused and nothing is held
    let (mut scene, _) = attested_scene();
    let market = scene.network.market;
    for terms in [replica_terms(PRICE, 3, 2), gang_terms(PRICE, 2)] {
        let result = scene.network.try_post(&scene.client, market, terms);
        assert_error(result, FurnaceJobsError::WrongCrew);
        assert_eq!(scene.books(), (DEPOSIT, 0));
    }
}
