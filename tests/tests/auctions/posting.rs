//! What an order that is up for auction can ask for when it is posted.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::generated::jobs::types::{JobTerms, LeaseTerms};
use furnace_common::state::{CrewKind, PriceMode};
use furnace_tests::errors::assert_error;
use furnace_tests::network::{gang_terms, job_terms, lease_terms, market_terms, replica_terms};
use furnace_tests::scene::DEPOSIT;

use crate::order::{KINDS, Kind};
use crate::stage::{CEILING, LAST, Stage};

fn auctioned() -> JobTerms {
    JobTerms { mode: PriceMode::Auction.byte(), ..job_terms(CEILING) }
}

#[test]
fn the_ceiling_is_held_until_the_award() {
    for kind in KINDS {
        // Given a client, when it posts an order that is up for auction, then its ceiling is held and put at risk, and
        // it can be awarded for an hour after the bidding
        let mut stage = Stage::posted(kind);
        let order = stage.account();
        assert_eq!(stage.books(), (DEPOSIT - kind.held(CEILING), kind.held(CEILING)));
        assert_eq!((order.price, order.auctioned, order.open), (CEILING, true, true));
        assert_eq!(order.escrow.collateral, kind.held(CEILING));
        assert_error(stage.at(LAST).expire(), FurnaceJobsError::ClaimWindowOpen);
        stage.at(LAST + 1).expire().expect("expire");
    }
}

#[test]
fn an_auction_is_open_to_all() {
    // Given a client, when it posts a job for auction and names or draws its worker, then it is refused
    let mut stage = Stage::empty(Kind::Job);
    let (client, market, designated) = (stage.client.insecure_clone(), stage.market, stage.address(0));
    let named = JobTerms { designated, ..auctioned() };
    let drawn = JobTerms { sortition_seconds: 60, sortition_bps: 5_000, ..auctioned() };
    for terms in [named, drawn] {
        assert_error(stage.network.try_post(&client, market, terms), FurnaceJobsError::AuctionRestricted);
    }
    // and so is a lease
    let named = LeaseTerms { auction: true, designated, ..lease_terms(CEILING) };
    assert_error(stage.network.try_lease(&client, market, named), FurnaceJobsError::AuctionRestricted);
    assert_eq!(stage.books(), (DEPOSIT, 0));
}

#[test]
fn a_crew_is_not_auctioned() {
    // Given a client, when it posts a crew's job for auction, then it is refused
    let mut stage = Stage::empty(Kind::Job);
    let (client, market) = (stage.client.insecure_clone(), stage.market);
    for terms in [replica_terms(CEILING, 3, 2), gang_terms(CEILING, 2)] {
        assert_ne!(terms.crew, CrewKind::Solo.byte());
        let terms = JobTerms { mode: PriceMode::Auction.byte(), ..terms };
        assert_error(stage.network.try_post(&client, market, terms), FurnaceJobsError::WrongPriceMode);
    }
}

#[test]
fn a_market_says_whether_it_takes_auctions() {
    // Given a market that takes all but auctions, when a job is posted for auction there, then it is refused
    let mut stage = Stage::empty(Kind::Job);
    let modes = PriceMode::ALL_BITS & !PriceMode::Auction.bit();
    let stranger = stage.stranger.insecure_clone();
    let market = stage.network.open_market(&stranger, MarketOpenInstructionArgs { modes, ..market_terms(0) });
    let client = stage.client.insecure_clone();
    let result = stage.network.try_post(&client, market, auctioned());
    assert_error(result, FurnaceJobsError::WrongPriceMode);
    // and one at a fixed price is not
    stage.network.try_post(&client, market, job_terms(CEILING)).expect("post");
}

#[test]
fn a_ceiling_is_more_than_nothing_and_covered() {
    for kind in KINDS {
        // Given a client, when its ceiling is nothing, or more than it has, then it is refused
        let mut stage = Stage::empty(kind);
        assert_error(stage.post(0, true), FurnaceJobsError::ZeroPrice);
        assert_error(stage.post(DEPOSIT / kind.seconds() + 1, true), FurnaceJobsError::BalanceTooLow);
        assert_eq!(stage.books(), (DEPOSIT, 0));
    }
}
