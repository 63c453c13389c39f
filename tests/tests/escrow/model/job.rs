//! A job and its terms. What its worker does stands in `work`, how it ends in `ends`.

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;
use furnace_common::state::{CrewKind, JobState, PriceMode};

use super::auction::Auction;
use super::crew::Crew;
use super::dispute::vote_fee;
use super::money::Escrow;
use super::progress::Progress;
use super::refusal::{Outcome, Refusal, require};
use super::{Model, Order};
use crate::action::{JobAsk, Quote};
use crate::cast::{MARKETS, MAX_JOB_SECONDS, PURSES};

pub(super) const DAY: i64 = 86_400;
/// After an auction's close it can still be awarded for so long.
pub(super) const AWARD_SECONDS: i64 = 3_600;

#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) number: u64,
    pub(crate) ask: JobAsk,
    pub(crate) state: JobState,
    pub(crate) escrow: Escrow,
    /// Of one worker's work; in an auction the ceiling until the award.
    pub(crate) price: u64,
    pub(crate) auctioned: bool,
    pub(crate) designated: Option<usize>,
    /// Until then only drawn workers may claim.
    pub(crate) drawn_until: i64,
    /// Who holds or held it.
    pub(crate) worker: Option<usize>,
    pub(crate) progress: Progress,
    pub(crate) result: Option<u8>,
    pub(crate) worth: u64,
    /// What one vote on its result would cost, in HEAT.
    pub(crate) vote_fee: u64,
    pub(crate) disputes: u8,
    /// When its last dispute began.
    pub(crate) accused_at: i64,
    pub(crate) upheld: bool,
    pub(crate) attempts: u8,
    pub(crate) posted_at: i64,
    pub(crate) expires_at: i64,
    pub(crate) claimed_at: i64,
    pub(crate) started_at: i64,
    pub(crate) deadline: i64,
    pub(crate) submitted_at: i64,
    pub(crate) review_ends_at: i64,
    pub(crate) ended_at: i64,
    pub(crate) auction: Option<Auction>,
    pub(crate) crew: Option<Crew>,
    pub(crate) closed: bool,
}

impl Job {
    pub(crate) fn client(&self) -> usize {
        PURSES[self.escrow.purse].0
    }

    pub(super) fn is(&self, state: JobState, error: impl Into<Refusal>) -> Outcome {
        require(self.state == state, error)
    }

    pub(super) fn require_crew(&self, kind: CrewKind) -> Outcome {
        require(self.ask.crew == kind, WrongCrew)
    }

    pub(super) fn end(&mut self, state: JobState, now: i64) {
        (self.state, self.ended_at) = (state, now);
    }

    pub(super) fn assign(&mut self, worker: usize, now: i64) {
        self.worker = Some(worker);
        self.claimed_at = now;
        self.deadline = now + i64::from(self.ask.max_seconds);
        self.state = JobState::Assigned;
    }

    /// The key is that of the worker that holds or held it.
    pub(super) fn require_key(&self, worker: usize) -> Outcome {
        require(self.worker == Some(worker), NotWorker)
    }

    /// The worker may claim it, as far as the client and the draw go.
    pub(super) fn require_admitted(&self, worker: usize, now: i64) -> Outcome {
        require(self.designated.is_none_or(|named| named == worker), NotDesignated)?;
        let drawing = self.ask.sortition_seconds > 0 && now < self.drawn_until;
        require(!drawing || self.is_drawn(worker), NotDrawn)
    }

    fn is_drawn(&self, worker: usize) -> bool {
        let fraction = crate::world::fraction(self.escrow.purse, self.number, worker);
        fraction < u64::MAX / 10_000 * u64::from(self.ask.sortition_bps) || self.ask.sortition_bps >= 10_000
    }

    pub(super) fn require_working(&self, now: i64) -> Outcome {
        self.is(JobState::Running, JobNotRunning)?;
        require(now <= self.deadline, DeadlinePassed)
    }

    pub(super) fn review(&mut self, now: i64) {
        self.submitted_at = now;
        self.review_ends_at = now + i64::from(MARKETS[self.escrow.market].review_seconds);
        self.state = JobState::Review;
    }

    pub(super) fn is_held(&self) -> bool {
        matches!(self.state, JobState::Assigned | JobState::Running)
    }

    pub(super) fn deliver(&mut self, now: i64) -> Outcome {
        self.is(JobState::Review, JobNotInReview)?;
        self.end(JobState::Settled, now);
        Ok(())
    }
}

fn validate(ask: &JobAsk, market: usize, closed: bool) -> Outcome {
    let mode = if ask.auction { PriceMode::Auction } else { PriceMode::Fixed };
    require(!closed, MarketClosed)?;
    require(MARKETS[market].modes & mode.bit() != 0, WrongPriceMode)?;
    require(!ask.auction || ask.designated.is_none() && ask.sortition_seconds == 0, AuctionRestricted)?;
    require((5..=MAX_JOB_SECONDS).contains(&ask.max_seconds), JobTimeOutOfBounds)?;
    require((10..=30 * DAY).contains(&ask.claim_seconds.into()), ClaimTimeOutOfBounds)?;
    let drawing = ask.sortition_seconds <= 3_600.min(ask.claim_seconds) && ask.sortition_bps <= 10_000;
    require(drawing, SortitionOutOfBounds)?;
    if ask.crew == CrewKind::Solo {
        require(ask.seats == 1, SeatsOutOfBounds)?;
        return require(ask.quorum == 0, QuorumOutOfBounds);
    }
    require((2..=8).contains(&ask.seats), SeatsOutOfBounds)?;
    let quorum = match ask.crew {
        CrewKind::Replicas => 2 * ask.quorum > ask.seats && ask.quorum <= ask.seats,
        _ => ask.quorum == 0,
    };
    require(quorum, QuorumOutOfBounds)?;
    require(!ask.auction, WrongPriceMode)?;
    require(ask.designated.is_none(), DesignatedCrew)?;
    require(i64::from(ask.claim_seconds) <= DAY, ClaimTimeOutOfBounds)
}

impl Model {
    pub(super) fn post(&mut self, purse: usize, by: usize, market: usize, quote: Quote, ask: &JobAsk) -> Outcome {
        self.require_venue(purse, by, market)?;
        validate(ask, market, self.markets[market].closed)?;
        let mut escrow = self.open_escrow(purse, market, quote)?;
        escrow.reserved = escrow.to_hold(ask.price)? * u64::from(ask.seats);
        escrow.collateral = escrow.collateral_for(ask.price);
        let vote_fee = vote_fee(escrow.in_heat(ask.price), ask.max_seconds);
        self.purses[purse].reserve(escrow.reserved)?;
        let now = self.now;
        let number = self.purses[purse].next;
        self.purses[purse].next += 1;
        self.orders.push(Order::Job(Box::new(Job {
            number,
            ask: ask.clone(),
            state: JobState::Open,
            escrow,
            price: ask.price,
            auctioned: ask.auction,
            designated: ask.designated,
            drawn_until: now + i64::from(ask.sortition_seconds),
            worker: None,
            progress: Progress::default(),
            result: None,
            worth: 0,
            vote_fee,
            disputes: 0,
            accused_at: 0,
            upheld: false,
            attempts: 0,
            posted_at: now,
            expires_at: now + i64::from(ask.claim_seconds) + if ask.auction { AWARD_SECONDS } else { 0 },
            claimed_at: 0,
            started_at: 0,
            deadline: 0,
            submitted_at: 0,
            review_ends_at: 0,
            ended_at: 0,
            auction: None,
            crew: None,
            closed: false,
        })));
        Ok(())
    }

    /// The client's own balance, in what the market is paid in.
    pub(super) fn require_venue(&self, purse: usize, by: usize, market: usize) -> Outcome {
        let (client, mint, _) = PURSES[purse];
        let fits = MARKETS[market].payment.mint_index() == mint as usize;
        if !fits && by != client {
            return Err(Refusal::Several);
        }
        require(by == client, NotClient)?;
        require(fits, WrongBalance)
    }
}
