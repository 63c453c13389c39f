//! Leases: readable fields, and what the programs reckon of them at a moment.

use furnace_common::{
    lease::{self, first_of, seconds_between},
    limits::FAILOVER_SECONDS,
    penalties::{DOWNTIME_TIERS, downtime_bps},
    state::{CloseReason, LeaseState, Payment, PriceMode},
};

use super::{Lease, text_of};
use crate::artifacts::{Digest, Location, StoreError};

/// How long a worker may take to answer a ping at no cost, in seconds.
pub const ANSWER_SECONDS: i64 = DOWNTIME_TIERS[0].0;

impl Lease {
    /// Where the lease stands; `None` for a state that this client does not know.
    pub fn state(&self) -> Option<LeaseState> {
        LeaseState::from_byte(self.state)
    }

    /// Why it ended; `None` before.
    pub fn reason(&self) -> Option<CloseReason> {
        CloseReason::from_byte(self.reason)
    }

    /// In what it is quoted and paid.
    pub fn payment(&self) -> Option<Payment> {
        self.escrow.payment()
    }

    /// Whether its rate is up for auction.
    pub fn is_auctioned(&self) -> bool {
        self.mode == PriceMode::Auction.byte()
    }

    /// The URI of its artifact store, as the client wrote it.
    pub fn store(&self) -> String {
        text_of(&self.store_uri)
    }

    /// Its artifact store, if its URI is one.
    pub fn location(&self) -> Result<Location, StoreError> {
        Location::from_uri(&self.store())
    }

    /// Name of the spec in the store.
    pub fn spec(&self) -> Digest {
        Digest(self.spec_hash)
    }

    /// Last moment to bid.
    pub fn bidding_ends_at(&self) -> i64 {
        self.posted_at.saturating_add(i64::from(self.claim_seconds))
    }

    /// When the present worker's duty ends, as far as that is known.
    pub fn service_ends_at(&self) -> i64 {
        first_of(i64::MAX, &[self.ends_at, self.leaves_at])
    }

    /// Whether a worker could still take it.
    pub fn is_claimable(&self, now: i64) -> bool {
        self.state() == Some(LeaseState::Open) && now <= self.expires_at && now < self.service_ends_at()
    }

    /// Whether it is kept for its backup worker alone.
    pub fn is_kept_for_backup(&self, now: i64) -> bool {
        now <= self.backup_until
    }

    /// How long the worker has been down, in seconds: since the ping that it has not answered, or since it
    /// should have started.
    pub fn down_seconds(&self, now: i64) -> i64 {
        let since = match self.state() {
            Some(LeaseState::Assigned) => self.start_by,
            Some(LeaseState::Running) if self.pinged_at != 0 => self.pinged_at,
            _ => return 0,
        };
        now.min(self.service_ends_at()).saturating_sub(since).max(0)
    }

    /// What may be taken of the collateral for the present outage and was not yet, in basis points.
    pub fn penalty_bps(&self, now: i64) -> u16 {
        downtime_bps(self.down_seconds(now)).saturating_sub(self.penalised_bps)
    }

    /// Whether the worker loses it with the next penalty, but must be paid for the time before first.
    pub fn is_settled_first(&self, now: i64) -> bool {
        let paid = self.owed == 0 && self.paid_until >= self.pinged_at;
        self.down_seconds(now) > FAILOVER_SECONDS && !paid
    }

    /// What is earned and not paid yet, units of the quote.
    pub fn due(&self, now: i64) -> u64 {
        if self.state() != Some(LeaseState::Running) {
            return self.owed;
        }
        let until = first_of(now, &[self.ends_at, self.leaves_at, self.pinged_at]);
        self.owed.saturating_add(self.rate.saturating_mul(seconds_between(self.paid_until, until)))
    }

    /// For how many seconds what is held lasts beyond what is due, at the price of the posting.
    pub fn seconds_left(&self, now: i64) -> Option<u64> {
        let cost = self.escrow.at_posting(self.rate.checked_mul(u64::from(self.max_seconds))?)?;
        let due = self.escrow.at_posting(self.due(now))?;
        let left = self.escrow.reserved.saturating_sub(due);
        Some(lease::bill(u64::from(self.max_seconds), cost, left)?.seconds)
    }

    /// Last moment to put more funds into a suspended one.
    pub fn grace_ends_at(&self) -> i64 {
        self.suspended_at.saturating_add(i64::from(self.grace_seconds))
    }
}

#[cfg(test)]
mod tests;
