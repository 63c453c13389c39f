//! Proofs of GPUs.

use furnace_common::{
    emission,
    proof::{ROOTS_AT_ONCE, Shape, tree::Hash},
};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::{Attempt, Beacon, Certificate, Governance, ProgramAccount, Worker},
    chain::ChainError,
    generated::proofs::instructions::{
        AttemptCommitInstructionArgs, RootsShowInstructionArgs, SampleOpenInstructionArgs,
    },
    instructions::proofs,
    pda,
};

/// Hashes that an opening has room for.
const DEPTH: usize = 26;

/// How the proof of one GPU stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Proving {
    /// The chain's time, unix seconds.
    pub now: i64,
    /// The chain's slot.
    pub slot: u64,
    /// The epoch that it is.
    pub epoch: u64,
    /// The seed of all.
    pub beacon: Beacon,
    /// GPUs that the worker is registered with; none where it is not registered.
    pub gpus: u8,
    /// The worker's certificate, where it is open.
    pub certificate: Option<Certificate>,
    /// The GPU's account, where it is open.
    pub attempt: Option<Attempt>,
}

/// Roots of rounds that follow one another, shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRoots {
    /// The first of these rounds, from 0.
    pub first: u16,
    /// What the first of these rounds grew from.
    pub seed: Hash,
    /// At most [`ROOTS_AT_ONCE`].
    pub roots: Vec<Hash>,
}

/// One entry, shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Which sample it answers.
    pub sample: u8,
    /// The entries of its leaf.
    pub entries: [i32; 16],
    /// From the leaf to the root of its round.
    pub path: Vec<Hash>,
}

impl Furnace {
    /// How a worker's GPU stands, counted from 0.
    pub async fn proving(&self, worker: &Address, gpu: u8) -> Result<Proving, ChainError> {
        let addresses =
            [pda::governance(), pda::beacon(), pda::certificate(worker), pda::attempt(worker, gpu), *worker];
        let clock = self.chain().clock().await?;
        let found = self.chain().accounts(&addresses).await?;
        let account = |index: usize| found.get(index).and_then(Option::as_ref);
        let governance = read::<Governance>(&addresses[0], account(0))?;
        let beacon = read::<Beacon>(&addresses[1], account(1))?;
        let missing = |what, address| ChainError::Missing { what, address };
        let governance = governance.ok_or(missing(Governance::NAME, addresses[0]))?;
        Ok(Proving {
            now: clock.unix_timestamp,
            slot: clock.slot,
            epoch: emission::epoch_at(clock.unix_timestamp, governance.epoch_seconds).unwrap_or_default(),
            beacon: beacon.ok_or(missing(Beacon::NAME, addresses[1]))?,
            certificate: read(&addresses[2], account(2))?,
            attempt: read(&addresses[3], account(3))?,
            gpus: read::<Worker>(&addresses[4], account(4))?.map_or(0, |worker| worker.gpus),
        })
    }

    /// Opens a worker's certificate and the account of a GPU, as far as they are missing.
    pub async fn proving_open(
        &self,
        payer: &Keypair,
        worker: &Address,
        gpu: u8,
        standing: &Proving,
    ) -> Result<Signature, ChainError> {
        let wallet = payer.pubkey();
        let certificate = standing.certificate.is_none().then(|| proofs::certificate_open(wallet, *worker));
        let attempt = standing.attempt.is_none().then(|| proofs::attempt_open(wallet, *worker, gpu));
        let missing: Vec<_> = certificate.into_iter().chain(attempt).collect();
        self.chain().send(&missing, &[payer]).await
    }

    /// Begins the proof of the epoch; anyone may pay for it.
    pub async fn beacon_announce(&self, payer: &Keypair) -> Result<Signature, ChainError> {
        self.chain().send(&[proofs::beacon_announce()], &[payer]).await
    }

    /// Draws the epoch's seed; anyone may pay for it.
    pub async fn beacon_draw(&self, payer: &Keypair) -> Result<Signature, ChainError> {
        self.chain().send(&[proofs::beacon_draw()], &[payer]).await
    }

    /// Commits to a proof by what a round after its last one would grow from.
    pub async fn attempt_commit(
        &self,
        key: &Keypair,
        worker: &Address,
        gpu: u8,
        shape: Shape,
        end: Hash,
    ) -> Result<Signature, ChainError> {
        let Shape { size, inner, rounds } = shape;
        let proof = AttemptCommitInstructionArgs { size, inner, rounds, end };
        self.chain().send(&[proofs::attempt_commit(key.pubkey(), *worker, gpu, proof)], &[key]).await
    }

    /// Draws the samples of an attempt; anyone may pay for it.
    pub async fn samples_draw(&self, payer: &Keypair, worker: &Address, gpu: u8) -> Result<Signature, ChainError> {
        self.chain().send(&[proofs::samples_draw(*worker, gpu)], &[payer]).await
    }

    /// Shows the roots of the last rounds of an attempt that are not shown yet; anyone may pay for it.
    pub async fn roots_show(
        &self,
        payer: &Keypair,
        worker: &Address,
        gpu: u8,
        shown: &ShownRoots,
    ) -> Result<Signature, ChainError> {
        let mut roots = [[0; 32]; ROOTS_AT_ONCE];
        let count = roots.iter_mut().zip(&shown.roots).fold(0, |count, (place, root)| {
            *place = *root;
            count + 1
        });
        let args = RootsShowInstructionArgs { first: shown.first, count, seed: shown.seed, roots };
        self.chain().send(&[proofs::roots_show(*worker, gpu, args)], &[payer]).await
    }

    /// Shows a sample; anyone may pay for it.
    pub async fn sample_open(
        &self,
        payer: &Keypair,
        worker: &Address,
        gpu: u8,
        shown: &Shown,
    ) -> Result<Signature, ChainError> {
        let mut entries = [0; 64];
        entries.chunks_exact_mut(4).zip(shown.entries).for_each(|(place, entry)| {
            place.copy_from_slice(&entry.to_le_bytes());
        });
        let mut path = [[0; 32]; DEPTH];
        path.iter_mut().zip(&shown.path).for_each(|(place, node)| *place = *node);
        let opening = SampleOpenInstructionArgs { sample: shown.sample, entries, path };
        self.chain().send(&[proofs::sample_open(*worker, gpu, opening)], &[payer]).await
    }

    /// Ends an attempt whose samples were not opened in time; anyone may pay for it.
    pub async fn attempt_fail(&self, payer: &Keypair, worker: &Address, gpu: u8) -> Result<Signature, ChainError> {
        self.chain().send(&[proofs::attempt_fail(*worker, gpu)], &[payer]).await
    }
}

pub(super) fn read<T: ProgramAccount>(
    address: &Address,
    account: Option<&solana_account::Account>,
) -> Result<Option<T>, ChainError> {
    account.map(|account| T::read(address, account).map(|found| found.data)).transpose()
}
