//! Proofs of memory.

use furnace_common::memory::tree::{MAX_DEPTH, Roots};
use furnace_common::proof::tree::Hash;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::{Furnace, Proving, proofs::read};
use crate::{
    accounts::MemoryAttempt,
    chain::ChainError,
    generated::proofs::instructions::{MemoryCommitInstructionArgs, WalkOpenInstructionArgs},
    instructions::memory,
    pda,
};

/// How the proof of one GPU's memory stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Remembering {
    /// How its proof of products stands.
    pub proving: Proving,
    /// The account of its memory, where it is open.
    pub memory: Option<MemoryAttempt>,
}

/// One walk, shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownWalk {
    /// Which sample it answers.
    pub sample: u8,
    /// The ends of the walks of its leaf.
    pub ends: [u32; 16],
    /// From the leaf to the root of its part.
    pub path: Vec<Hash>,
}

impl Furnace {
    /// How the memory of a worker's GPU stands, counted from 0.
    pub async fn remembering(&self, worker: &Address, gpu: u8) -> Result<Remembering, ChainError> {
        let address = pda::memory(worker, gpu);
        let found = self.chain().accounts(&[address]).await?;
        let memory = read(&address, found.first().and_then(Option::as_ref))?;
        Ok(Remembering { proving: self.proving(worker, gpu).await?, memory })
    }

    /// Opens the account of a GPU's memory; anyone may pay for it.
    pub async fn memory_open(&self, payer: &Keypair, worker: &Address, gpu: u8) -> Result<Signature, ChainError> {
        self.chain().send(&[memory::memory_open(payer.pubkey(), *worker, gpu)], &[payer]).await
    }

    /// Commits to the walks through a table of so many MiB.
    pub async fn memory_commit(
        &self,
        key: &Keypair,
        worker: &Address,
        gpu: u8,
        mib: u32,
        roots: &Roots,
    ) -> Result<Signature, ChainError> {
        let proof = MemoryCommitInstructionArgs { mib, roots: *roots };
        self.chain().send(&[memory::memory_commit(key.pubkey(), *worker, gpu, proof)], &[key]).await
    }

    /// Draws the walks that are to be shown; anyone may pay for it.
    pub async fn memory_draw(&self, payer: &Keypair, worker: &Address, gpu: u8) -> Result<Signature, ChainError> {
        self.chain().send(&[memory::memory_draw(*worker, gpu)], &[payer]).await
    }

    /// Shows a walk; anyone may pay for it.
    pub async fn walk_open(
        &self,
        payer: &Keypair,
        worker: &Address,
        gpu: u8,
        shown: &ShownWalk,
    ) -> Result<Signature, ChainError> {
        let mut ends = [0; 64];
        ends.chunks_exact_mut(4).zip(shown.ends).for_each(|(place, end)| place.copy_from_slice(&end.to_le_bytes()));
        let mut path = [[0; 32]; MAX_DEPTH];
        path.iter_mut().zip(&shown.path).for_each(|(place, node)| *place = *node);
        let opening = WalkOpenInstructionArgs { sample: shown.sample, ends, path };
        self.chain().send(&[memory::walk_open(*worker, gpu, opening)], &[payer]).await
    }

    /// Ends a proof of memory whose walks were not shown in time; anyone may pay for it.
    pub async fn memory_fail(&self, payer: &Keypair, worker: &Address, gpu: u8) -> Result<Signature, ChainError> {
        self.chain().send(&[memory::memory_fail(*worker, gpu)], &[payer]).await
    }
}
