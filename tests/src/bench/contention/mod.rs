//! What unrelated jobs wait for: two thousand of them in real transactions, the accounts that these lock for writing,
//! and how many jobs a block can hold.

mod crowd;
mod limits;
mod table;
mod writes;

use serde::{Deserialize, Serialize};

use crowd::Crowd;
use writes::Ledger;

pub(super) use table::{print, violations};

/// Jobs that go from post to settlement.
const JOBS: usize = 2_000;
/// What brings a job to its settlement; of the last two either does.
const PATH: [&str; 6] = ["job_post", "job_claim", "job_start", "job_submit", "job_accept", "job_settle"];

/// Whose jobs share an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SharedBy {
    /// No two jobs.
    Nobody,
    /// Jobs of one client.
    Client,
    Worker,
    Operator,
    Market,
    /// Jobs that have nothing in common.
    Everyone,
}

/// Accounts of one kind that an instruction locks for writing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Write {
    pub kind: String,
    pub accounts: usize,
    /// Most jobs of which one of them is written.
    pub most_jobs: usize,
    pub shared_by: SharedBy,
}

/// How many jobs one block holds, if nothing else is in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PerBlock {
    /// All jobs.
    pub all: u64,
    /// Jobs of one market, of one operator, and of one client.
    pub market: u64,
    pub operator: u64,
    pub client: u64,
}

/// An instruction, or all of a job's.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Contended {
    pub what: String,
    /// Most compute units of one transaction; of all that a job takes the sum.
    pub cu: u64,
    /// What the transaction takes of a block, on average: signatures, locks and data count too.
    pub block_units: u64,
    pub per_block: PerBlock,
    pub writes: Vec<Write>,
}

/// Runs all jobs, each step of all before the next.
pub(super) fn all() -> Vec<Contended> {
    let mut crowd = Crowd::new();
    let mut ledger = Ledger::default();
    for name in PATH {
        if name == "job_settle" {
            crowd.pass_review();
        }
        for job in (0..JOBS).filter(|job| takes(name, *job)) {
            ledger.record(name, crowd.step(name, job));
        }
    }
    // It counts the job in its market.
    (0..JOBS).for_each(|job| ledger.record("job_close", crowd.step("job_close", job)));
    ledger.contended()
}

/// The client accepts one job of two; the others wait until their review is over.
fn takes(name: &str, job: usize) -> bool {
    match name {
        "job_accept" => job.is_multiple_of(2),
        "job_settle" => !job.is_multiple_of(2),
        _ => true,
    }
}
