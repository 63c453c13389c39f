//! Opening a lease: what is held, what is at stake, and what may be asked for.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs::{self, Venue};
use furnace_common::limits::{AWARD_SECONDS, MAX_CLAIM_SECONDS};
use furnace_common::pause;
use furnace_common::state::{LeaseState, PriceMode};
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::{CLAIM_SECONDS, job_terms, market_terms};
use furnace_tests::scene::{DEPOSIT, replaced};
use solana_address::Address;
use solana_signer::Signer;

use crate::stage::{HELD, RATE, Stage, terms};

/// Longest that the first market allows, in seconds.
const MARKET_SECONDS: u32 = 30 * 86_400;
/// No cost of the longest time may be above it.
const MOST: u64 = u64::MAX >> 2;

type Change = fn(&mut LeaseTerms);

fn changed(change: Change) -> LeaseTerms {
    let mut terms = terms();
    change(&mut terms);
    terms
}

#[test]
fn what_is_paid_ahead_is_held_and_nothing_is_billed_yet() {
    // Given a client
    let mut stage = Stage::new();

    // When it opens a lease with an hour paid ahead
    let client = stage.scene.client.insecure_clone();
    let (lease, open) = jobs::lease_open(client.pubkey(), stage.network().payer(), &stage.venue, 0, terms());
    let receipt = stage.network().send(&[open], &[&client]).expect("open");
    stage.lease = lease;
    stage.verify();

    // Then the hour is held of its balance, and the lease waits for a claim
    assert_event(&receipt, "LeaseOpened", (lease, stage.venue.market, RATE));
    assert_eq!((stage.books(), stage.state()), ((DEPOSIT - HELD, HELD), LeaseState::Open));
    let account = stage.account();
    let parties = (account.client, account.market, account.rent_payer, account.worker);
    assert_eq!(parties, (client.pubkey(), stage.venue.market, stage.network().payer(), Address::default()));
    assert_eq!((account.rate, account.escrow.collateral, account.number), (RATE, HELD, 0));
    assert_eq!(account.expires_at, stage.began + i64::from(CLAIM_SECONDS));
    assert_eq!((account.grace_seconds, account.notice_seconds, account.max_seconds), (3_600, 3_600, 86_400));
    assert_eq!((account.owed, account.billed_seconds, account.ends_at), (0, 0, 0));
}

#[test]
fn each_term_has_its_bounds() {
    let wrong: [(Change, FurnaceJobsError); 13] = [
        (|terms| terms.max_seconds = 59, FurnaceJobsError::LeaseTimeOutOfBounds),
        (|terms| terms.max_seconds = MARKET_SECONDS + 1, FurnaceJobsError::LeaseTimeOutOfBounds),
        (|terms| terms.funded_seconds = 59, FurnaceJobsError::FundedTimeOutOfBounds),
        (|terms| terms.funded_seconds = terms.max_seconds + 1, FurnaceJobsError::FundedTimeOutOfBounds),
        (|terms| terms.claim_seconds = 9, FurnaceJobsError::ClaimTimeOutOfBounds),
        (|terms| terms.claim_seconds = MAX_CLAIM_SECONDS + 1, FurnaceJobsError::ClaimTimeOutOfBounds),
        (|terms| terms.low_seconds = terms.max_seconds + 1, FurnaceJobsError::LowTimeOutOfBounds),
        (|terms| terms.store_uri = [0; 96], FurnaceJobsError::StoreUriEmpty),
        (|terms| terms.rate = 0, FurnaceJobsError::ZeroPrice),
        (|terms| terms.rate = u64::MAX, FurnaceJobsError::RateTooHigh),
        (|terms| terms.rate = MOST / 86_400 + 1, FurnaceJobsError::RateTooHigh),
        // The highest rate is one that nobody could pay.
        (|terms| terms.rate = MOST / 86_400, FurnaceJobsError::BalanceTooLow),
        (|terms| terms.rate = DEPOSIT / 3_600 + 1, FurnaceJobsError::BalanceTooLow),
    ];
    // Given a client, when it asks for what is out of bounds, then it is refused
    let mut stage = Stage::new();
    for (change, error) in wrong {
        assert_error(stage.open_lease(changed(change)), error);
    }
    // and so is an auction that names its worker
    let worker = stage.scene.worker.address;
    let named = LeaseTerms { auction: true, designated: worker, ..terms() };
    assert_error(stage.open_lease(named), FurnaceJobsError::AuctionRestricted);
    assert_eq!(stage.books(), (DEPOSIT, 0));
}

#[test]
fn the_bounds_themselves_are_allowed() {
    let right: [Change; 4] = [
        |terms| (terms.max_seconds, terms.funded_seconds, terms.low_seconds, terms.claim_seconds) = (60, 60, 60, 10),
        |terms| terms.max_seconds = MARKET_SECONDS,
        |terms| terms.claim_seconds = MAX_CLAIM_SECONDS,
        |terms| terms.rate = DEPOSIT / 3_600,
    ];
    for change in right {
        // Given a client, when it asks for what lies on a bound, then the lease is open
        let mut stage = Stage::new();
        stage.open_lease(changed(change)).expect("open");
        assert_eq!(stage.state(), LeaseState::Open);
    }
}

#[test]
fn no_more_than_a_day_is_at_stake() {
    // Given a lease with a day paid ahead and one with two, when they open, then both put a day at stake
    for (funded_seconds, collateral) in [(86_399, 86_399 * 100), (86_400, 86_400 * 100), (172_800, 86_400 * 100)] {
        let terms = LeaseTerms { rate: 100, funded_seconds, max_seconds: MARKET_SECONDS, ..terms() };
        let stage = Stage::open(terms);
        assert_eq!(stage.account().escrow.collateral, collateral);
        assert_eq!(stage.books().1, u64::from(funded_seconds) * 100);
    }
}

#[test]
fn an_auction_is_open_an_hour_longer() {
    // Given a lease whose rate is up for auction, when it opens, then there is an hour to award it
    let stage = Stage::open(LeaseTerms { auction: true, ..terms() });
    let account = stage.account();
    assert_eq!(account.mode, PriceMode::Auction.byte());
    assert_eq!(account.expires_at, stage.began + i64::from(CLAIM_SECONDS) + i64::from(AWARD_SECONDS));
}

#[test]
fn leases_and_jobs_share_their_numbers() {
    // Given a client with a job, when it opens a lease, then that has the next number
    let mut stage = Stage::new();
    let client = stage.scene.client.insecure_clone();
    let market = stage.venue.market;
    stage.network().try_post(&client, market, job_terms(1_000)).expect("post");
    let (_, again) = jobs::lease_open(client.pubkey(), stage.network().payer(), &stage.venue, 0, terms());
    assert!(stage.network().send(&[again], &[&client]).is_err(), "a number is used once");
    let lease = stage.network().try_lease(&client, market, terms()).expect("open");
    assert_eq!((stage.network().lease(&lease).number, stage.client_balance().next_job), (1, 2));
}

#[test]
fn nobody_spends_anothers_balance() {
    // Given a client's balance, when a stranger opens a lease on it, then it is refused
    let mut stage = Stage::new();
    let (client, stranger) = (stage.scene.client.pubkey(), stage.scene.stranger.insecure_clone());
    let (_, open) = jobs::lease_open(client, stage.network().payer(), &stage.venue, 0, terms());
    let stolen = replaced(open, client, stranger.pubkey());
    assert_error(stage.send(&[stolen], &[&stranger]), FurnaceJobsError::NotClient);
}

#[test]
fn a_pause_stops_new_leases_alone() {
    // Given a running lease, and a pause of new orders
    let mut stage = Stage::running(terms());
    let guardian = stage.scene.network.guardian.insecure_clone();
    stage.network().try_pause(&guardian, pause::JOBS).expect("pause");

    // When a lease is opened, then it is refused; and the one that runs goes on
    assert_error(stage.open_lease(terms()), FurnaceJobsError::JobsPaused);
    stage.at(60).settle().expect("settle");
    stage.top_up(1).expect("top up");
}

#[test]
fn a_market_without_leases_takes_none() {
    // Given a market of fixed prices and auctions, when a lease is opened there, then it is refused
    let mut stage = Stage::new();
    let stranger = stage.scene.stranger.insecure_clone();
    let modes = PriceMode::Fixed.bit() | PriceMode::Auction.bit();
    let market = stage.network().open_market(&stranger, MarketOpenInstructionArgs { modes, ..market_terms(0) });
    stage.venue = Venue::heat(market);
    assert_error(stage.open_lease(terms()), FurnaceJobsError::WrongPriceMode);
}

#[test]
fn a_market_without_auctions_takes_leases_at_a_fixed_rate_alone() {
    // Given a market of leases, when one is put up for auction there, then it is refused; at a fixed rate it is not
    let mut stage = Stage::new();
    let stranger = stage.scene.stranger.insecure_clone();
    let modes = PriceMode::Lease.bit();
    let market = stage.network().open_market(&stranger, MarketOpenInstructionArgs { modes, ..market_terms(0) });
    stage.venue = Venue::heat(market);
    let auctioned = LeaseTerms { auction: true, ..terms() };
    assert_error(stage.open_lease(auctioned), FurnaceJobsError::WrongPriceMode);
    stage.open_lease(terms()).expect("open");
}

#[test]
fn a_closed_market_takes_no_lease_but_keeps_those_it_has() {
    // Given a running lease in a market that its opener closes
    let mut stage = Stage::new();
    let opener = key("opener");
    stage.network().chain.fund(&opener.pubkey());
    let market = stage.network().open_market(&opener, market_terms(0));
    stage.venue = Venue::heat(market);
    stage.open_lease(terms()).expect("open");
    let close = jobs::market_close(market, &stage.network().market(&market), stage.scene.reporter());
    stage.send(&[close], &[&opener]).expect("close");

    // When another is opened, then it is refused; and the first goes on
    assert_error(stage.open_lease(terms()), FurnaceJobsError::MarketClosed);
    stage.claim().expect("claim");
    stage.start().expect("start");
    stage.at(60).settle().expect("settle");
}
