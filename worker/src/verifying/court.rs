//! A verifier's dealings with the chain, behind a trait with one implementation over a cluster.

use async_trait::async_trait;
use furnace_client::{
    accounts::{Dispute, Found, Job, JobFilter, JobState, Roster, Verifier},
    chain::ChainError,
    furnace::Furnace,
    pda, program,
};
use furnace_common::state::DisputeState;
use futures::stream::{self, BoxStream, StreamExt};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;
use tokio::try_join;

use super::{Ballot, Chore};

/// One look at the chain.
#[derive(Clone, Debug, Default)]
pub struct Docket {
    /// The chain's time, unix seconds.
    pub now: i64,
    /// The chain's slot.
    pub slot: u64,
    /// Every dispute there is.
    pub disputes: Vec<Found<Dispute>>,
    /// Jobs in review, of which some may be due for an audit; none where this verifier does not look after them.
    pub delivered: Vec<Found<Job>>,
    /// Who can be drawn, where a dispute waits for that; none where this verifier does not look after it.
    pub roster: Option<Roster>,
}

/// What a verifier sees of the chain and does there.
#[async_trait]
pub trait Court: Send + Sync {
    /// The hot key, which votes.
    fn key(&self) -> Address;

    /// The verifier's account, where it has one.
    async fn standing(&self) -> Result<Option<Verifier>, ChainError>;

    /// Looks at everything that concerns it.
    async fn docket(&self) -> Result<Docket, ChainError>;

    /// The address of the verifier's account.
    fn verifier(&self) -> Address;

    /// Commits to a vote of this number.
    async fn commit(&self, dispute: &Found<Dispute>, vote: u8, ballot: &Ballot) -> Result<Signature, ChainError>;

    /// Shows a vote that was committed to.
    async fn reveal(&self, dispute: &Found<Dispute>, vote: u8, ballot: &Ballot) -> Result<Signature, ChainError>;

    /// Takes a step that anyone may take.
    async fn take(&self, chore: Chore<'_>) -> Result<Signature, ChainError>;

    /// An endless stream of hints that it is time to look again.
    fn wake_ups(&self) -> BoxStream<'static, ()>;
}

/// A verifier on a cluster.
pub struct OnChainCourt {
    furnace: Furnace,
    key: Keypair,
    wallet: Address,
    verifier: Address,
    keep: bool,
}

impl OnChainCourt {
    /// The verifier that a wallet is, with its hot key. With `keep`, it sees jobs that are due for an audit too.
    pub fn new(furnace: Furnace, key: Keypair, wallet: Address, keep: bool) -> Self {
        let verifier = pda::verifier(&wallet);
        Self { furnace, key, wallet, verifier, keep }
    }

    async fn delivered(&self) -> Result<Vec<Found<Job>>, ChainError> {
        match self.keep {
            true => self.furnace.jobs(&JobFilter::in_state(JobState::Review)).await,
            false => Ok(Vec::new()),
        }
    }

    async fn roster(&self, disputes: &[Found<Dispute>]) -> Result<Option<Roster>, ChainError> {
        let waits = |dispute: &Found<Dispute>| dispute.data.state() == Some(DisputeState::Drawing);
        match self.keep && disputes.iter().any(waits) {
            true => self.furnace.roster().await.map(Some),
            false => Ok(None),
        }
    }
}

#[async_trait]
impl Court for OnChainCourt {
    fn key(&self) -> Address {
        self.key.pubkey()
    }

    async fn standing(&self) -> Result<Option<Verifier>, ChainError> {
        Ok(self.furnace.find::<Verifier>(&self.verifier).await?.map(|found| found.data))
    }

    async fn docket(&self) -> Result<Docket, ChainError> {
        let (clock, disputes, delivered) =
            try_join!(self.furnace.chain().clock(), self.furnace.disputes(), self.delivered())?;
        let roster = self.roster(&disputes).await?;
        Ok(Docket { now: clock.unix_timestamp, slot: clock.slot, disputes, delivered, roster })
    }

    fn verifier(&self) -> Address {
        self.verifier
    }

    async fn commit(&self, dispute: &Found<Dispute>, vote: u8, ballot: &Ballot) -> Result<Signature, ChainError> {
        let Ballot { result, salt } = ballot;
        self.furnace.vote_commit(&self.key, &self.wallet, dispute, vote, *result, salt).await
    }

    async fn reveal(&self, dispute: &Found<Dispute>, vote: u8, ballot: &Ballot) -> Result<Signature, ChainError> {
        let Ballot { result, salt } = *ballot;
        self.furnace.vote_reveal(&self.key, &self.wallet, dispute, vote, result, salt).await
    }

    async fn take(&self, chore: Chore<'_>) -> Result<Signature, ChainError> {
        match chore {
            Chore::Advance(dispute, step) => self.furnace.dispute_advance(&self.key, dispute, step).await,
            Chore::DrawAudit(job) => self.furnace.audit_draw(&self.key, &job.address).await,
            Chore::OpenAudit(job) => Ok(self.furnace.audit_open(&self.key, job).await?.0),
        }
    }

    fn wake_ups(&self) -> BoxStream<'static, ()> {
        let chain = self.furnace.chain();
        stream::select(chain.watch(&program::SLASHING), chain.watch(&program::JOBS)).boxed()
    }
}
