//! Client balances.

use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    chain::ChainError,
    instructions::{jobs, token},
    pda,
};

impl Furnace {
    /// Moves HEAT base units from the client's HEAT account into its balance.
    pub async fn deposit(&self, client: &Keypair, amount: u64) -> Result<Signature, ChainError> {
        let wallet = client.pubkey();
        let mut instructions = Vec::with_capacity(2);
        if self.balance(&wallet).await?.is_none() {
            instructions.push(jobs::balance_open(wallet, wallet));
        }
        instructions.push(jobs::deposit(wallet, pda::heat_account(&wallet), amount));
        self.chain().send(&instructions, &[client]).await
    }

    /// Moves free HEAT base units from the client's balance to its HEAT account.
    pub async fn withdraw(&self, client: &Keypair, amount: u64) -> Result<Signature, ChainError> {
        let wallet = client.pubkey();
        let instructions =
            [token::heat_account_open(wallet, wallet), jobs::withdraw(wallet, pda::heat_account(&wallet), amount)];
        self.chain().send(&instructions, &[client]).await
    }
}
