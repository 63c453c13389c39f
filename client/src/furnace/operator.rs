//! Operators and their workers.

use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::Operator, chain::ChainError, generated::jobs::instructions::WorkerRegisterInstructionArgs,
    instructions::jobs, pda, sealing::SecretKey,
};

/// What a worker says that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hardware {
    /// GPUs of the machine.
    pub gpus: u8,
    /// Memory of each GPU, in GiB.
    pub vram_gib: u16,
    /// Most jobs that it holds at once.
    pub max_jobs: u8,
    /// Where the machine is, as a number that markets ask for.
    pub region: u8,
}

impl Furnace {
    /// Opens the book of an operator that has a pool.
    pub async fn operator_register(&self, wallet: &Keypair) -> Result<Signature, ChainError> {
        let address = wallet.pubkey();
        self.chain().send(&[jobs::operator_register(address, address)], &[wallet]).await
    }

    /// Closes the book of an operator without workers.
    pub async fn operator_close(&self, wallet: &Keypair) -> Result<Signature, ChainError> {
        let address = wallet.pubkey();
        let operator = self.get::<Operator>(&pda::operator(&address)).await?;
        self.chain().send(&[jobs::operator_close(address, operator.data.rent_payer)], &[wallet]).await
    }

    /// Adds a machine with its hot key, and publishes the encryption key that goes with it. Returns the worker's
    /// address.
    pub async fn worker_register(
        &self,
        wallet: &Keypair,
        key: &Keypair,
        hardware: Hardware,
    ) -> Result<(Address, Signature), ChainError> {
        let (operator, key_address) = (wallet.pubkey(), key.pubkey());
        let Hardware { gpus, vram_gib, max_jobs, region } = hardware;
        let encryption_key = SecretKey::of(key).public();
        let arguments = WorkerRegisterInstructionArgs { encryption_key, vram_gib, gpus, max_jobs, region };
        let instruction = jobs::worker_register(operator, operator, key_address, arguments);
        let signature = self.chain().send(&[instruction], &[wallet, key]).await?;
        Ok((pda::worker(&pda::operator(&operator), &key_address), signature))
    }

    /// Ends the worker with a hot key, which must hold no job.
    pub async fn worker_retire(&self, wallet: &Keypair, key: &Address) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::worker_retire(wallet.pubkey(), *key)], &[wallet]).await
    }
}
