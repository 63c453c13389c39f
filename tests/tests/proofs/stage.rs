//! An operator's worker with two GPUs, and how they prove themselves.

use furnace_client::accounts::{Attempt, Certificate};
use furnace_client::generated::jobs::instructions::WorkerRegisterInstructionArgs;
use furnace_client::generated::proofs::instructions::{AttemptCommitInstructionArgs, SampleOpenInstructionArgs};
use furnace_client::generated::proofs::types::Generation;
use furnace_client::instructions::jobs;
use furnace_common::proof::SAMPLES;
use furnace_common::state::AttemptState;
use furnace_common::units::HEAT;
use furnace_tests::chain::{Receipt, key};
use furnace_tests::errors::Failure;
use furnace_tests::network::{EPOCH, Network, OperatorActor, WorkerActor, worker_args};
use furnace_tests::prover::Proof;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// What most tests prove, and what it shows.
pub(crate) use furnace_tests::network::{PROVEN as SHAPE, PROVEN_SCORE as SCORE};

/// A certificate's word on an epoch in which nothing was proven.
pub(crate) const NOTHING: Generation = Generation { epoch: 0, expires_at: 0, gpus: 0, lowest: 0, total: 0 };

/// What a certificate says of an epoch; it is good until the next one ends.
pub(crate) fn generation(epoch: u64, gpus: u64, lowest: u64, total: u64) -> Generation {
    Generation { epoch, expires_at: (epoch.cast_signed() + 2) * EPOCH, gpus, lowest, total }
}

type Outcome = Result<Receipt, Failure>;

pub(crate) struct Stage {
    pub(crate) network: Network,
    pub(crate) operator: OperatorActor,
    pub(crate) worker: WorkerActor,
    /// Has SOL, and no part in anything.
    pub(crate) stranger: Keypair,
}

impl Stage {
    /// No epoch's proof has begun.
    pub(crate) fn new() -> Self {
        let mut network = Network::new();
        let operator = network.operator("operator", 1_000 * HEAT);
        let args = WorkerRegisterInstructionArgs { gpus: 2, ..worker_args() };
        let worker = network.worker_with(&operator, "worker", args);
        network.open_certificate(&worker.address);
        for gpu in [0, 1] {
            network.open_attempt(&worker.address, gpu);
        }
        let stranger = key("stranger");
        network.chain.fund(&stranger.pubkey());
        Self { network, operator, worker, stranger }
    }

    /// The epoch's seed is drawn.
    pub(crate) fn begun() -> Self {
        let mut stage = Self::new();
        stage.network.begin_proofs();
        stage
    }

    /// The first GPU has committed to an honest proof, its samples are drawn, and its roots are shown.
    pub(crate) fn drawn() -> (Self, Proof) {
        let mut stage = Self::begun();
        let proof = stage.commit(0);
        stage.ask(0, &proof);
        (stage, proof)
    }

    /// The same as it is, to be used apart from this one.
    pub(crate) fn copy(&self) -> Self {
        let operator = OperatorActor { wallet: self.operator.wallet.insecure_clone(), ..self.operator };
        let worker = WorkerActor { key: self.worker.key.insecure_clone(), ..self.worker };
        Self { network: self.network.copy(), operator, worker, stranger: self.stranger.insecure_clone() }
    }

    /// Draws the samples of a GPU that has committed, and shows its roots.
    pub(crate) fn ask(&mut self, gpu: u8, proof: &Proof) {
        self.network.draw_samples(&self.worker.address, gpu);
        self.network.show_roots(&self.worker.address, gpu, proof);
    }

    /// Another worker of the operator's with one GPU, ready to prove.
    pub(crate) fn colleague(&mut self) -> WorkerActor {
        let colleague = self.network.worker(&self.operator, "colleague");
        self.network.open_certificate(&colleague.address);
        self.network.open_attempt(&colleague.address, 0);
        colleague
    }

    /// Waits for the next epoch and draws its seed.
    pub(crate) fn next_epoch(&mut self) {
        self.network.chain.advance(EPOCH);
        self.network.begin_proofs();
    }

    pub(crate) fn honest(&self, gpu: u8) -> Proof {
        Proof::honest(SHAPE, &self.network.challenge(&self.worker.address, gpu))
    }

    pub(crate) fn try_commit(&mut self, gpu: u8, proof: AttemptCommitInstructionArgs) -> Outcome {
        self.network.try_commit_proof(&self.worker, gpu, proof)
    }

    /// Commits to the honest proof of a GPU.
    pub(crate) fn commit(&mut self, gpu: u8) -> Proof {
        let proof = self.honest(gpu);
        self.try_commit(gpu, proof.commitment()).expect("commitment");
        proof
    }

    /// Answers a sample of a GPU.
    pub(crate) fn try_open(&mut self, gpu: u8, opening: SampleOpenInstructionArgs) -> Outcome {
        self.network.try_open_sample(&self.worker.address, gpu, opening)
    }

    /// What answers a sample of a GPU from a proof of its own.
    pub(crate) fn opening(&self, gpu: u8, proof: &Proof, index: u8) -> SampleOpenInstructionArgs {
        proof.opening(&self.attempt(gpu).random, index)
    }

    /// Opens all samples of a GPU, except those that are open.
    pub(crate) fn open_all(&mut self, gpu: u8, proof: &Proof) {
        let opened = self.attempt(gpu).opened;
        for index in (0..SAMPLES).filter(|index| opened >> index & 1 == 0) {
            self.try_open(gpu, self.opening(gpu, proof, index)).expect("opening");
        }
    }

    /// A GPU proves itself in the epoch whose seed is drawn.
    pub(crate) fn prove(&mut self, gpu: u8) {
        let proof = self.commit(gpu);
        self.ask(gpu, &proof);
        self.open_all(gpu, &proof);
    }

    pub(crate) fn retire(&mut self) {
        self.retire_key(self.worker.key.pubkey());
    }

    /// Retires the worker of the operator's with this key.
    pub(crate) fn retire_key(&mut self, key: Address) {
        let retire = jobs::worker_retire(self.operator.wallet.pubkey(), key);
        self.network.send(&[retire], &[&self.operator.wallet]).expect("worker retires");
    }

    /// What lies at an address.
    pub(crate) fn lamports(&self, address: &Address) -> u64 {
        self.network.chain.account(address).map_or(0, |account| account.lamports)
    }

    pub(crate) fn attempt(&self, gpu: u8) -> Attempt {
        self.network.attempt(&self.worker.address, gpu)
    }

    /// Where the attempt of a GPU stands.
    pub(crate) fn state(&self, gpu: u8) -> AttemptState {
        AttemptState::from_byte(self.attempt(gpu).state).expect("known state")
    }

    pub(crate) fn certificate(&self) -> Certificate {
        self.network.certificate(&self.worker.address)
    }
}
