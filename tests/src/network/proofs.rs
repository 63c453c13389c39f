//! Proofs of GPUs.

use furnace_client::accounts::{Attempt, Beacon, Certificate};
use furnace_client::generated::proofs::instructions as proofs_args;
use furnace_client::instructions::proofs;
use furnace_client::pda;
use furnace_common::proof::{SAMPLE_SLOTS, challenge_seed};
use solana_address::Address;
use solana_signer::Signer;

use super::{Network, WorkerActor};
use crate::chain::{Receipt, compute_limit};
use crate::errors::Failure;
use crate::prover::sha256;

/// More than any opening takes.
const OPENING_UNITS: u32 = 400_000;

impl Network {
    pub fn try_announce(&mut self) -> Result<Receipt, Failure> {
        self.send(&[proofs::beacon_announce()], &[])
    }

    pub fn try_draw(&mut self) -> Result<Receipt, Failure> {
        self.send(&[proofs::beacon_draw()], &[])
    }

    /// Begins the epoch's proof and draws its seed; slots pass meanwhile, and no time.
    pub fn begin_proofs(&mut self) {
        self.try_announce().expect("announcement");
        self.chain.pass_slots(SAMPLE_SLOTS + 1);
        self.try_draw().expect("seed is drawn");
    }

    pub fn open_certificate(&mut self, worker: &Address) {
        let open = proofs::certificate_open(self.payer(), *worker);
        self.send(&[open], &[]).expect("certificate opens");
    }

    pub fn open_attempt(&mut self, worker: &Address, gpu: u8) {
        let open = proofs::attempt_open(self.payer(), *worker, gpu);
        self.send(&[open], &[]).expect("attempt opens");
    }

    /// What the proof of a worker's GPU grows from in the present epoch.
    pub fn challenge(&self, worker: &Address, gpu: u8) -> [u8; 32] {
        challenge_seed(&self.beacon().seed, worker.as_array(), gpu, sha256)
    }

    pub fn try_commit_proof(
        &mut self,
        worker: &WorkerActor,
        gpu: u8,
        proof: proofs_args::AttemptCommitInstructionArgs,
    ) -> Result<Receipt, Failure> {
        let commit = proofs::attempt_commit(worker.key.pubkey(), worker.address, gpu, proof);
        self.send(&[commit], &[&worker.key])
    }

    pub fn try_draw_samples(&mut self, worker: &Address, gpu: u8) -> Result<Receipt, Failure> {
        self.send(&[proofs::samples_draw(*worker, gpu)], &[])
    }

    /// Lets the slots pass until the samples of a GPU can be drawn, and draws them.
    pub fn draw_samples(&mut self, worker: &Address, gpu: u8) {
        self.chain.pass_slots(SAMPLE_SLOTS + 1);
        self.try_draw_samples(worker, gpu).expect("samples are drawn");
    }

    pub fn try_open_sample(
        &mut self,
        worker: &Address,
        gpu: u8,
        opening: proofs_args::SampleOpenInstructionArgs,
    ) -> Result<Receipt, Failure> {
        self.send(&[compute_limit(OPENING_UNITS), proofs::sample_open(*worker, gpu, opening)], &[])
    }

    pub fn try_fail_attempt(&mut self, worker: &Address, gpu: u8) -> Result<Receipt, Failure> {
        self.send(&[proofs::attempt_fail(*worker, gpu)], &[])
    }

    pub fn try_close_attempt(&mut self, worker: &WorkerActor, gpu: u8) -> Result<Receipt, Failure> {
        let close = proofs::attempt_close(worker.key.pubkey(), &self.attempt(&worker.address, gpu));
        self.send(&[close], &[&worker.key])
    }

    pub fn try_close_certificate(&mut self, worker: &Address) -> Result<Receipt, Failure> {
        let close = proofs::certificate_close(&self.certificate(worker));
        self.send(&[close], &[])
    }

    pub fn beacon(&self) -> Beacon {
        self.chain.read(&pda::beacon())
    }

    pub fn attempt(&self, worker: &Address, gpu: u8) -> Attempt {
        self.chain.read(&pda::attempt(worker, gpu))
    }

    pub fn certificate(&self, worker: &Address) -> Certificate {
        self.chain.read(&pda::certificate(worker))
    }
}
