//! What is known of open jobs that were looked at before.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use solana_address::Address;
use tokio::time::Instant;
use tracing::info;

use super::fetch::FetchError;
use crate::{chain::Survey, status::Status};

/// When to look again at a job that may suit later.
const AGAIN: Duration = Duration::from_secs(10);

/// Jobs that were refused, and until when.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    refused: HashMap<Address, Refused>,
}

#[derive(Debug)]
struct Refused {
    reason: &'static str,
    /// None: for good.
    until: Option<Instant>,
}

impl Candidates {
    /// Forgets orders that are not open any more, so that the memory stays as small as the market.
    pub(super) fn keep(&mut self, survey: &Survey) {
        let jobs = survey.open.iter().map(|job| job.address);
        let auctions = survey.auctions.iter().map(|auction| auction.lot.address());
        let crews = survey.crews.iter().map(|crew| crew.job.address);
        let leases = survey.leases.iter().map(|lease| lease.address);
        let open: HashSet<_> = jobs.chain(auctions).chain(crews).chain(leases).collect();
        self.refused.retain(|address, _| open.contains(address));
    }

    /// Whether a job may be looked at now.
    pub(super) fn is_due(&self, job: &Address) -> bool {
        self.refused.get(job).is_none_or(|refused| refused.until.is_some_and(|until| Instant::now() >= until))
    }

    /// Notes that a job is left alone. It is said once for each reason.
    pub(super) fn refuse(&mut self, job: &Address, error: &FetchError, status: &Status) {
        let reason = error.name();
        let until = error.is_passing().then(|| Instant::now() + AGAIN);
        let known = self.refused.insert(*job, Refused { reason, until });
        if known.is_none_or(|known| known.reason != reason) {
            status.refused(reason);
            info!(%job, reason, detail = %error, "job refused");
        }
    }
}
