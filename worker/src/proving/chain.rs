//! The prover's dealings with the chain, behind a trait with one implementation over a cluster.

use async_trait::async_trait;
use furnace_client::{
    chain::ChainError,
    furnace::{Furnace, Proving, Shown, ShownRoots},
    pda, program,
};
use furnace_common::proof::{Shape, tree::Hash};
use futures::stream::BoxStream;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

/// A step of a proof.
#[derive(Clone, Debug, PartialEq)]
pub enum ProofStep {
    /// Creates the accounts that are missing.
    Open(Box<Proving>),
    /// Begins the epoch's proof.
    Announce,
    /// Draws its seed.
    Draw,
    /// Commits to a proof.
    Commit {
        /// What it computed.
        shape: Shape,
        /// What a round after the last one would grow from.
        end: Hash,
    },
    /// Draws the samples.
    DrawSamples,
    /// Shows roots of rounds.
    ShowRoots(ShownRoots),
    /// Shows one of the samples.
    Show(Shown),
    /// Ends the attempt without its samples.
    Fail,
}

/// What a prover sees of the chain and does there.
#[async_trait]
pub trait ProofChain: Send + Sync {
    /// The worker's address on chain.
    fn worker(&self) -> Address;

    /// Which of its GPUs, from 0.
    fn gpu(&self) -> u8;

    /// How the proof stands.
    async fn standing(&self) -> Result<Proving, ChainError>;

    /// Takes a step.
    async fn take(&self, step: &ProofStep) -> Result<Signature, ChainError>;

    /// An endless stream of hints that it is time to look again.
    fn wake_ups(&self) -> BoxStream<'static, ()>;
}

/// One GPU of a worker on a cluster.
pub struct OnChainProofs {
    furnace: Furnace,
    key: Keypair,
    worker: Address,
    gpu: u8,
}

impl OnChainProofs {
    /// A GPU of the worker with a hot key under an operator's wallet.
    pub fn new(furnace: Furnace, key: Keypair, operator_wallet: &Address, gpu: u8) -> Self {
        let worker = pda::worker(&pda::operator(operator_wallet), &key.pubkey());
        Self { furnace, key, worker, gpu }
    }
}

#[async_trait]
impl ProofChain for OnChainProofs {
    fn worker(&self) -> Address {
        self.worker
    }

    fn gpu(&self) -> u8 {
        self.gpu
    }

    async fn standing(&self) -> Result<Proving, ChainError> {
        self.furnace.proving(&self.worker, self.gpu).await
    }

    async fn take(&self, step: &ProofStep) -> Result<Signature, ChainError> {
        let (furnace, key, worker, gpu) = (&self.furnace, &self.key, &self.worker, self.gpu);
        match step {
            ProofStep::Open(standing) => furnace.proving_open(key, worker, gpu, standing).await,
            ProofStep::Announce => furnace.beacon_announce(key).await,
            ProofStep::Draw => furnace.beacon_draw(key).await,
            ProofStep::Commit { shape, end } => furnace.attempt_commit(key, worker, gpu, *shape, *end).await,
            ProofStep::DrawSamples => furnace.samples_draw(key, worker, gpu).await,
            ProofStep::ShowRoots(shown) => furnace.roots_show(key, worker, gpu, shown).await,
            ProofStep::Show(shown) => furnace.sample_open(key, worker, gpu, shown).await,
            ProofStep::Fail => furnace.attempt_fail(key, worker, gpu).await,
        }
    }

    fn wake_ups(&self) -> BoxStream<'static, ()> {
        self.furnace.chain().watch(&program::PROOFS)
    }
}
