//! What is delivered: checkpoints and their credits.

use furnace_client::generated::jobs::types::Checkpoint;
use furnace_client::instructions::jobs::{self, Payee};
use solana_address::Address;
use solana_signer::Signer;

use super::{Network, WorkerActor};
use crate::chain::Receipt;
use crate::errors::Failure;

/// The result that clients of the tests say is right.
pub const CLAIMED_HASH: [u8; 32] = [6; 32];

/// A plausible checkpoint; tests change what they are about.
pub fn checkpoint(sequence: u32, progress_bps: u16) -> Checkpoint {
    Checkpoint { hash: [4; 32], sequence, progress_bps, padding: [0; 2] }
}

impl Network {
    pub fn try_checkpoint(&mut self, worker: &WorkerActor, job: Address, at: Checkpoint) -> Result<Receipt, Failure> {
        self.send(&[jobs::job_checkpoint(worker.key.pubkey(), job, at)], &[&worker.key])
    }

    /// Starts from so many checkpoints of others.
    pub fn try_resume(&mut self, worker: &WorkerActor, job: Address, from: u8) -> Result<Receipt, Failure> {
        self.send(&[jobs::job_start(worker.key.pubkey(), job, from)], &[&worker.key])
    }

    /// Pays the credit at `index` to the operator that has it.
    pub fn try_pay_credit(&mut self, job: Address, index: u8) -> Result<Receipt, Failure> {
        let account = self.job(&job);
        let payee = Payee::new(&self.book(&account.progress.credits[usize::from(index)].operator));
        self.send(&[jobs::credit_pay(job, &account, index, &payee)], &[])
    }
}
