//! Fees on their way to those they belong to.

use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;

use super::Furnace;
use crate::{
    accounts::Market,
    chain::ChainError,
    instructions::{staking::Reward, token},
    pda,
};

/// Most vaults in one transaction.
const VAULTS_AT_A_TIME: usize = 5;

/// What one market's vault holds in one mint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collected {
    /// The market.
    pub market: Address,
    /// The mint.
    pub mint: Reward,
    /// Base units.
    pub amount: u64,
}

impl Furnace {
    /// What the fee vaults of a market, or of all, hold and is not distributed yet.
    pub async fn fees_collected(&self, market: Option<&Address>) -> Result<Vec<Collected>, ChainError> {
        let mints = self.reward_mints().await?;
        let markets = match market {
            Some(market) => vec![*market],
            None => self.all::<Market>(Vec::new()).await?.iter().map(|market| market.address).collect(),
        };
        let mut collected = Vec::new();
        for market in markets {
            for mint in mints {
                let amount = self.chain().token_balance(&pda::fee_vault(&market, &mint.address())).await?;
                collected.push(Collected { market, mint, amount });
            }
        }
        collected.retain(|vault| vault.amount > 0);
        Ok(collected)
    }

    /// Divides what vaults hold between stakers, treasury and auction; anyone may pay for it. Many vaults take
    /// several transactions.
    pub async fn fees_distribute(&self, payer: &Keypair, vaults: &[Collected]) -> Result<Vec<Signature>, ChainError> {
        let mut signatures = Vec::new();
        for some in vaults.chunks(VAULTS_AT_A_TIME) {
            let divisions = some.iter().map(|vault| match vault.mint {
                Reward::Heat => token::fees_distribute(vault.market),
                Reward::Usd(mint) => token::usd_fees_distribute(vault.market, mint),
            });
            signatures.push(self.chain().send(&divisions.collect::<Vec<_>>(), &[payer]).await?);
        }
        Ok(signatures)
    }
}
