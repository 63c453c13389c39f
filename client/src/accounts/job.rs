//! Jobs: readable fields.

use furnace_common::state::{CrewKind, Payment, PriceMode};
use solana_address::Address;

use super::{Job, JobState, text_of};
use crate::{
    artifacts::{Digest, Location, StoreError},
    generated::jobs::types::{Checkpoint, Credit},
};

impl Job {
    /// Where the job stands; `None` for a state that this client does not know.
    pub fn state(&self) -> Option<JobState> {
        JobState::from_byte(self.state)
    }

    /// How many workers do it, and how.
    pub fn crew(&self) -> Option<CrewKind> {
        CrewKind::from_byte(self.crew)
    }

    /// In what it is quoted and paid.
    pub fn payment(&self) -> Option<Payment> {
        self.escrow.payment()
    }

    /// Whether its price is up for auction.
    pub fn is_auctioned(&self) -> bool {
        self.mode == PriceMode::Auction.byte()
    }

    /// Last moment to bid.
    pub fn bidding_ends_at(&self) -> i64 {
        self.posted_at.saturating_add(i64::from(self.claim_seconds))
    }

    /// Whether a crew belongs to it that is not closed yet.
    pub fn has_crew(&self) -> bool {
        self.attached != 0 && self.crew().is_some_and(|crew| crew != CrewKind::Solo)
    }

    /// Whether bids belong to it that are not closed yet.
    pub fn has_bids(&self) -> bool {
        self.attached != 0 && self.crew() == Some(CrewKind::Solo)
    }

    /// The checkpoints for which others than the last worker are paid, with their places; the earlier first.
    pub fn credits(&self) -> impl Iterator<Item = (u8, &Credit)> {
        (0..self.progress.count).zip(&self.progress.credits)
    }

    /// The URI of the job's artifact store, as the client wrote it.
    pub fn store(&self) -> String {
        text_of(&self.store_uri)
    }

    /// The checkpoints of other workers from which the work can go on, the earlier first: those that are credited, and
    /// the one that waits.
    pub fn checkpoints(&self) -> Vec<Checkpoint> {
        let progress = &self.progress;
        let credited =
            progress.credits.iter().take(usize::from(progress.count)).map(|credit| credit.checkpoint.clone());
        let waiting = (progress.pending != Address::default()).then(|| progress.last.clone());
        credited.chain(waiting).collect()
    }

    /// The job's artifact store, if its URI is one.
    pub fn location(&self) -> Result<Location, StoreError> {
        Location::from_uri(&self.store())
    }

    /// Name of the spec in the store.
    pub fn spec(&self) -> Digest {
        Digest(self.spec_hash)
    }

    /// Name of the result's manifest in the store, once there is a result.
    pub fn result(&self) -> Option<Digest> {
        Some(Digest(self.result_hash)).filter(|digest| !digest.is_zero())
    }

    /// Whether the result of this attempt was found wrong, and its worker punished for that.
    pub fn is_found_wrong(&self, attempt: u8) -> bool {
        1u8.checked_shl(attempt.into()).is_some_and(|bit| self.wrong & bit != 0)
    }

    /// Name of the log in the store, once there is a result with a log.
    pub fn log(&self) -> Option<Digest> {
        Some(Digest(self.log_hash)).filter(|digest| !digest.is_zero())
    }
}
