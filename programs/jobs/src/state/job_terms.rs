use anchor_lang::prelude::*;
use furnace_common::limits::*;
use furnace_common::state::{CrewKind, PriceMode};
use furnace_common::{bps, dispute};

use super::Market;
use crate::error::JobsError;

/// What the client asks for.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct JobTerms {
    /// Of one worker's work, units of the quote: HEAT base units or micro-dollars. In an auction the ceiling.
    pub price: u64,
    /// How long it waits for a claim, or for bids, in seconds.
    pub claim_seconds: u32,
    /// From claim to deadline, in seconds.
    pub max_seconds: u32,
    /// How long only drawn workers may claim, in seconds; zero for no drawing.
    pub sortition_seconds: u32,
    /// The part of all workers that is drawn, in basis points.
    pub sortition_bps: u16,
    /// A `PriceMode` byte, `Fixed` or `Auction`.
    pub mode: u8,
    /// A `CrewKind` byte.
    pub crew: u8,
    /// Workers that do it: one, or as many as the crew has.
    pub seats: u8,
    /// Equal results that settle it, where replicas do it; else zero.
    pub quorum: u8,
    /// The only worker that may claim; zeros for any.
    pub designated: Address,
    /// sha256 of the job's specification.
    pub spec_hash: [u8; 32],
    /// A URI in UTF-8, padded with zeros.
    pub store_uri: [u8; 96],
}

impl JobTerms {
    /// Every term lies in its bounds, and they go together.
    pub fn validate(&self, market: &Market) -> Result<()> {
        let mode = PriceMode::from_byte(self.mode).filter(|mode| *mode != PriceMode::Lease);
        let mode = mode.ok_or(JobsError::WrongPriceMode)?;
        market.require_takes(mode)?;
        let to_all = self.designated == Address::default() && self.sortition_seconds == 0;
        require!(mode == PriceMode::Fixed || to_all, JobsError::AuctionRestricted);
        let job_seconds = MIN_JOB_SECONDS..=market.max_job_seconds;
        require!(job_seconds.contains(&self.max_seconds), JobsError::JobTimeOutOfBounds);
        let claim_seconds = MIN_CLAIM_SECONDS..=MAX_CLAIM_SECONDS;
        require!(claim_seconds.contains(&self.claim_seconds), JobsError::ClaimTimeOutOfBounds);
        let sortition =
            self.sortition_seconds <= MAX_SORTITION_SECONDS.min(self.claim_seconds) && self.sortition_bps <= bps::ONE;
        require!(sortition, JobsError::SortitionOutOfBounds);
        require!(self.store_uri[0] != 0, JobsError::StoreUriEmpty);
        self.validate_crew(market)
    }

    fn validate_crew(&self, market: &Market) -> Result<()> {
        let crew = CrewKind::from_byte(self.crew).ok_or(JobsError::SeatsOutOfBounds)?;
        let seats = match crew {
            CrewKind::Solo => self.seats == 1,
            CrewKind::Replicas | CrewKind::Gang => (2..=MAX_SEATS).contains(&usize::from(self.seats)),
        };
        require!(seats, JobsError::SeatsOutOfBounds);
        let quorum = match crew {
            // More than half, so that no two results can have it.
            CrewKind::Replicas => self.quorum <= self.seats && self.quorum > self.seats / 2,
            CrewKind::Solo | CrewKind::Gang => self.quorum == 0,
        };
        require!(quorum, JobsError::QuorumOutOfBounds);
        let alone = crew == CrewKind::Solo;
        require!(alone || market.attestor == Address::default(), JobsError::WrongCrew);
        require!(alone || self.mode == PriceMode::Fixed.byte(), JobsError::WrongPriceMode);
        require!(alone || self.designated == Address::default(), JobsError::DesignatedCrew);
        require!(alone || self.claim_seconds <= MAX_ASSEMBLY_SECONDS, JobsError::ClaimTimeOutOfBounds);
        require!(crew != CrewKind::Replicas || self.is_judged_in_time(market), JobsError::JobTimeOutOfBounds);
        Ok(())
    }

    /// The first replica waits for the last one, and all for what the others reveal, before anyone can be accused. For as
    /// long as that may be, the books of operators that were paid at once stay open, and the crew too.
    fn is_judged_in_time(&self, market: &Market) -> bool {
        let shown = market.review_seconds.saturating_add(REVEAL_SECONDS);
        let accused_within = i64::from(shown.saturating_add(self.max_seconds));
        let review = shown.saturating_add(self.claim_seconds);
        accused_within <= LEAVING_SECONDS && dispute::is_judged_in_time(self.max_seconds, review, false)
    }
}
