//! Client balances.

use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::ClientBalance,
    chain::ChainError,
    instructions::{jobs, token},
    pda,
};

impl Furnace {
    /// Moves base units of a mint from the client's own token account into its balance, which is opened if need be.
    pub async fn deposit(&self, client: &Keypair, mint: &Address, amount: u64) -> Result<Signature, ChainError> {
        let wallet = client.pubkey();
        let mut instructions = Vec::with_capacity(3);
        // Penalties are paid in HEAT, whatever the jobs are paid in.
        for mint in [&pda::heat_mint(), mint] {
            if self.find::<ClientBalance>(&pda::balance(&wallet, mint)).await?.is_none() {
                instructions.push(jobs::balance_open(wallet, wallet, *mint));
            }
        }
        instructions.dedup();
        instructions.push(jobs::deposit(wallet, *mint, pda::token_account(&wallet, mint), amount));
        self.chain().send(&instructions, &[client]).await
    }

    /// Moves free base units of a mint from the client's balance to its own token account.
    pub async fn withdraw(&self, client: &Keypair, mint: &Address, amount: u64) -> Result<Signature, ChainError> {
        let wallet = client.pubkey();
        let instructions = [
            token::account_open(wallet, wallet, *mint),
            jobs::withdraw(wallet, *mint, pda::token_account(&wallet, mint), amount),
        ];
        self.chain().send(&instructions, &[client]).await
    }

    /// Puts base units of a mint into somebody else's balance, to be had back as far as they are not used.
    pub async fn sponsor(
        &self,
        depositor: &Keypair,
        client: &Address,
        mint: &Address,
        amount: u64,
    ) -> Result<Signature, ChainError> {
        let wallet = depositor.pubkey();
        let (balance, source) = (pda::balance(client, mint), pda::token_account(&wallet, mint));
        self.chain().send(&[jobs::sponsor(wallet, balance, source, amount)], &[depositor]).await
    }

    /// Returns what is not used of a depositor's money to its own token account. By the depositor or the client.
    pub async fn refund(
        &self,
        caller: &Keypair,
        client: &Address,
        mint: &Address,
        depositor: &Address,
    ) -> Result<Signature, ChainError> {
        let wallet = caller.pubkey();
        let (balance, destination) = (pda::balance(client, mint), pda::token_account(depositor, mint));
        let instructions = [token::account_open(wallet, *depositor, *mint), jobs::refund(wallet, balance, destination)];
        self.chain().send(&instructions, &[caller]).await
    }
}
