//! How many workers a job wants and how it finds its price: terms that must go together.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_common::limits::{AWARD_SECONDS, LEAVING_SECONDS, MAX_JOB_SECONDS, MAX_SEATS, REVEAL_SECONDS};
use furnace_common::state::{CrewKind, PriceMode, Verification};
use furnace_tests::errors::assert_error;
use furnace_tests::network::{CLAIM_SECONDS, PRICE, REVIEW_SECONDS, job_terms, market_terms};
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_address::Address;

const SEATS: u8 = MAX_SEATS as u8;

fn crew(kind: CrewKind, seats: u8, quorum: u8) -> JobTerms {
    JobTerms { crew: kind.byte(), seats, quorum, ..job_terms(PRICE) }
}

#[track_caller]
fn assert_refused(scene: &mut Scene, terms: JobTerms, error: FurnaceJobsError) {
    let market = scene.network.market;
    assert_error(scene.network.try_post(&scene.client, market, terms), error);
}

#[test]
fn a_crew_is_of_two_to_eight() {
    let mut scene = Scene::new();
    for (kind, seats) in [
        (CrewKind::Solo, 0),
        (CrewKind::Solo, 2),
        (CrewKind::Replicas, 1),
        (CrewKind::Replicas, SEATS + 1),
        (CrewKind::Gang, 0),
        (CrewKind::Gang, SEATS + 1),
    ] {
        // Given too few or too many seats, when the job is posted, then it is refused
        assert_refused(&mut scene, crew(kind, seats, 0), FurnaceJobsError::SeatsOutOfBounds);
    }
    // and so is a kind of crew that there is not
    let unknown = JobTerms { crew: 4, ..job_terms(PRICE) };
    assert_refused(&mut scene, unknown, FurnaceJobsError::SeatsOutOfBounds);
    // and each seat is paid for
    let market = scene.network.market;
    let job = scene.network.try_post(&scene.client, market, crew(CrewKind::Gang, SEATS, 0)).expect("post");
    assert_eq!(scene.books(), (DEPOSIT - 8 * PRICE, 8 * PRICE));
    assert_eq!(scene.network.job(&job).escrow.collateral, PRICE);
}

#[test]
fn a_quorum_is_of_more_than_half() {
    let mut scene = Scene::new();
    for (kind, seats, quorum) in [
        (CrewKind::Replicas, 2, 1),
        (CrewKind::Replicas, 4, 2),
        (CrewKind::Replicas, 3, 4),
        (CrewKind::Replicas, 3, 0),
        (CrewKind::Solo, 1, 1),
        (CrewKind::Gang, 2, 2),
    ] {
        // Given a quorum that two results could have, that none could, or none where it is wanted
        assert_refused(&mut scene, crew(kind, seats, quorum), FurnaceJobsError::QuorumOutOfBounds);
    }
    // When more than half is asked for, then it is taken
    let market = scene.network.market;
    for (seats, quorum) in [(2, 2), (3, 2), (3, 3)] {
        let terms = JobTerms { price: 1, ..crew(CrewKind::Replicas, seats, quorum) };
        let job = scene.network.try_post(&scene.client, market, terms).expect("post");
        assert_eq!(scene.network.job(&job).verification, Verification::Replicated.byte());
    }
}

#[test]
fn replicas_can_be_judged_before_their_books_close_and_the_stake_behind_them_leaves() {
    // Given a market with a review of an hour, and jobs as long as there are for one worker
    let mut scene = Scene::new();
    let terms = MarketOpenInstructionArgs { max_job_seconds: MAX_JOB_SECONDS, ..market_terms(0) };
    scene.network.market = scene.network.open_market(&scene.stranger, terms);
    let market = scene.network.market;
    let timed = |kind, quorum, max_seconds, claim_seconds| JobTerms {
        price: 1,
        max_seconds,
        claim_seconds,
        ..crew(kind, 2, quorum)
    };

    // When replicas could be accused a second after their books may close, or the first waits a second too many for the
    // last, then it is refused
    let longest = LEAVING_SECONDS as u32 - REVEAL_SECONDS - REVIEW_SECONDS;
    for (max_seconds, claim_seconds) in [(MAX_JOB_SECONDS, 10), (longest + 1, 10), (longest, 67_801), (504_901, 86_400)]
    {
        let terms = timed(CrewKind::Replicas, 2, max_seconds, claim_seconds);
        assert_refused(&mut scene, terms, FurnaceJobsError::JobTimeOutOfBounds);
    }
    // and up to that it is taken
    for (max_seconds, claim_seconds) in [(longest, 67_800), (504_900, 86_400)] {
        let terms = timed(CrewKind::Replicas, 2, max_seconds, claim_seconds);
        scene.network.try_post(&scene.client, market, terms).expect("bounds are inclusive");
    }
    // as it is from a gang, whose parts nobody judges, and from one worker
    let gang = timed(CrewKind::Gang, 0, MAX_JOB_SECONDS, 86_400);
    let alone = JobTerms { max_seconds: MAX_JOB_SECONDS, ..job_terms(1) };
    for terms in [gang, alone] {
        scene.network.try_post(&scene.client, market, terms).expect("post");
    }
}

#[test]
fn no_single_worker_claims_what_a_crew_does() {
    // Given a job for a crew, when a worker claims it alone, then it is refused
    let mut scene = Scene::new();
    let market = scene.network.market;
    for terms in [crew(CrewKind::Replicas, 2, 2), crew(CrewKind::Gang, 2, 0)] {
        let job = scene.network.try_post(&scene.client, market, terms).expect("post");
        assert_error(scene.network.try_claim(&scene.worker, job), FurnaceJobsError::WrongCrew);
        // and the client withdraws it for all of its money
        scene.network.try_cancel(&scene.client, job).expect("cancel");
        assert_eq!(scene.books(), (DEPOSIT, 0));
    }
}

#[test]
fn a_crew_has_a_fixed_price_and_no_name() {
    let mut scene = Scene::new();
    let auction = PriceMode::Auction.byte();
    for (kind, quorum) in [(CrewKind::Replicas, 2), (CrewKind::Gang, 0)] {
        // Given a crew that is to bid, or that is named, when the job is posted, then it is refused
        let bidding = JobTerms { mode: auction, ..crew(kind, 2, quorum) };
        assert_refused(&mut scene, bidding, FurnaceJobsError::WrongPriceMode);
        let named = JobTerms { designated: scene.worker.address, ..crew(kind, 2, quorum) };
        assert_refused(&mut scene, named, FurnaceJobsError::DesignatedCrew);
    }
}

#[test]
fn a_job_is_of_a_mode_that_its_market_takes() {
    // Given modes that are no job's
    let mut scene = Scene::new();
    for mode in [0, PriceMode::Lease.byte(), 4, u8::MAX] {
        assert_refused(&mut scene, JobTerms { mode, ..job_terms(PRICE) }, FurnaceJobsError::WrongPriceMode);
    }
    // and a market of the stranger's that takes one mode alone, when a job is posted in the other, then it is refused
    for (index, takes, other) in [(0, PriceMode::Fixed, PriceMode::Auction), (1, PriceMode::Auction, PriceMode::Fixed)]
    {
        let terms = MarketOpenInstructionArgs { modes: takes.bit(), ..market_terms(index) };
        let market = scene.network.open_market(&scene.stranger, terms);
        let mut post = |mode: PriceMode| {
            let terms = JobTerms { mode: mode.byte(), ..job_terms(PRICE) };
            scene.network.try_post(&scene.client, market, terms)
        };
        assert_error(post(other), FurnaceJobsError::WrongPriceMode);
        post(takes).expect("post");
    }
}

#[test]
fn an_auction_is_open_to_all() {
    // Given a job that names or draws its worker, when it is put up for auction, then it is refused
    let mut scene = Scene::new();
    let auction = JobTerms { mode: PriceMode::Auction.byte(), ..job_terms(PRICE) };
    let named = JobTerms { designated: scene.worker.address, ..auction.clone() };
    let drawn = JobTerms { sortition_seconds: 60, sortition_bps: 5_000, ..auction };
    for terms in [named, drawn] {
        assert_refused(&mut scene, terms, FurnaceJobsError::AuctionRestricted);
    }
}

#[test]
fn what_is_up_for_auction_is_not_claimed() {
    // Given a job that is up for auction
    let mut scene = Scene::new();
    let market = scene.network.market;
    let terms = JobTerms { mode: PriceMode::Auction.byte(), ..job_terms(PRICE) };
    let job = scene.network.try_post(&scene.client, market, terms).expect("post");
    let waits = i64::from(CLAIM_SECONDS + AWARD_SECONDS);
    assert_eq!(scene.network.job(&job).expires_at, scene.network.chain.now() + waits);

    // When a worker claims it at the ceiling, then it is refused
    assert_error(scene.network.try_claim(&scene.worker, job), FurnaceJobsError::JobAuctioned);
    // and once nobody awarded it in time, it expires with all of the money
    scene.network.chain.advance(waits);
    assert_error(scene.network.try_expire(job), FurnaceJobsError::ClaimWindowOpen);
    scene.network.chain.advance(1);
    scene.network.try_expire(job).expect("expire");
    assert_eq!((scene.network.state(&job), scene.books()), (JobState::Expired, (DEPOSIT, 0)));
    assert_eq!(scene.network.job(&job).worker, Address::default());
}
