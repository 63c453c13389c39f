//! What a worker sees of the chain and does there, behind a trait with one implementation over a cluster.

mod action;
mod admission;
mod auction;
mod clock;
mod conviction;
mod crew;
mod job;
mod lease;
mod needs;
mod onchain;
mod sealed;
mod standing;
mod trail;

use async_trait::async_trait;
use furnace_client::chain::ChainError;
use futures::stream::BoxStream;
use solana_address::Address;
use solana_signature::Signature;

pub use action::{Action, Attestation};
pub use admission::{Admission, Drawing};
pub use auction::{Auction, Lot};
pub use clock::ChainClock;
pub use conviction::Conviction;
pub use crew::{CrewAccount, SeatAccount};
pub use job::JobAccount;
pub use lease::LeaseAccount;
pub use needs::Needs;
pub use onchain::OnChain;
pub use sealed::Sealed;
pub use standing::Standing;
pub use trail::{Checkpoint, Trail};

/// One look at the chain.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The chain's time, unix seconds.
    pub now: i64,
    /// How this worker stands.
    pub standing: Standing,
    /// Jobs that wait for one worker to claim them.
    pub open: Vec<JobAccount>,
    /// Jobs that this worker alone has claimed and that have not ended.
    pub held: Vec<JobAccount>,
    /// Jobs and leases that wait for bids, or for their award.
    pub auctions: Vec<Auction>,
    /// Crews that wait for workers, and those in which this worker has a seat.
    pub crews: Vec<CrewAccount>,
    /// Leases that wait for a worker, auctions aside, and those of this worker.
    pub leases: Vec<LeaseAccount>,
}

/// The worker's dealings with the chain.
#[async_trait]
pub trait Protocol: Send + Sync {
    /// This worker's address on chain.
    fn worker(&self) -> Address;

    /// The account of this worker's operator.
    fn operator(&self) -> Address;

    /// Looks at the time, at this worker, and at the orders that concern it.
    async fn survey(&self) -> Result<Survey, ChainError>;

    /// Reads one job; none when it is closed.
    async fn job(&self, job: &Address) -> Result<Option<JobAccount>, ChainError>;

    /// Reads the crew of a job; none when it is closed.
    async fn crew(&self, job: &Address) -> Result<Option<CrewAccount>, ChainError>;

    /// Reads one lease; none when it is closed.
    async fn lease(&self, lease: &Address) -> Result<Option<LeaseAccount>, ChainError>;

    /// Reads the auction of an order; none when it is over.
    async fn auction(&self, order: &Address) -> Result<Option<Auction>, ChainError>;

    /// The results of this worker that were found wrong, as long as an appeal is open.
    async fn convictions(&self) -> Result<Vec<Conviction>, ChainError>;

    /// The key to which secrets for a worker are encrypted.
    async fn encryption_key(&self, worker: &Address) -> Result<[u8; 32], ChainError>;

    /// Takes a step for an order: a job, the crew of a job, or a lease.
    ///
    /// When this fails with anything but [`ChainError::Unconfirmed`], nothing was executed.
    async fn take(&self, order: &Address, action: &Action) -> Result<Signature, ChainError>;

    /// An endless stream of hints that it is time for another survey.
    fn wake_ups(&self) -> BoxStream<'static, ()>;
}
