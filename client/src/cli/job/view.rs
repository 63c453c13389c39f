//! Jobs as documents.

use furnace_client::accounts::{Found, Job, JobState};
use furnace_common::fees;
use serde::Serialize;
use solana_address::Address;

use crate::cli::report::{Report, heat, moment, properties, span};

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
    pub(super) price: u64,
    pub(super) collateral: u64,
    pub(super) attempts: u8,
    pub(super) store: String,
    pub(super) spec: String,
    pub(super) result: Option<String>,
    pub(super) log: Option<String>,
    pub(super) exit_code: Option<i32>,
    pub(super) max_seconds: u32,
    pub(super) posted_at: i64,
    pub(super) expires_at: i64,
    pub(super) claimed_at: i64,
    pub(super) started_at: i64,
    pub(super) deadline: i64,
    pub(super) submitted_at: i64,
    pub(super) review_ends_at: i64,
    pub(super) ended_at: i64,
    /// How the price was divided, once the job is settled.
    pub(super) settlement: Option<Settlement>,
}

#[derive(Serialize)]
pub(super) struct Settlement {
    pub(super) paid: u64,
    pub(super) burned: u64,
    pub(super) fee: u64,
}

impl From<&Found<Job>> for JobView {
    fn from(job: &Found<Job>) -> Self {
        let Found { address, data } = job;
        let named = |party: Address| Some(party).filter(|party| *party != Address::default()).map(|it| it.to_string());
        Self {
            job: address.to_string(),
            number: data.number,
            state: state_name(data.state()),
            client: data.client.to_string(),
            market: data.market.to_string(),
            worker: named(data.worker),
            operator: named(data.operator),
            price: data.price,
            collateral: data.collateral,
            attempts: data.attempts,
            store: data.store(),
            spec: data.spec().to_string(),
            result: data.result().map(|digest| digest.to_string()),
            log: data.log().map(|digest| digest.to_string()),
            exit_code: data.result().map(|_| data.exit_code),
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
        }
    }
}

fn settlement(job: &Job) -> Option<Settlement> {
    if job.state() != Some(JobState::Settled) {
        return None;
    }
    let parts = fees::settle(job.price, job.take_bps, job.burn_bps)?;
    Some(Settlement { paid: parts.worker, burned: parts.burn, fee: parts.fee })
}

impl Report for JobView {
    fn text(&self, colour: bool) -> String {
        let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let mut rows = vec![
            ("job", self.job.clone()),
            ("state", self.state.clone()),
            ("client", self.client.clone()),
            ("market", self.market.clone()),
            ("worker", or_dash(&self.worker)),
            ("price", heat(self.price)),
            ("collateral", heat(self.collateral)),
            ("time limit", span(self.max_seconds)),
            ("store", self.store.clone()),
            ("spec", self.spec.clone()),
            ("result", or_dash(&self.result)),
            ("log", or_dash(&self.log)),
            ("lost attempts", self.attempts.to_string()),
        ];
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
            rows.push(("paid to the operator", heat(parts.paid)));
            rows.push(("burned", heat(parts.burned)));
            rows.push(("fee", heat(parts.fee)));
        }
        properties(colour, rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_have_names_both_ways() {
        for state in JobState::ALL {
            assert_eq!(state_of(&state_name(Some(*state))), Ok(*state));
        }
        assert!(state_of("lost").is_err_and(|message| message.contains("open")));
    }
}
