//! Sending: simulate, price, sign, deliver; sign again only what can no longer be executed.

use solana_hash::Hash;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_message::Message;
use solana_signature::Signature;
use solana_signer::Signer;
use solana_transaction::Transaction;
use tracing::warn;

use super::{ChainError, RpcChain, deliver::Fate, simulate::with_budget};
use crate::chain::transaction_failure;

impl RpcChain {
    pub(super) async fn send_and_confirm(
        &self,
        instructions: &[Instruction],
        signers: &[&Keypair],
    ) -> Result<Signature, ChainError> {
        let payer =
            signers.first().map(|signer| signer.pubkey()).ok_or_else(|| ChainError::Build("nobody signs it".into()))?;
        let units = self.needed_units(instructions, &payer).await?;
        let price = self.unit_price(instructions).await;
        let budgeted = with_budget(instructions, units, price);
        for signing in 1..=self.settings.signings {
            let (blockhash, last_height) = self.blockhash().await?;
            let transaction = signed(&budgeted, signers, blockhash)?;
            match self.deliver(&transaction, last_height).await? {
                Fate::Executed(signature) => return Ok(signature),
                Fate::Failed { failure, logs } => {
                    return Err(transaction_failure(failure, payer, &budgeted, logs));
                }
                Fate::Expired => warn!(node = self.name(), signing, "a transaction expired before it was taken up"),
            }
        }
        Err(ChainError::Expired { signings: self.settings.signings })
    }

    /// A fresh blockhash and the last block height at which it is good.
    async fn blockhash(&self) -> Result<(Hash, u64), ChainError> {
        self.retry("reading the latest blockhash", || {
            self.rpc.get_latest_blockhash_with_commitment(self.settings.commitment)
        })
        .await
    }
}

fn signed(instructions: &[Instruction], signers: &[&Keypair], blockhash: Hash) -> Result<Transaction, ChainError> {
    let payer = signers.first().map(|signer| signer.pubkey());
    let message = Message::new_with_blockhash(instructions, payer.as_ref(), &blockhash);
    // A wallet may have two roles in a transaction and still signs once.
    let mut distinct: Vec<&Keypair> = Vec::with_capacity(signers.len());
    for signer in signers {
        if !distinct.iter().any(|known| known.pubkey() == signer.pubkey()) {
            distinct.push(signer);
        }
    }
    let mut transaction = Transaction::new_unsigned(message);
    transaction.try_sign(&distinct, blockhash).map_err(|error| ChainError::Build(error.to_string()))?;
    Ok(transaction)
}
