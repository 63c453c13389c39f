//! Jobs as documents.

use furnace_client::accounts::{Found, Job, JobState};
use furnace_common::{
    fees,
    state::{AuditState, CrewKind, Payment, Verification},
};
use serde::Serialize;
use solana_address::Address;

use super::parts::{CheckpointView, CreditView};
use crate::cli::{
    quote::{Quote, payment_name},
    report::{Report, heat, moment, percent, properties, span},
};

/// A state's name in documents and options.
pub(super) fn state_name(state: Option<JobState>) -> String {
    state.map_or_else(|| "unknown".to_owned(), |state| state.name().to_lowercase())
}

/// The state of a name.
pub(super) fn state_of(name: &str) -> Result<JobState, String> {
    let known = JobState::ALL.iter().find(|state| state_name(Some(**state)) == name);
    known.copied().ok_or_else(|| {
        let names: Vec<_> = JobState::ALL.iter().map(|state| state_name(Some(*state))).collect();
        format!("a job is one of {}", names.join(", "))
    })
}

#[derive(Serialize)]
pub(super) struct JobView {
    pub(super) job: String,
    pub(super) number: u64,
    pub(super) state: String,
    pub(super) client: String,
    pub(super) market: String,
    pub(super) worker: Option<String>,
    pub(super) operator: Option<String>,
    /// In what the price is quoted and paid.
    pub(super) payment: &'static str,
    /// Of one worker, in units of the quote; of an auction the ceiling.
    pub(super) price: u64,
    pub(super) auction: bool,
    pub(super) crew: String,
    pub(super) seats: u8,
    pub(super) quorum: u8,
    pub(super) designated: Option<String>,
    /// Seconds in which only drawn workers may claim, and the part that is drawn.
    pub(super) sortition_seconds: u32,
    pub(super) sortition_bps: u16,
    /// Held of the balance, base units of what is paid.
    pub(super) reserved: u64,
    pub(super) collateral: u64,
    pub(super) attempts: u8,
    pub(super) store: String,
    pub(super) spec: String,
    pub(super) result: Option<String>,
    /// The part of all results that is audited, in basis points, and where the audit of this one stands.
    pub(super) audit_bps: u16,
    pub(super) audit: Option<&'static str>,
    /// Whether the market's attestor co-signed the result, where it has to.
    pub(super) cosigned: Option<bool>,
    /// Times that a result was judged.
    pub(super) disputes: u8,
    pub(super) log: Option<String>,
    pub(super) exit_code: Option<i32>,
    pub(super) checkpoint: Option<CheckpointView>,
    pub(super) credits: Vec<CreditView>,
    pub(super) max_seconds: u32,
    pub(super) posted_at: i64,
    pub(super) expires_at: i64,
    pub(super) claimed_at: i64,
    pub(super) started_at: i64,
    pub(super) deadline: i64,
    pub(super) submitted_at: i64,
    pub(super) review_ends_at: i64,
    pub(super) ended_at: i64,
    /// How what was paid was divided, once the job is settled.
    pub(super) settlement: Option<Settlement>,
    #[serde(skip)]
    pub(super) quote: Quote,
}

#[derive(Serialize)]
pub(super) struct Settlement {
    pub(super) paid: u64,
    pub(super) burned: u64,
    pub(super) fee: u64,
}

/// A party that is there.
pub(super) fn named(party: Address) -> Option<String> {
    (party != Address::default()).then(|| party.to_string())
}

impl From<&Found<Job>> for JobView {
    fn from(job: &Found<Job>) -> Self {
        let Found { address, data } = job;
        Self {
            job: address.to_string(),
            number: data.number,
            state: state_name(data.state()),
            client: data.client.to_string(),
            market: data.market.to_string(),
            worker: named(data.worker),
            operator: named(data.operator),
            payment: payment_name(data.payment()),
            price: data.price,
            auction: data.is_auctioned(),
            crew: data.crew().map_or_else(|| "unknown".to_owned(), |crew| crew.name().to_lowercase()),
            seats: data.seats,
            quorum: data.quorum,
            designated: named(data.designated),
            sortition_seconds: data.sortition_seconds,
            sortition_bps: data.sortition_bps,
            reserved: data.escrow.reserved,
            collateral: data.escrow.collateral,
            attempts: data.attempts,
            store: data.store(),
            spec: data.spec().to_string(),
            result: data.result().map(|digest| digest.to_string()),
            audit_bps: data.audit_bps,
            audit: data.audit().filter(|_| data.audit_bps > 0).map(AuditState::name),
            cosigned: (data.verification == Verification::Attested.byte())
                .then(|| data.result().is_some() && data.audit() == Some(AuditState::Clear)),
            disputes: data.disputes,
            log: data.log().map(|digest| digest.to_string()),
            exit_code: data.result().map(|_| data.exit_code),
            checkpoint: CheckpointView::last(data),
            credits: CreditView::all(data),
            max_seconds: data.max_seconds,
            posted_at: data.posted_at,
            expires_at: data.expires_at,
            claimed_at: data.claimed_at,
            started_at: data.started_at,
            deadline: data.deadline,
            submitted_at: data.submitted_at,
            review_ends_at: data.review_ends_at,
            ended_at: data.ended_at,
            settlement: settlement(data),
            quote: Quote::plain(data.payment()),
        }
    }
}

fn settlement(job: &Job) -> Option<Settlement> {
    if job.state() != Some(JobState::Settled) {
        return None;
    }
    let escrow = &job.escrow;
    let parts = fees::settle(escrow.paid, escrow.take_bps, escrow.burn_bps)?;
    // Dollars are not burned: that part is collected with the fee.
    let burned = if job.payment() == Some(Payment::Usd) { 0 } else { parts.burn };
    Some(Settlement { paid: parts.worker, burned, fee: escrow.paid.checked_sub(parts.worker)?.checked_sub(burned)? })
}

impl JobView {
    /// With prices told in another way.
    pub(super) fn told_in(self, quote: Quote) -> Self {
        Self { quote, ..self }
    }

    /// How many workers do it, and how, for people.
    fn crew(&self) -> Option<String> {
        let kind = |crew: CrewKind| self.crew == crew.name().to_lowercase();
        match self.seats {
            seats if kind(CrewKind::Replicas) => Some(format!("{seats} replicas, of which {} must agree", self.quorum)),
            seats if kind(CrewKind::Gang) => Some(format!("a gang of {seats}")),
            _ => None,
        }
    }

    fn admission(&self) -> Vec<(&'static str, String)> {
        let drawn = (self.sortition_seconds > 0)
            .then(|| format!("{} of the workers for {}", percent(self.sortition_bps), span(self.sortition_seconds)));
        let rows =
            [("workers", self.crew()), ("only for", self.designated.clone()), ("at first only for a drawn", drawn)];
        rows.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

impl Report for JobView {
    fn text(&self, colour: bool) -> String {
        let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let price = if self.auction { "at most" } else { "price" };
        let mut rows = vec![
            ("job", self.job.clone()),
            ("state", self.state.clone()),
            ("client", self.client.clone()),
            ("market", self.market.clone()),
            ("worker", or_dash(&self.worker)),
            (price, self.quote.price(self.price)),
            ("held", self.quote.money(self.reserved)),
            ("collateral", heat(self.collateral)),
            ("time limit", span(self.max_seconds)),
            ("store", self.store.clone()),
            ("spec", self.spec.clone()),
            ("result", or_dash(&self.result)),
            ("log", or_dash(&self.log)),
            ("lost attempts", self.attempts.to_string()),
        ];
        rows.extend(self.admission());
        if let Some(audit) = self.audit {
            rows.push(("audit", format!("{audit}, of {} of all results", percent(self.audit_bps))));
        }
        if let Some(cosigned) = self.cosigned {
            rows.push(("co-signed", if cosigned { "yes" } else { "not yet" }.to_owned()));
        }
        if self.disputes > 0 {
            rows.push(("judged", format!("{} times", self.disputes)));
        }
        if let Some(checkpoint) = &self.checkpoint {
            rows.push(("last checkpoint", checkpoint.text()));
        }
        let moments = [
            ("posted", self.posted_at),
            ("to be claimed by", self.expires_at),
            ("claimed", self.claimed_at),
            ("started", self.started_at),
            ("deadline", self.deadline),
            ("submitted", self.submitted_at),
            ("review ends", self.review_ends_at),
            ("ended", self.ended_at),
        ];
        rows.extend(moments.into_iter().filter(|(_, at)| *at != 0).map(|(name, at)| (name, moment(at))));
        if let Some(parts) = &self.settlement {
            rows.push(("paid to operators", self.quote.money(parts.paid)));
            rows.push(("burned", self.quote.money(parts.burned)));
            rows.push(("fee", self.quote.money(parts.fee)));
        }
        let credits = CreditView::table(&self.credits, colour);
        format!("{}{credits}", properties(colour, rows))
    }
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;

    use super::*;

    #[test]
    fn whether_a_result_is_co_signed_is_shown_where_it_has_to_be() {
        let mut data = Job::parse(&vec![0; Job::SIZE]).expect("a job");
        let shown = |data: &Job| {
            let view = JobView::from(&Found { address: Address::default(), data: data.clone() });
            let text = view.text(false);
            (view.cosigned, text.contains("not yet"), text.contains("co-signed"))
        };
        (data.verification, data.audit) = (Verification::ClientAccept.byte(), AuditState::Clear.byte());
        data.result_hash = [9; 32];
        assert_eq!(shown(&data), (None, false, false));
        (data.verification, data.audit) = (Verification::Attested.byte(), AuditState::Unattested.byte());
        assert_eq!(shown(&data), (Some(false), true, true));
        data.audit = AuditState::Clear.byte();
        assert_eq!(shown(&data), (Some(true), false, true));
        // Nothing is there that could be co-signed.
        data.result_hash = [0; 32];
        assert_eq!(shown(&data), (Some(false), true, true));
    }

    #[test]
    fn states_have_names_both_ways() {
        for state in JobState::ALL {
            assert_eq!(state_of(&state_name(Some(*state))), Ok(*state));
        }
        assert!(state_of("lost").is_err_and(|message| message.contains("open")));
    }
}
