//! Markets that audit a part of all results: what they may ask, what a job there holds, and what a worker risks.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::dispute::collateral_at_risk;
use furnace_common::state::{AuditState, Payment, Verification};
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::dollars::market_terms_in;
use furnace_tests::network::{PRICE, gang_terms, job_terms, market_terms, replica_terms};
use furnace_tests::scene::{DEPOSIT, STAKE, Scene};
use solana_signer::Signer;

use crate::books::assert_books;
use crate::court::FEE;
use crate::sampled::sampled_scene;

/// The least part of results that a market may audit.
const RARELY: u16 = 500;

#[test]
fn a_market_audits_nothing_or_a_part_that_deters() {
    // Given a market for each part, when it is opened, then only nothing and a twentieth to all are taken
    let mut scene = Scene::new();
    let parts = [(0, true), (1, false), (499, false), (500, true), (10_000, true), (10_001, false), (u16::MAX, false)];
    for (index, (audit_bps, is_taken)) in (0..).zip(parts) {
        let terms = MarketOpenInstructionArgs { audit_bps, ..market_terms(index) };
        let opened = scene.network.try_open_market(&scene.stranger, terms);
        if is_taken {
            let market = scene.network.market(&opened.expect("the market opens"));
            assert_eq!(market.audit_bps, audit_bps);
        } else {
            assert_error(opened, FurnaceJobsError::ParameterOutOfBounds);
        }
    }
}

#[test]
fn audits_are_paid_in_heat_alone() {
    // Given markets that audit, when jobs are paid in dollars, then they are not opened; quoted in dollars they are
    let mut scene = Scene::new();
    let audited = |payment, index| MarketOpenInstructionArgs { audit_bps: 2_000, ..market_terms_in(payment, index) };
    let in_dollars = scene.network.try_open_market(&scene.stranger, audited(Payment::Usd, 0));
    assert_error(in_dollars, FurnaceJobsError::ParameterOutOfBounds);
    scene.network.try_open_market(&scene.stranger, audited(Payment::HeatForUsd, 1)).expect("the market opens");
}

#[test]
fn a_job_holds_the_fee_of_an_audit_beside_its_price() {
    // Given a market that audits, when a job is posted there, then half of its price is held for an audit
    let mut scene = sampled_scene(2_000);
    let job = scene.job(JobState::Open);
    assert_eq!(scene.books(), (DEPOSIT - PRICE - FEE, PRICE + FEE));
    let account = scene.network.job(&job);
    assert_eq!((account.audit_fee, account.vote_fee, account.audit_bps), (FEE, FEE, 2_000));
    assert_eq!(account.audit(), Some(AuditState::Pending));
    assert_eq!(account.verification, Verification::Sampled.byte());

    // and who has the price alone cannot post
    let left = scene.books().0;
    assert_error(
        scene.network.try_post(&scene.client, scene.network.market, job_terms(left)),
        FurnaceJobsError::BalanceTooLow,
    );
    assert_books(&scene.network);
}

#[test]
fn a_job_that_nobody_does_gives_the_fee_back() {
    // Given a market that audits, when a job is cancelled, expires or fails, then all is free again
    for state in [JobState::Cancelled, JobState::Expired, JobState::Failed] {
        let mut scene = sampled_scene(2_000);
        scene.job(state);
        let gained = scene.network.ledger().to_clients;
        assert_eq!(scene.books(), (DEPOSIT + gained, 0), "{state:?}");
        assert_books(&scene.network);
    }
}

#[test]
fn the_rarer_audits_are_the_more_is_at_risk() {
    // Given markets that audit, when a worker claims, then price x (1 / (part x 0.9) - 1) is locked, rounded up, but no
    // less than the market's factor
    for (audit_bps, collateral) in [(500, 212_222_223), (2_000, 45_555_556), (5_000, 12_222_223), (10_000, PRICE)] {
        let mut scene = sampled_scene(audit_bps);
        let job = scene.job(JobState::Assigned);
        assert_eq!(scene.network.job(&job).escrow.collateral, collateral, "{audit_bps}");
        assert_eq!(scene.locked(), collateral);
        assert_eq!(collateral_at_risk(PRICE, audit_bps).map(|risk| risk.max(PRICE)), Some(collateral));
        assert_books(&scene.network);
    }
}

#[test]
fn who_cannot_put_as_much_at_risk_does_not_claim() {
    // Given the dearest job for whose risk a pool has room, and one that is a unit dearer
    let mut scene = sampled_scene(RARELY);
    let most = (1..50 * HEAT).rev().find(|price| collateral_at_risk(*price, RARELY) <= Some(STAKE)).expect("a price");
    let [fits, too_dear] = [most, most + 1].map(|price| {
        let mut own = scene.network.copy();
        let job = own.post(&scene.client, price);
        (own, job)
    });

    // When the worker claims the one, then it may; the other it may not
    let (mut network, job) = fits;
    network.try_claim(&scene.worker, job).expect("claim");
    assert_books(&network);
    let (mut network, job) = too_dear;
    assert_error(network.try_claim(&scene.worker, job), FurnaceJobsError::CollateralTooLow);
    scene.network = network;
    assert_eq!(scene.locked(), 0);
}

#[test]
fn crews_are_not_audited() {
    // Given a market that audits every twentieth result, when replicas or a gang are asked for there
    for (terms, verification) in
        [(replica_terms(PRICE, 3, 2), Verification::Replicated), (gang_terms(PRICE, 3), Verification::ClientAccept)]
    {
        let mut scene = sampled_scene(RARELY);
        let job = scene.network.crewed(&scene.client, terms);

        // Then no fee is held, and the market's factor alone is at risk
        let account = scene.network.job(&job);
        assert_eq!(account.audit(), Some(AuditState::Clear));
        assert_eq!((account.audit_fee, account.audit_bps, account.escrow.collateral), (0, 0, PRICE));
        assert_eq!(account.verification, verification.byte());
        assert_eq!(scene.books(), (DEPOSIT - 3 * PRICE, 3 * PRICE));
    }
}

#[test]
fn an_award_scales_the_fee() {
    // Given an auction under twice the price in a market that audits, and a bid of an odd number of units
    let mut scene = sampled_scene(2_000);
    let bid = PRICE - 1;
    let job = scene.network.auctioned(&scene.client, 2 * PRICE);
    assert_eq!(scene.books().1, 2 * PRICE + PRICE);
    let collateral = scene.network.job(&job).escrow.collateral;
    assert_eq!(Some(collateral), collateral_at_risk(2 * PRICE, 2_000));
    scene.network.try_bid(&scene.worker, job, bid).expect("bid");

    // When it is awarded
    scene.network.try_award(&scene.client, job, &scene.worker, 2 * PRICE).expect("award");

    // Then half of the bid is held for an audit, rounded up, and as much is at risk as at the ceiling
    let account = scene.network.job(&job);
    assert_eq!((account.vote_fee, account.audit_fee, account.escrow.reserved), (FEE, FEE, bid + FEE));
    assert_eq!(scene.books(), (DEPOSIT - bid - FEE, bid + FEE));
    assert_eq!(scene.locked(), collateral);
    assert_books(&scene.network);
}

#[test]
fn the_fee_of_a_job_quoted_in_dollars_is_reckoned_in_heat() {
    // Given a market that audits, quotes in dollars and is paid in HEAT
    let mut scene = Scene::new();
    let terms = MarketOpenInstructionArgs { audit_bps: 2_000, ..market_terms_in(Payment::HeatForUsd, 0) };
    let market = scene.network.open_market(&scene.stranger, terms);
    let venue = scene.network.venue(market);

    // When a job is posted there
    let job = scene.network.try_post_at(&scene.client, &venue, job_terms(1_000_000)).expect("post");

    // Then half of what the price is in HEAT is held for an audit, beside the price and its margin
    let account = scene.network.job(&job);
    // An odd number of units: half of it is rounded up.
    let fee = account.audit_fee;
    let heat = 2 * fee - 1;
    assert_eq!((account.vote_fee, account.escrow.reserved), (fee, heat + heat.div_ceil(5) + fee));
    assert_eq!(Some(account.escrow.collateral), collateral_at_risk(heat, 2_000));
    assert_books(&scene.network);
}

#[test]
fn a_named_worker_is_audited_and_the_money_may_be_a_sponsors() {
    // Given a job for one worker alone, which a sponsor pays
    let mut scene = sampled_scene(2_000);
    let client = scene.client.pubkey();
    let withdraw = jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), DEPOSIT);
    scene.network.send(&[withdraw], &[&scene.client]).expect("the client has no money of its own");
    let sponsor = scene.network.wallet("sponsor", PRICE + FEE);
    let (source, balance) = (pda::heat_account(&sponsor.pubkey()), pda::heat_balance(&client));
    let give = jobs::sponsor(sponsor.pubkey(), balance, source, PRICE + FEE);
    scene.network.send(&[give], &[&sponsor]).expect("sponsor");

    // When it is posted, then the fee is held as ever
    let terms = JobTerms { designated: scene.worker.address, ..job_terms(PRICE) };
    let job = scene.network.try_post(&scene.client, scene.network.market, terms).expect("post");
    scene.network.drive(&scene.worker, job, JobState::Review);
    assert_eq!(scene.network.job(&job).audit(), Some(AuditState::Pending));
    assert_eq!(scene.books(), (0, PRICE + FEE));

    // and what is not used of it goes back to the sponsor
    scene.network.try_accept(&scene.client, job).expect("accept");
    let sponsors = scene.network.balance(&client).sponsors;
    assert_eq!((scene.books(), sponsors.total), ((FEE, 0), FEE));
    assert_books(&scene.network);
}
