//! Claiming a lease: the first worker that may, for as long as it waits.

use furnace_client::accounts::Certificate;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{MarketOpenInstructionArgs, WorkerRegisterInstructionArgs};
use furnace_client::generated::jobs::types::{LeaseTerms, Needs};
use furnace_client::instructions::jobs;
use furnace_client::{pda, program};
use furnace_common::state::LeaseState;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::{CLAIM_SECONDS, certified, lease_terms, market_terms, needs, worker_args};
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use solana_signer::Signer;

use crate::stage::{HELD, RATE, Stage, terms};

#[test]
fn a_worker_puts_its_collateral_down_and_has_ten_minutes_to_start() {
    // Given an open lease
    let mut stage = Stage::open(terms());

    // When a worker claims it
    let receipt = stage.claim().expect("claim");

    // Then it holds the lease against its collateral, and nothing is billed yet
    let worker = stage.scene.worker.address;
    assert_event(&receipt, "LeaseClaimed", (stage.lease, worker, stage.began + 600));
    let account = stage.account();
    assert_eq!((stage.state(), account.worker), (LeaseState::Assigned, worker));
    assert_eq!(
        (account.worker_key, account.operator),
        (stage.scene.worker.key.pubkey(), stage.scene.operator.operator)
    );
    assert_eq!((account.claimed_at, account.start_by), (stage.began, stage.began + 600));
    assert_eq!((stage.scene.locked(), stage.books()), (HELD, (DEPOSIT - HELD, HELD)));
}

#[test]
fn a_lease_waits_to_the_last_second_and_no_longer() {
    // Given an open lease, when it is claimed in its last second, then it is; a second later no more
    let mut stage = Stage::open(terms());
    stage.at(i64::from(CLAIM_SECONDS)).claim().expect("claim");
    let mut late = Stage::open(terms());
    assert_error(late.at(i64::from(CLAIM_SECONDS) + 1).claim(), FurnaceJobsError::ClaimWindowOver);
}

#[test]
fn nobody_claims_a_lease_whose_time_is_up() {
    // Given a lease of little more than an hour that its worker left after an hour
    let mut stage = Stage::running(LeaseTerms { max_seconds: 3_700, ..terms() });
    stage.notice().expect("notice");
    stage.top_up(600 * RATE).expect("top up");
    stage.at(3_600).leave().expect("leave");

    // When it is claimed as long as time is left, then it is; at its end no more, though it could wait longer
    assert!(stage.account().expires_at > stage.account().ends_at);
    assert_error(stage.at(3_700).claim_second(), FurnaceJobsError::ClaimWindowOver);
    stage.at(3_699).claim_second().expect("claim");
}

#[test]
fn it_is_claimed_once() {
    // Given a lease that a worker holds, runs, ran out of or ended, when it is claimed, then it is refused
    let held: [fn(LeaseTerms) -> Stage; 3] = [Stage::assigned, Stage::running, Stage::suspended];
    for stage in held {
        let mut stage = stage(terms());
        assert_error(stage.claim_second(), FurnaceJobsError::LeaseNotOpen);
        assert_error(stage.claim(), FurnaceJobsError::LeaseNotOpen);
    }
    let mut ended = Stage::open(terms());
    ended.cancel().expect("cancel");
    assert_error(ended.claim(), FurnaceJobsError::LeaseNotOpen);
}

#[test]
fn a_lease_that_names_its_worker_is_for_that_one() {
    // Given a lease for the second worker, when the first claims it, then it is refused
    let mut stage = Stage::new();
    let designated = stage.second.address;
    stage.open_lease(LeaseTerms { designated, ..terms() }).expect("open");
    assert_error(stage.claim(), FurnaceJobsError::NotDesignated);
    stage.claim_second().expect("claim");
}

#[test]
fn a_rate_that_is_up_for_auction_is_not_claimed() {
    // Given a lease whose rate is up for auction, when it is claimed, then it is refused
    let mut stage = Stage::open(LeaseTerms { auction: true, ..terms() });
    assert_error(stage.claim(), FurnaceJobsError::LeaseAuctioned);
}

#[test]
fn a_rate_that_is_fixed_is_not_auctioned() {
    // Given a lease at a fixed rate, when its client asks for bids, then it is refused
    let mut stage = Stage::open(terms());
    let client = stage.scene.client.insecure_clone();
    let open = jobs::lease_bids_open(client.pubkey(), stage.network().payer(), stage.lease);
    assert_error(stage.send(&[open], &[&client]), FurnaceJobsError::LeaseNotAuctioned);
}

#[test]
fn only_the_workers_own_key_claims() {
    // Given a worker, when another key claims for it, then it is refused
    let mut stage = Stage::open(terms());
    let (worker, thief) = (&stage.scene.worker, stage.second.key.insecure_clone());
    let claim = jobs::lease_claim(worker.wallet, worker.key.pubkey(), stage.lease);
    let stolen = replaced(claim, worker.key.pubkey(), thief.pubkey());
    assert_error(stage.send(&[stolen], &[&thief]), FurnaceJobsError::NotWorker);
}

#[test]
fn the_market_says_what_a_worker_must_have() {
    let wrong = [
        (
            MarketOpenInstructionArgs { needs: Needs { min_vram_gib: 25, ..needs() }, ..market_terms(1) },
            FurnaceJobsError::HardwareTooSmall,
        ),
        (
            MarketOpenInstructionArgs { needs: Needs { min_gpus: 2, ..needs() }, ..market_terms(2) },
            FurnaceJobsError::HardwareTooSmall,
        ),
        (
            MarketOpenInstructionArgs { needs: Needs { regions: 0b10, ..needs() }, ..market_terms(3) },
            FurnaceJobsError::WrongRegion,
        ),
        (
            MarketOpenInstructionArgs { needs: Needs { class_multiplier: 101, ..needs() }, ..market_terms(4) },
            FurnaceJobsError::StakeTooLow,
        ),
        (MarketOpenInstructionArgs { collateral_bps: 50_000, ..market_terms(5) }, FurnaceJobsError::CollateralTooLow),
    ];
    // Given a worker of one GPU with 24 GiB in region 0, and the least stake for it
    let mut scene = Scene::with(200 * HEAT, 10 * DEPOSIT);
    for (market_terms, error) in wrong {
        let market = scene.network.open_market(&scene.stranger, market_terms);
        // When it claims where more is asked for, then it is refused
        let two_hours = LeaseTerms { funded_seconds: 7_200, ..terms() };
        let lease = scene.network.try_lease(&scene.client, market, two_hours).expect("open");
        assert_error(scene.network.try_lease_claim(&scene.worker, lease), error);
    }
    assert_eq!(scene.locked(), 0);
}

#[test]
fn a_market_that_asks_for_a_score_takes_who_is_certified_for_it() {
    // Given leases of a market that asks for a score
    let mut scene = Scene::new();
    let terms = MarketOpenInstructionArgs { needs: certified(), ..market_terms(1) };
    let market = scene.network.open_market(&scene.stranger, terms);
    let [lease, other] =
        [0, 1].map(|_| scene.network.try_lease(&scene.client, market, lease_terms(RATE)).expect("open"));

    // When a worker claims without a certificate, then it is refused
    assert_error(scene.network.try_lease_claim(&scene.worker, lease), FurnaceJobsError::CertificateMismatch);
    // and once it is certified it has one
    scene.network.certify(&scene.worker);
    let receipt = scene.network.try_lease_claim(&scene.worker, lease).expect("claim");
    assert!(receipt.compute_units <= 2_000, "{}", receipt.compute_units);

    // and none any more when its certificate is over, but keeps the one that it has
    scene.network.try_lease_start(&scene.worker, lease).expect("start");
    scene.network.tamper(&pda::certificate(&scene.worker.address), |it: &mut Certificate| {
        it.generations[0].expires_at = 0;
    });
    assert_error(scene.network.try_lease_claim(&scene.worker, other), FurnaceJobsError::CertificateTooLow);
    scene.network.chain.advance(60);
    scene.network.try_lease_settle(lease).expect("settle");
    // and nobody claims with what is no certificate
    let (worker, claimed) = (&scene.worker, jobs::lease_claim(scene.worker.wallet, scene.worker.key.pubkey(), other));
    let own = pda::certificate(&worker.address);
    for (given, error) in [
        (pda::attempt(&worker.address, 0), FurnaceJobsError::CertificateMismatch),
        (program::JOBS, FurnaceJobsError::CertificateMissing),
    ] {
        let claim = replaced(claimed.clone(), own, given);
        assert_error(scene.network.send(&[claim], &[&scene.worker.key]), error);
    }
}

#[test]
fn a_worker_holds_no_more_than_it_may() {
    // Given a worker for one order at a time, that runs a lease, when it claims another, then it is refused
    let mut scene = Scene::new();
    let args = WorkerRegisterInstructionArgs { max_jobs: 1, ..worker_args() };
    let single = scene.network.worker_with(&scene.operator, "single", args);
    scene.network.running_lease(&scene.client, &single, terms());
    let market = scene.network.market;
    let another = scene.network.try_lease(&scene.client, market, terms()).expect("open");
    assert_error(scene.network.try_lease_claim(&single, another), FurnaceJobsError::WorkerFull);
}
