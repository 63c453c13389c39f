//! The dealings of a proof of memory with the chain, behind a trait with one implementation over a cluster.

use async_trait::async_trait;
use furnace_client::{
    chain::ChainError,
    furnace::{Furnace, Remembering, ShownWalk},
    pda, program,
};
use furnace_common::memory::tree::Roots;
use futures::stream::BoxStream;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

/// A step of a proof of memory.
#[derive(Clone, Debug, PartialEq)]
pub enum MemoryStep {
    /// Creates its account.
    Open,
    /// Commits to all walks through a table.
    Commit {
        /// The size of the table, in MiB.
        mib: u32,
        /// The roots of the parts.
        roots: Box<Roots>,
    },
    /// Draws the walks to show.
    Draw,
    /// Shows one.
    Show(ShownWalk),
    /// Ends it without them.
    Fail,
}

/// What a proof of memory sees of the chain and does there.
#[async_trait]
pub trait MemoryChain: Send + Sync {
    /// The worker's address on chain.
    fn worker(&self) -> Address;

    /// Which of its GPUs, from 0.
    fn gpu(&self) -> u8;

    /// How the proof stands.
    async fn standing(&self) -> Result<Remembering, ChainError>;

    /// Takes a step.
    async fn take(&self, step: &MemoryStep) -> Result<Signature, ChainError>;

    /// An endless stream of hints that it is time to look again.
    fn wake_ups(&self) -> BoxStream<'static, ()>;
}

/// The memory of one GPU of a worker on a cluster.
pub struct OnChainMemory {
    furnace: Furnace,
    key: Keypair,
    worker: Address,
    gpu: u8,
}

impl OnChainMemory {
    /// A GPU of the worker with a hot key under an operator's wallet.
    pub fn new(furnace: Furnace, key: Keypair, operator_wallet: &Address, gpu: u8) -> Self {
        let worker = pda::worker(&pda::operator(operator_wallet), &key.pubkey());
        Self { furnace, key, worker, gpu }
    }
}

#[async_trait]
impl MemoryChain for OnChainMemory {
    fn worker(&self) -> Address {
        self.worker
    }

    fn gpu(&self) -> u8 {
        self.gpu
    }

    async fn standing(&self) -> Result<Remembering, ChainError> {
        self.furnace.remembering(&self.worker, self.gpu).await
    }

    async fn take(&self, step: &MemoryStep) -> Result<Signature, ChainError> {
        let (furnace, key, worker, gpu) = (&self.furnace, &self.key, &self.worker, self.gpu);
        match step {
            MemoryStep::Open => furnace.memory_open(key, worker, gpu).await,
            MemoryStep::Commit { mib, roots } => furnace.memory_commit(key, worker, gpu, *mib, roots).await,
            MemoryStep::Draw => furnace.memory_draw(key, worker, gpu).await,
            MemoryStep::Show(shown) => furnace.walk_open(key, worker, gpu, shown).await,
            MemoryStep::Fail => furnace.memory_fail(key, worker, gpu).await,
        }
    }

    fn wake_ups(&self) -> BoxStream<'static, ()> {
        self.furnace.chain().watch(&program::PROOFS)
    }
}
