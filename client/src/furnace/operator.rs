//! Operators and their workers.

use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{accounts::Operator, chain::ChainError, instructions::jobs, pda};

/// What a worker says that it has.
pub use crate::generated::jobs::instructions::WorkerRegisterInstructionArgs as Hardware;

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

    /// Adds a machine with its hot key. Returns the worker's address.
    pub async fn worker_register(
        &self,
        wallet: &Keypair,
        key: &Keypair,
        hardware: Hardware,
    ) -> Result<(Address, Signature), ChainError> {
        let (operator, key_address) = (wallet.pubkey(), key.pubkey());
        let instruction = jobs::worker_register(operator, operator, key_address, hardware);
        let signature = self.chain().send(&[instruction], &[wallet, key]).await?;
        Ok((pda::worker(&pda::operator(&operator), &key_address), signature))
    }

    /// Ends the worker with a hot key, which must hold no job.
    pub async fn worker_retire(&self, wallet: &Keypair, key: &Address) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::worker_retire(wallet.pubkey(), *key)], &[wallet]).await
    }
}
