//! Pools and positions.

use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::{Furnace, rewards};
use crate::{
    accounts::{Pool, Position, ProgramAccount, Unbonding},
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

    /// Closes the operator's empty pool, after paying out the commission that is left; the rent goes back to
    /// who paid it.
    pub async fn pool_close(&self, operator: &Keypair) -> Result<Signature, ChainError> {
        let wallet = operator.pubkey();
        let (present, pool) = self.pool_at_present(&wallet).await?;
        let pool = pool.ok_or_else(|| ChainError::Missing { what: Pool::NAME, address: pda::pool(&wallet) })?;
        let due = self.commission_due(&pool, &present.books(&pool)?).await?;
        let usd_mint = present.governance.usd_mint;
        let mints = [Reward::Heat, Reward::Usd(usd_mint)].into_iter().zip(due);
        let mints: Vec<Reward> = mints.filter(|(_, due)| *due > 0).map(|(mint, _)| mint).collect();
        let mut instructions = rewards::commission(wallet, usd_mint, &mints);
        instructions.push(staking::pool_close(wallet, pool.data.rent_payer, usd_mint));
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

    /// Takes unbondings back into the active stake.
    pub async fn unstake_cancel(
        &self,
        owner: &Keypair,
        operator_wallet: &Address,
        unbondings: &[Unbonding],
    ) -> Result<Signature, ChainError> {
        let (wallet, pool) = (owner.pubkey(), pda::pool(operator_wallet));
        let cancel = |unbonding: &Unbonding| staking::unstake_cancel(wallet, pool, unbonding.index);
        self.chain().send(&unbondings.iter().map(cancel).collect::<Vec<_>>(), &[owner]).await
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

    /// Locks `shares` more, and those that are locked, for `seconds` from now; zero shares extend a lock.
    pub async fn lock(
        &self,
        owner: &Keypair,
        operator_wallet: &Address,
        shares: u64,
        seconds: i64,
    ) -> Result<Signature, ChainError> {
        let pool = pda::pool(operator_wallet);
        self.chain().send(&[staking::lock(owner.pubkey(), pool, shares, seconds)], &[owner]).await
    }

    /// Counts a position anew, without a lock that is over; anyone may pay for it.
    pub async fn position_refresh(
        &self,
        payer: &Keypair,
        operator_wallet: &Address,
        owner: &Address,
    ) -> Result<Signature, ChainError> {
        self.chain().send(&[staking::position_refresh(*owner, pda::pool(operator_wallet))], &[payer]).await
    }

    /// Closes an empty position; anyone may pay for it, and the rent goes back to who paid it.
    pub async fn position_close(
        &self,
        payer: &Keypair,
        operator_wallet: &Address,
        owner: &Address,
    ) -> Result<Signature, ChainError> {
        let pool = pda::pool(operator_wallet);
        let position = self.get::<Position>(&pda::position(&pool, owner)).await?;
        let instruction = staking::position_close(*owner, pool, position.data.rent_payer);
        self.chain().send(&[instruction], &[payer]).await
    }
}
