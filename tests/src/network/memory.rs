//! Proofs of memory.

use furnace_client::accounts::{Certificate, MemoryAttempt};
use furnace_client::generated::proofs::instructions as proofs_args;
use furnace_client::instructions::memory;
use furnace_client::pda;
use furnace_common::memory::challenge_seed;
use furnace_common::proof::SAMPLE_SLOTS;
use solana_address::Address;
use solana_signer::Signer;

use super::{Network, WorkerActor};
use crate::chain::Receipt;
use crate::errors::Failure;
use crate::prover::sha256;

impl Network {
    pub fn open_memory(&mut self, worker: &Address, gpu: u8) {
        let open = memory::memory_open(self.payer(), *worker, gpu);
        self.send(&[open], &[]).expect("account of a memory opens");
    }

    /// What the table of a worker's GPU grows from in the present epoch.
    pub fn memory_challenge(&self, worker: &Address, gpu: u8) -> [u8; 32] {
        challenge_seed(&self.beacon().seed, worker.as_array(), gpu, sha256)
    }

    pub fn try_commit_memory(
        &mut self,
        worker: &WorkerActor,
        gpu: u8,
        proof: proofs_args::MemoryCommitInstructionArgs,
    ) -> Result<Receipt, Failure> {
        let commit = memory::memory_commit(worker.key.pubkey(), worker.address, gpu, proof);
        self.send(&[commit], &[&worker.key])
    }

    pub fn try_draw_memory(&mut self, worker: &Address, gpu: u8) -> Result<Receipt, Failure> {
        self.send(&[memory::memory_draw(*worker, gpu)], &[])
    }

    /// Lets the slots pass until the walks of a GPU can be drawn, and draws them.
    pub fn draw_memory(&mut self, worker: &Address, gpu: u8) {
        self.chain.pass_slots(SAMPLE_SLOTS + 1);
        self.try_draw_memory(worker, gpu).expect("walks are drawn");
    }

    pub fn try_open_walk(
        &mut self,
        worker: &Address,
        gpu: u8,
        opening: proofs_args::WalkOpenInstructionArgs,
    ) -> Result<Receipt, Failure> {
        self.send(&[memory::walk_open(*worker, gpu, opening)], &[])
    }

    pub fn try_fail_memory(&mut self, worker: &Address, gpu: u8) -> Result<Receipt, Failure> {
        self.send(&[memory::memory_fail(*worker, gpu)], &[])
    }

    pub fn try_close_memory(&mut self, worker: &WorkerActor, gpu: u8) -> Result<Receipt, Failure> {
        let close = memory::memory_close(worker.key.pubkey(), &self.memory(&worker.address, gpu));
        self.send(&[close], &[&worker.key])
    }

    pub fn memory(&self, worker: &Address, gpu: u8) -> MemoryAttempt {
        self.chain.read(&pda::memory(worker, gpu))
    }

    /// Writes what `walk_open` would: that these GPUs showed at least so much in the epoch of the last generation.
    pub fn note_memory(&mut self, worker: &Address, gpus: u64, lowest_mib: u32) {
        self.tamper(&pda::certificate(worker), |certificate: &mut Certificate| {
            let memory = &mut certificate.memories[0];
            (memory.gpus, memory.lowest_mib) = (gpus, lowest_mib);
        });
    }
}
