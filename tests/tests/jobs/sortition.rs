//! Jobs that draw who may claim first.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_common::limits::{MAX_CLAIM_SECONDS, MAX_SORTITION_SECONDS};
use furnace_common::sortition::is_drawn;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{CLAIM_SECONDS, PRICE, WorkerActor, job_terms};
use furnace_tests::scene::{STAKE, Scene};
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_signer::Signer;

const WINDOW: u32 = 60;
const RATE: u16 = 5_000;

/// Posts a job for whose first minute half of all workers are drawn.
fn post(scene: &mut Scene, sortition_bps: u16) -> Address {
    let terms = JobTerms { sortition_seconds: WINDOW, sortition_bps, ..job_terms(PRICE) };
    let market = scene.network.market;
    scene.network.try_post(&scene.client, market, terms).expect("post")
}

/// What anybody works out of chain.
fn drawn(job: &Address, worker: &WorkerActor) -> bool {
    let hash = Sha256::new().chain_update(job).chain_update(worker.address).finalize();
    is_drawn(&hash.into(), RATE)
}

/// A job for which the first worker is drawn and the second is not.
fn drawing() -> (Scene, [WorkerActor; 2], Address) {
    let mut scene = Scene::new();
    let workers: Vec<_> =
        (0..8).map(|index| scene.network.worker(&scene.operator, &format!("worker {index}"))).collect();
    scene.network.give(&scene.operator.wallet.pubkey(), STAKE);
    let pool = scene.operator.pool;
    scene.network.try_stake(&scene.operator.wallet, pool, STAKE).expect("stake");
    let job = post(&mut scene, RATE);
    let (mut lucky, mut others): (Vec<_>, Vec<_>) = workers.into_iter().partition(|worker| drawn(&job, worker));
    let pair = [lucky.pop().expect("a worker is drawn"), others.pop().expect("a worker is not")];
    (scene, pair, job)
}

#[test]
fn at_first_only_drawn_workers_claim() {
    // Given a drawing, at its last second
    let (mut scene, [lucky, other], job) = drawing();
    scene.network.chain.advance(i64::from(WINDOW) - 1);

    // When a worker claims that was not drawn, then it is refused, and one that was has it
    assert_error(scene.network.try_claim(&other, job), FurnaceJobsError::NotDrawn);
    scene.network.try_claim(&lucky, job).expect("claim");
}

#[test]
fn once_the_window_is_over_anyone_claims() {
    // Given a drawing whose window is over, when a worker claims that was not drawn, then it has it
    let (mut scene, [_, other], job) = drawing();
    scene.network.chain.advance(i64::from(WINDOW));
    scene.network.try_claim(&other, job).expect("claim");
}

#[test]
fn a_job_that_was_lost_is_drawn_for_no_more() {
    // Given a drawn worker that hands the job back at once
    let (mut scene, [lucky, other], job) = drawing();
    scene.network.try_claim(&lucky, job).expect("claim");
    scene.network.try_quit(&lucky, job).expect("quit");
    // When one claims that was not drawn, still in the window, then it has it
    scene.network.try_claim(&other, job).expect("claim");
}

#[test]
fn rates_of_nothing_and_of_everything() {
    // Given a job for which nobody is drawn, and one for which everybody is
    let mut scene = Scene::new();
    let (nobody, everybody) = (post(&mut scene, 0), post(&mut scene, 10_000));
    // When a worker claims, then it is refused the one and has the other
    assert_error(scene.network.try_claim(&scene.worker, nobody), FurnaceJobsError::NotDrawn);
    scene.network.try_claim(&scene.worker, everybody).expect("claim");
}

#[test]
fn a_drawing_stays_in_its_bounds() {
    let mut scene = Scene::new();
    let market = scene.network.market;
    let terms = |claim_seconds, sortition_seconds, sortition_bps| JobTerms {
        claim_seconds,
        sortition_seconds,
        sortition_bps,
        ..job_terms(1)
    };
    // Given a window longer than the time to claim or than may be, or a rate of more than everything
    let outside = [
        terms(CLAIM_SECONDS, CLAIM_SECONDS + 1, RATE),
        terms(MAX_CLAIM_SECONDS, MAX_SORTITION_SECONDS + 1, RATE),
        terms(CLAIM_SECONDS, WINDOW, 10_001),
        terms(CLAIM_SECONDS, 0, 10_001),
    ];
    for terms in outside {
        // When the job is posted, then it is refused
        let result = scene.network.try_post(&scene.client, market, terms);
        assert_error(result, FurnaceJobsError::SortitionOutOfBounds);
    }
    // and on the edge it is taken
    for terms in [terms(CLAIM_SECONDS, CLAIM_SECONDS, RATE), terms(MAX_CLAIM_SECONDS, MAX_SORTITION_SECONDS, 10_000)] {
        scene.network.try_post(&scene.client, market, terms).expect("bounds are inclusive");
    }
}
