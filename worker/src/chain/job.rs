//! Job accounts as a worker reads them.

use furnace_client::{
    accounts::{Found, Job, JobState},
    artifacts::Digest,
    chain::ChainError,
    heat::Heat,
};
use furnace_common::state::{AuditState, Payment};
use solana_address::Address;

use super::{Admission, Needs, Trail};

/// A job on chain. Times are unix seconds, zero where it has not happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobAccount {
    /// Where it is.
    pub address: Address,
    /// The market whose terms it has.
    pub market: Address,
    /// Who holds or held it; the zero address before the first claim.
    pub worker: Address,
    /// Which of its attempts it is: how many workers lost it before.
    pub attempt: u8,
    /// Where it stands.
    pub state: JobState,
    /// What it pays.
    pub price: Heat,
    /// Whether the price is in dollars and not in HEAT; a base unit is a millionth of either.
    pub in_dollars: bool,
    /// Stake at risk.
    pub collateral: Heat,
    /// Last moment to claim it.
    pub expires_at: i64,
    /// When its holder claimed it.
    pub claimed_at: i64,
    /// Last moment to submit.
    pub deadline: i64,
    /// When its result was attested.
    pub submitted_at: i64,
    /// From then on anyone may settle.
    pub review_ends_at: i64,
    /// Where the audit of its result stands.
    pub audit: AuditState,
    /// From claim to deadline, in seconds.
    pub max_seconds: u32,
    /// What it asks of a worker.
    pub needs: Needs,
    /// Who may claim it.
    pub admission: Admission,
    /// How far it has come.
    pub trail: Trail,
    /// Hash of the spec.
    pub spec: Digest,
    /// Hash of the result's manifest.
    pub result: Digest,
    /// The artifact store's URI, as the client wrote it.
    pub store_uri: String,
}

impl JobAccount {
    /// Whether `worker` must still deliver it.
    pub fn is_held_by(&self, worker: &Address) -> bool {
        self.state.is_held() && self.worker == *worker
    }
}

impl TryFrom<Found<Job>> for JobAccount {
    type Error = ChainError;

    /// Fails for a job in a state that is newer than this program.
    fn try_from(found: Found<Job>) -> Result<Self, ChainError> {
        let Found { address, data: job } = found;
        let unknown = ChainError::Malformed { what: "job in a known state", address };
        let (Some(state), Some(audit)) = (job.state(), job.audit()) else {
            return Err(unknown);
        };
        Ok(Self {
            address,
            market: job.market,
            worker: job.worker,
            attempt: job.attempts,
            state,
            price: Heat(job.price),
            in_dollars: job.payment().is_none_or(Payment::is_in_usd),
            collateral: Heat(job.escrow.collateral),
            expires_at: job.expires_at,
            claimed_at: job.claimed_at,
            deadline: job.deadline,
            submitted_at: job.submitted_at,
            review_ends_at: job.review_ends_at,
            audit,
            max_seconds: job.max_seconds,
            needs: Needs::from(&job.needs),
            admission: Admission::from(&job),
            trail: Trail::from(&job),
            spec: job.spec(),
            result: Digest(job.result_hash),
            store_uri: job.store(),
        })
    }
}
