//! Posting jobs.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::instructions::jobs;
use furnace_client::instructions::jobs::Venue;
use furnace_client::pda;
use furnace_common::limits::{MAX_CLAIM_SECONDS, MIN_CLAIM_SECONDS, MIN_JOB_SECONDS};
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::network::{CLAIM_SECONDS, PRICE, REVIEW_SECONDS, job_terms, market_terms};
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

#[test]
fn a_posted_job_reserves_its_price_and_takes_the_markets_terms() {
    // Given a client with a balance
    let mut scene = Scene::new();

    // When it posts two jobs
    let first = scene.job(JobState::Open);
    let second = scene.job(JobState::Open);

    // Then both prices are reserved and the numbers follow one another
    assert_eq!(scene.books(), (DEPOSIT - 2 * PRICE, 2 * PRICE));
    assert_eq!((scene.network.job(&first).number, scene.network.job(&second).number), (0, 1));
    // and the job has its own terms and the market's
    let (job, market, terms) = (scene.network.job(&first), market_terms(0), job_terms(PRICE));
    let client = scene.client.pubkey();
    assert_eq!((job.client, job.escrow.balance), (client, pda::heat_balance(&client)));
    assert_eq!((job.market, job.rent_payer), (scene.network.market, scene.network.payer()));
    assert_eq!(job.escrow.fee_vault, pda::fee_vault(&scene.network.market, &pda::heat_mint()));
    assert_eq!((job.price, job.escrow.collateral), (PRICE, PRICE));
    assert_eq!((job.spec_hash, job.store_uri), (terms.spec_hash, terms.store_uri));
    assert_eq!((job.claim_seconds, job.max_seconds), (terms.claim_seconds, terms.max_seconds));
    assert_eq!((job.review_seconds, job.escrow.take_bps, job.escrow.burn_bps), (REVIEW_SECONDS, 1_000, 5_000));
    assert_eq!(job.needs, market.needs);
    let now = scene.network.chain.now();
    assert_eq!((job.posted_at, job.expires_at), (now, now + i64::from(CLAIM_SECONDS)));
    assert_eq!((job.attempts, job.claimed_at, job.deadline, job.ended_at), (0, 0, 0, 0));
}

#[test]
fn prices_are_above_zero_and_covered() {
    let mut scene = Scene::new();
    let market = scene.network.market;
    // Given a balance, when a job costs nothing or a unit more than is free, then it is refused
    for (price, error) in [(0, FurnaceJobsError::ZeroPrice), (DEPOSIT + 1, FurnaceJobsError::BalanceTooLow)] {
        assert_error(scene.network.try_post(&scene.client, market, job_terms(price)), error);
    }
    // and a job for all of it is posted, after which there is nothing for another
    scene.network.post(&scene.client, DEPOSIT);
    assert_eq!(scene.books(), (0, DEPOSIT));
    let result = scene.network.try_post(&scene.client, market, job_terms(1));
    assert_error(result, FurnaceJobsError::BalanceTooLow);
}

#[test]
fn times_stay_in_their_bounds() {
    let max_seconds = |max_seconds| JobTerms { max_seconds, ..job_terms(1) };
    let claim_seconds = |claim_seconds| JobTerms { claim_seconds, ..job_terms(1) };
    let longest = market_terms(0).max_job_seconds;
    let mut scene = Scene::new();
    let market = scene.network.market;
    let mut post = |terms| scene.network.try_post(&scene.client, market, terms);
    // Given times just outside, when a job is posted, then it is refused
    for seconds in [0, MIN_JOB_SECONDS - 1, longest + 1] {
        assert_error(post(max_seconds(seconds)), FurnaceJobsError::JobTimeOutOfBounds);
    }
    for seconds in [0, MIN_CLAIM_SECONDS - 1, MAX_CLAIM_SECONDS + 1] {
        assert_error(post(claim_seconds(seconds)), FurnaceJobsError::ClaimTimeOutOfBounds);
    }
    // and on the edge it is taken
    for seconds in [MIN_JOB_SECONDS, longest] {
        post(max_seconds(seconds)).expect("bounds are inclusive");
    }
    for seconds in [MIN_CLAIM_SECONDS, MAX_CLAIM_SECONDS] {
        post(claim_seconds(seconds)).expect("bounds are inclusive");
    }
}

#[test]
fn a_job_without_a_store_is_refused() {
    // Given terms that name no artifact store, when posted, then they are refused
    let mut scene = Scene::new();
    let terms = JobTerms { store_uri: [0; 96], ..job_terms(PRICE) };
    let market = scene.network.market;
    assert_error(scene.network.try_post(&scene.client, market, terms), FurnaceJobsError::StoreUriEmpty);
}

#[test]
fn only_the_client_posts_from_its_balance() {
    // Given a balance and a stranger, when the stranger posts from it, then it is refused
    let mut scene = Scene::new();
    let client = scene.client.pubkey();
    let (_, post) =
        jobs::job_post(client, scene.network.payer(), &Venue::heat(scene.network.market), 0, job_terms(PRICE));
    let post = replaced(post, client, scene.stranger.pubkey());
    assert_error(scene.network.send(&[post], &[&scene.stranger]), FurnaceJobsError::NotClient);
}

#[test]
fn an_unknown_market_is_refused() {
    let mut scene = Scene::new();
    let other = scene.network.client("other", 0).pubkey();
    let nowhere = furnace_tests::chain::key("nowhere").pubkey();
    // Given no account at all, a wallet, another program's account, and ones of another kind
    let unknown = [
        (nowhere, InstructionError::UninitializedAccount),
        (scene.stranger.pubkey(), InstructionError::IllegalOwner),
        (pda::heat_mint(), InstructionError::IllegalOwner),
        (pda::governance(), InstructionError::IllegalOwner),
        (scene.operator.operator, InstructionError::AccountDataTooSmall),
        (scene.worker.address, InstructionError::AccountDataTooSmall),
        (pda::heat_balance(&other), InstructionError::InvalidAccountData),
    ];
    for (market, error) in unknown {
        // When a job is posted there, then it is refused and nothing is reserved
        let result = scene.network.try_post(&scene.client, market, job_terms(PRICE));
        assert_runtime_error(result, error);
    }
    assert_eq!(scene.books(), (DEPOSIT, 0));
}
