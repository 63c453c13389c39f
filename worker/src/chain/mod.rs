//! What a worker sees of the chain and does there, behind a trait with one implementation over a cluster.

mod admission;
mod clock;
mod job;
mod onchain;
mod standing;
mod trail;

use async_trait::async_trait;
use furnace_client::{artifacts::Digest, chain::ChainError};
use futures::stream::BoxStream;
use solana_address::Address;
use solana_signature::Signature;

pub use admission::{Admission, Drawing};
pub use clock::ChainClock;
pub use job::JobAccount;
pub use onchain::OnChain;
pub use standing::Standing;
pub use trail::{Checkpoint, Trail};

/// One look at the chain.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The chain's time, unix seconds.
    pub now: i64,
    /// How this worker stands.
    pub standing: Standing,
    /// Jobs that wait for a claim.
    pub open: Vec<JobAccount>,
    /// Jobs that this worker has claimed and that have not ended.
    pub held: Vec<JobAccount>,
}

/// What a worker says of its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attestation {
    /// Hash of the result's manifest.
    pub result: Digest,
    /// Hash of the log.
    pub log: Digest,
    /// Exit code of the workload.
    pub exit_code: i32,
}

/// The worker's dealings with the chain.
///
/// When a sending method fails with anything but [`ChainError::Unconfirmed`], nothing was executed.
#[async_trait]
pub trait Protocol: Send + Sync {
    /// This worker's address on chain.
    fn worker(&self) -> Address;

    /// Looks at the time, at this worker, and at the jobs that concern it.
    async fn survey(&self) -> Result<Survey, ChainError>;

    /// Reads one job; none when it is closed.
    async fn job(&self, job: &Address) -> Result<Option<JobAccount>, ChainError>;

    /// Takes an open job.
    async fn claim(&self, job: &Address) -> Result<Signature, ChainError>;

    /// Says that the work begins, and from how many checkpoints of others.
    async fn start(&self, job: &Address, from: u8) -> Result<Signature, ChainError>;

    /// Records a state from which others can go on.
    async fn checkpoint(&self, job: &Address, checkpoint: Checkpoint) -> Result<Signature, ChainError>;

    /// Attests to a result.
    async fn submit(&self, job: &Address, attestation: Attestation) -> Result<Signature, ChainError>;

    /// Hands a job back, at the price of a part of the collateral.
    async fn quit(&self, job: &Address) -> Result<Signature, ChainError>;

    /// Settles a job whose review is over.
    async fn settle(&self, job: &Address) -> Result<Signature, ChainError>;

    /// An endless stream of hints that it is time for another survey.
    fn wake_ups(&self) -> BoxStream<'static, ()>;
}
