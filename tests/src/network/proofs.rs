//! Proofs of GPUs.

use furnace_client::accounts::{Attempt, Beacon, Certificate};
use furnace_client::generated::proofs::instructions as proofs_args;
use furnace_client::instructions::proofs;
use furnace_client::pda;
use furnace_common::proof::{SAMPLE_SLOTS, SAMPLES, Shape, challenge_seed};
use solana_address::Address;
use solana_signer::Signer;

use super::{EPOCH, Network, WorkerActor};
use crate::chain::{Receipt, compute_limit};
use crate::errors::Failure;
use crate::prover::{Proof, sha256};

/// More than any opening takes.
const OPENING_UNITS: u32 = 1_000_000;
/// What most tests prove: little, so that it is quick.
pub const PROVEN: Shape = Shape { size: 64, inner: 64, rounds: 2 };
/// int8 operations a second that it shows.
pub const PROVEN_SCORE: u64 = (2 * 64 * 64 * 64 * 2) / 20;

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

    /// All GPUs of a worker prove themselves in the present epoch, with what shows [`PROVEN_SCORE`].
    pub fn certify(&mut self, worker: &WorkerActor) {
        if self.chain.account(&pda::certificate(&worker.address)).is_none() {
            self.open_certificate(&worker.address);
        }
        if self.beacon().epoch != (self.chain.now() / EPOCH).cast_unsigned() {
            self.begin_proofs();
        }
        for gpu in 0..self.worker_account(&worker.address).gpus {
            if self.chain.account(&pda::attempt(&worker.address, gpu)).is_none() {
                self.open_attempt(&worker.address, gpu);
            }
            let proof = Proof::honest(PROVEN, &self.challenge(&worker.address, gpu));
            self.try_commit_proof(worker, gpu, proof.commitment()).expect("commitment");
            self.draw_samples(&worker.address, gpu);
            self.show_roots(&worker.address, gpu, &proof);
            let random = self.attempt(&worker.address, gpu).random;
            for index in 0..SAMPLES {
                self.try_open_sample(&worker.address, gpu, proof.opening(&random, index)).expect("opening");
            }
        }
    }

    /// A GPU that shall prove itself in the present epoch commits to what is wrong everywhere, and shows it.
    pub fn convict(&mut self, worker: &WorkerActor, gpu: u8) {
        let seed = self.challenge(&worker.address, gpu);
        let proof = Proof::lying(PROVEN, &seed, |_, right| right + 1);
        self.try_commit_proof(worker, gpu, proof.commitment()).expect("commitment");
        self.draw_samples(&worker.address, gpu);
        self.show_roots(&worker.address, gpu, &proof);
        let random = self.attempt(&worker.address, gpu).random;
        self.try_open_sample(&worker.address, gpu, proof.opening(&random, 0)).expect("opening");
        assert_ne!(self.certificate(&worker.address).convicted_at, 0);
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

    pub fn try_show_roots(
        &mut self,
        worker: &Address,
        gpu: u8,
        roots: proofs_args::RootsShowInstructionArgs,
    ) -> Result<Receipt, Failure> {
        self.send(&[proofs::roots_show(*worker, gpu, roots)], &[])
    }

    /// Shows the roots of all rounds of a GPU whose samples are drawn.
    pub fn show_roots(&mut self, worker: &Address, gpu: u8, proof: &Proof) {
        for roots in proof.showings() {
            self.try_show_roots(worker, gpu, roots).expect("roots are shown");
        }
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
