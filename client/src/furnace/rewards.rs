//! What stakers and operators earn.

use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::{Books, Found, Pool, ProgramAccount},
    chain::ChainError,
    instructions::{
        staking::{self, Reward},
        token,
    },
    pda,
};

impl Furnace {
    /// The mints in which rewards are paid, HEAT first.
    pub async fn reward_mints(&self) -> Result<[Reward; 2], ChainError> {
        Ok([Reward::Heat, Reward::Usd(self.governance().await?.data.usd_mint)])
    }

    /// Books what came into a pool's vaults and the stakers' fees; anyone may pay for it.
    pub async fn rewards_sync(&self, payer: &Keypair, operator_wallet: &Address) -> Result<Signature, ChainError> {
        let usd_mint = self.governance().await?.data.usd_mint;
        self.chain().send(&[staking::rewards_sync(pda::pool(operator_wallet), usd_mint)], &[payer]).await
    }

    /// Books what came in, and pays out what the owner's position in the pool of an operator's wallet has
    /// earned, to the owner's own accounts. In a mint in which nothing is owed it is refused.
    pub async fn rewards_claim(
        &self,
        owner: &Keypair,
        operator_wallet: &Address,
        mints: &[Reward],
    ) -> Result<Signature, ChainError> {
        let (wallet, pool) = (owner.pubkey(), pda::pool(operator_wallet));
        let usd_mint = self.governance().await?.data.usd_mint;
        let mut instructions = vec![staking::rewards_sync(pool, usd_mint)];
        for mint in mints {
            let destination = pda::token_account(&wallet, &mint.address());
            instructions.push(token::account_open(wallet, wallet, mint.address()));
            instructions.push(staking::rewards_claim(wallet, pool, *mint, destination));
        }
        self.chain().send(&instructions, &[owner]).await
    }

    /// Announces the operator's commission, in basis points of what its workers earn. One that has come to
    /// hold is booked first.
    pub async fn commission_set(&self, operator: &Keypair, commission_bps: u16) -> Result<Signature, ChainError> {
        let wallet = operator.pubkey();
        let address = pda::pool(&wallet);
        let pool = self.get::<Pool>(&address).await?;
        let mut instructions = Vec::with_capacity(2);
        if pool.data.announced_commission().is_some() {
            instructions.push(staking::rewards_sync(address, self.governance().await?.data.usd_mint));
        }
        instructions.push(staking::commission_set(wallet, commission_bps));
        self.chain().send(&instructions, &[operator]).await
    }

    /// Books what the operator's pool earned and pays out the commission in one mint to the operator's own
    /// account of it.
    pub async fn commission_claim(&self, operator: &Keypair, mint: Reward) -> Result<Signature, ChainError> {
        self.commissions_claim(operator, &[mint]).await
    }

    /// The same in several mints at once. In a mint in which nothing is due it is refused.
    pub async fn commissions_claim(&self, operator: &Keypair, mints: &[Reward]) -> Result<Signature, ChainError> {
        let wallet = operator.pubkey();
        let usd_mint = self.governance().await?.data.usd_mint;
        self.chain().send(&commission(wallet, usd_mint, mints), &[operator]).await
    }

    /// What a pool's income vaults hold, in HEAT and in dollars.
    pub async fn income_held(&self, pool: &Pool) -> Result<[u64; 2], ChainError> {
        let [heat, usd] = pool.income.each_ref().map(|income| income.vault);
        Ok([self.chain().token_balance(&heat).await?, self.chain().token_balance(&usd).await?])
    }

    /// The operator's commission in HEAT and in dollars, with what is not booked yet.
    pub async fn commission_due(&self, pool: &Found<Pool>, books: &Books) -> Result<[u64; 2], ChainError> {
        let held = self.income_held(&pool.data).await?;
        books.commission_due(held).ok_or(ChainError::Malformed { what: Pool::NAME, address: pool.address })
    }
}

/// Books what a pool earned and pays out its operator's commission in `mints`.
pub(super) fn commission(operator: Address, usd_mint: Address, mints: &[Reward]) -> Vec<Instruction> {
    let mut instructions = vec![staking::rewards_sync(pda::pool(&operator), usd_mint)];
    for mint in mints {
        let destination = pda::token_account(&operator, &mint.address());
        instructions.push(token::account_open(operator, operator, mint.address()));
        instructions.push(staking::commission_claim(operator, *mint, destination));
    }
    instructions
}
