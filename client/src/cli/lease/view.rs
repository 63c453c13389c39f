//! Leases as documents.

use furnace_client::accounts::{Found, Lease, LeaseState};
use furnace_common::state::CloseReason;
use serde::Serialize;
use solana_address::Address;

use crate::cli::{
    quote::{Quote, payment_name},
    report::{Report, heat, moment, properties, span},
};

/// A state's name in documents and options.
pub(super) fn state_name(state: Option<LeaseState>) -> String {
    state.map_or_else(|| "unknown".to_owned(), |state| state.name().to_lowercase())
}

/// The state of a name.
pub(super) fn state_of(name: &str) -> Result<LeaseState, String> {
    let known = LeaseState::ALL.iter().find(|state| state_name(Some(**state)) == name);
    known.copied().ok_or_else(|| {
        let names: Vec<_> = LeaseState::ALL.iter().map(|state| state_name(Some(*state))).collect();
        format!("a lease is one of {}", names.join(", "))
    })
}

/// Why a lease ended, in documents.
fn reason_name(reason: CloseReason) -> &'static str {
    match reason {
        CloseReason::Finished => "finished",
        CloseReason::Unsatisfied => "unsatisfied",
        CloseReason::Cancelled => "cancelled",
        CloseReason::Expired => "expired",
        CloseReason::OutOfFunds => "out of funds",
        CloseReason::TimeUp => "time up",
        CloseReason::WorkerLeft => "worker left",
        CloseReason::Down => "worker down",
    }
}

#[derive(Serialize)]
pub(super) struct LeaseView {
    pub(super) lease: String,
    pub(super) number: u64,
    pub(super) state: String,
    /// Why it ended.
    pub(super) reason: Option<&'static str>,
    pub(super) client: String,
    pub(super) market: String,
    pub(super) worker: Option<String>,
    pub(super) operator: Option<String>,
    pub(super) designated: Option<String>,
    pub(super) backup: Option<String>,
    /// In what the rate is quoted and paid.
    pub(super) payment: &'static str,
    /// By the second, in units of the quote; of an auction the ceiling.
    pub(super) rate: u64,
    pub(super) auction: bool,
    /// Held of the balance, base units of what is paid.
    pub(super) reserved: u64,
    /// Paid so far, base units.
    pub(super) paid: u64,
    /// Earned and not paid yet, in units of the quote.
    pub(super) due: u64,
    pub(super) billed_seconds: u64,
    /// For how long the funds last, at the price of the opening.
    pub(super) seconds_left: Option<u64>,
    pub(super) collateral: u64,
    pub(super) attempts: u8,
    /// How long the worker has been down, and what may be taken of its collateral for it.
    pub(super) down_seconds: i64,
    pub(super) penalty_bps: u16,
    pub(super) store: String,
    pub(super) spec: String,
    /// Where it is served, where that was looked up.
    pub(super) endpoint: Option<String>,
    pub(super) max_seconds: u32,
    pub(super) low_seconds: u32,
    pub(super) posted_at: i64,
    pub(super) expires_at: i64,
    pub(super) claimed_at: i64,
    pub(super) start_by: i64,
    pub(super) started_at: i64,
    pub(super) settled_at: i64,
    pub(super) ends_at: i64,
    pub(super) suspended_at: i64,
    pub(super) grace_ends_at: Option<i64>,
    pub(super) pinged_at: i64,
    pub(super) leaves_at: i64,
    pub(super) ended_at: i64,
    #[serde(skip)]
    pub(super) quote: Quote,
}

impl LeaseView {
    pub(super) fn new(lease: &Found<Lease>, quote: Quote, now: i64) -> Self {
        let Found { address, data } = lease;
        let named = |party: Address| (party != Address::default()).then(|| party.to_string());
        let suspended = data.state() == Some(LeaseState::Suspended);
        let funded = data.state().is_some_and(|state| state != LeaseState::Closed);
        Self {
            lease: address.to_string(),
            number: data.number,
            state: state_name(data.state()),
            reason: data.reason().map(reason_name),
            client: data.client.to_string(),
            market: data.market.to_string(),
            worker: named(data.worker),
            operator: named(data.operator),
            designated: named(data.designated),
            backup: named(data.backup),
            payment: payment_name(data.payment()),
            rate: data.rate,
            auction: data.is_auctioned(),
            reserved: data.escrow.reserved,
            paid: data.escrow.paid,
            due: data.due(now),
            billed_seconds: data.billed_seconds,
            seconds_left: if funded { data.seconds_left(now) } else { None },
            collateral: data.escrow.collateral,
            attempts: data.attempts,
            down_seconds: data.down_seconds(now),
            penalty_bps: data.penalty_bps(now),
            store: data.store(),
            spec: data.spec().to_string(),
            endpoint: None,
            max_seconds: data.max_seconds,
            low_seconds: data.low_seconds,
            posted_at: data.posted_at,
            expires_at: data.expires_at,
            claimed_at: data.claimed_at,
            start_by: data.start_by,
            started_at: data.started_at,
            settled_at: data.settled_at,
            ends_at: data.ends_at,
            suspended_at: data.suspended_at,
            grace_ends_at: suspended.then(|| data.grace_ends_at()),
            pinged_at: data.pinged_at,
            leaves_at: data.leaves_at,
            ended_at: data.ended_at,
            quote: quote.of(data.payment()),
        }
    }

    /// For how long the funds last, for people.
    pub(super) fn left(&self) -> String {
        match self.seconds_left {
            // The longest that is looked at.
            Some(seconds) if seconds >= u64::from(self.max_seconds) => "all of its time".to_owned(),
            Some(seconds) => span(seconds),
            None => "-".to_owned(),
        }
    }

    fn moments(&self) -> impl Iterator<Item = (&'static str, String)> {
        let open = self.state == state_name(Some(LeaseState::Open));
        let assigned = self.state == state_name(Some(LeaseState::Assigned));
        let moments = [
            ("opened", self.posted_at),
            ("to be claimed by", if open { self.expires_at } else { 0 }),
            ("claimed", self.claimed_at),
            ("to start by", if assigned { self.start_by } else { 0 }),
            ("first started", self.started_at),
            ("last settled", self.settled_at),
            ("out of funds since", self.suspended_at),
            ("funds wanted by", self.grace_ends_at.unwrap_or_default()),
            ("pinged, unanswered", self.pinged_at),
            ("worker leaves", self.leaves_at),
            ("lasts at most until", self.ends_at),
            ("ended", self.ended_at),
        ];
        moments.into_iter().filter(|(_, at)| *at != 0).map(|(name, at)| (name, moment(at)))
    }
}

impl Report for LeaseView {
    fn text(&self, colour: bool) -> String {
        let state = match self.reason {
            Some(reason) => format!("{}, {reason}", self.state),
            None => self.state.clone(),
        };
        let mut rows = vec![
            ("lease", self.lease.clone()),
            ("state", state),
            ("client", self.client.clone()),
            ("market", self.market.clone()),
            ("worker", self.worker.clone().unwrap_or_else(|| "-".to_owned())),
            (if self.auction { "at most" } else { "rate" }, self.quote.rate(self.rate)),
            ("held", self.quote.money(self.reserved)),
            ("lasts for", self.left()),
            ("paid so far", format!("{} for {}", self.quote.money(self.paid), span(self.billed_seconds))),
            ("earned since", self.quote.price(self.due)),
            ("collateral", heat(self.collateral)),
            ("longest time", span(self.max_seconds)),
            ("store", self.store.clone()),
            ("spec", self.spec.clone()),
            ("lost attempts", self.attempts.to_string()),
        ];
        rows.extend(self.endpoint.iter().map(|url| ("served at", url.clone())));
        rows.extend(self.designated.iter().map(|worker| ("first only for", worker.clone())));
        rows.extend(self.backup.iter().map(|worker| ("backup", worker.clone())));
        if self.down_seconds > 0 {
            rows.push(("down for", span(self.down_seconds.unsigned_abs())));
        }
        rows.extend(self.moments());
        properties(colour, rows)
    }
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;

    use super::*;

    #[test]
    fn states_have_names_both_ways() {
        for state in LeaseState::ALL {
            assert_eq!(state_of(&state_name(Some(*state))), Ok(*state));
        }
        assert!(state_of("lost").is_err_and(|message| message.contains("suspended")));
    }

    #[test]
    fn a_blank_moment_is_not_told() {
        let data = Lease::parse(&vec![0; Lease::SIZE]).expect("a lease");
        let lease = Found { address: Address::default(), data: Lease { posted_at: 1, expires_at: 2, ..data } };
        let view = LeaseView::new(&lease, Quote::plain(None), 0);
        assert_eq!(view.moments().map(|(name, _)| name).collect::<Vec<_>>(), ["opened"]);
    }
}
