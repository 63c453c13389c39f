//! Pools and positions.

use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::Unbonding,
    chain::ChainError,
    instructions::{
        staking::{self, Reward},
        token,
    },
    pda,
};

impl Furnace {
    /// Opens the operator's pool. The commission is in basis points of what its workers earn.
    pub async fn pool_create(&self, operator: &Keypair, commission_bps: u16) -> Result<Signature, ChainError> {
        let wallet = operator.pubkey();
        let usd_mint = self.governance().await?.data.usd_mint;
        self.chain().send(&[staking::pool_create(wallet, wallet, usd_mint, commission_bps)], &[operator]).await
    }

    /// Announces the operator's commission, in basis points of what its workers earn.
    pub async fn commission_set(&self, operator: &Keypair, commission_bps: u16) -> Result<Signature, ChainError> {
        self.chain().send(&[staking::commission_set(operator.pubkey(), commission_bps)], &[operator]).await
    }

    /// Books what the operator's pool earned and pays out the commission in one mint to the operator's own
    /// account of it.
    pub async fn commission_claim(&self, operator: &Keypair, mint: Reward) -> Result<Signature, ChainError> {
        let wallet = operator.pubkey();
        let usd_mint = self.governance().await?.data.usd_mint;
        let instructions = [
            token::account_open(wallet, wallet, mint.address()),
            staking::rewards_sync(pda::pool(&wallet), usd_mint),
            staking::commission_claim(wallet, mint, pda::token_account(&wallet, &mint.address())),
        ];
        self.chain().send(&instructions, &[operator]).await
    }

    /// Stakes HEAT base units in the pool of an operator's wallet: one's own, or as a delegator.
    pub async fn stake(
        &self,
        owner: &Keypair,
        operator_wallet: &Address,
        amount: u64,
    ) -> Result<Signature, ChainError> {
        let wallet = owner.pubkey();
        let pool = pda::pool(operator_wallet);
        let mut instructions = Vec::with_capacity(2);
        if self.position(&pool, &wallet).await?.is_none() {
            instructions.push(staking::position_open(wallet, wallet, pool));
        }
        instructions.push(staking::stake(wallet, pool, pda::heat_account(&wallet), amount));
        self.chain().send(&instructions, &[owner]).await
    }

    /// Starts the cool-down of shares.
    pub async fn unstake(
        &self,
        owner: &Keypair,
        operator_wallet: &Address,
        shares: u64,
    ) -> Result<Signature, ChainError> {
        let pool = pda::pool(operator_wallet);
        self.chain().send(&[staking::unstake(owner.pubkey(), pool, shares)], &[owner]).await
    }

    /// Pays out unbondings to the owner's HEAT account.
    pub async fn unbondings_withdraw(
        &self,
        owner: &Keypair,
        operator_wallet: &Address,
        unbondings: &[Unbonding],
    ) -> Result<Signature, ChainError> {
        let wallet = owner.pubkey();
        let pool = pda::pool(operator_wallet);
        let destination = pda::heat_account(&wallet);
        let mut instructions = vec![token::heat_account_open(wallet, wallet)];
        instructions
            .extend(unbondings.iter().map(|unbonding| staking::withdraw(wallet, pool, destination, unbonding.index)));
        self.chain().send(&instructions, &[owner]).await
    }
}
