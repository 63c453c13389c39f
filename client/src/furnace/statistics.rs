//! The token in numbers, from accounts alone.

use super::Furnace;
use crate::{
    accounts::{Market, PenaltyLedger, Pool, TokenConfig, TokenStatistics},
    chain::ChainError,
    pda,
};

/// The token in numbers, HEAT base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Minted at genesis.
    pub genesis: u64,
    /// Minted by emission since.
    pub emitted: u64,
    /// In existence.
    pub supply: u64,
    /// Burned so far, by settlements and slashing.
    pub burned: u64,
    /// Held by the treasury.
    pub treasury: u64,
    /// Active stake of all pools.
    pub staked: u64,
    /// Cooling down in all pools.
    pub unbonding: u64,
    /// Taken by penalties so far.
    pub slashed: u64,
    /// Burned by penalties so far, part of `burned`.
    pub burned_by_slashing: u64,
    /// Collected by the fee vaults of all markets.
    pub fees: u64,
}

impl Furnace {
    /// Reads the token's numbers. The parts are read one after another, so they may be some blocks apart.
    pub async fn statistics(&self) -> Result<Statistics, ChainError> {
        let config = self.get::<TokenConfig>(&pda::token_config()).await?.data;
        let emitted = self.get::<TokenStatistics>(&pda::statistics()).await?.data.emitted;
        let mint = pda::heat_mint();
        let supply =
            self.chain().mint(&mint).await?.ok_or(ChainError::Missing { what: "HEAT mint", address: mint })?.supply;
        let mut statistics = Statistics {
            genesis: config.genesis,
            emitted,
            supply,
            burned: config.genesis.saturating_add(emitted).saturating_sub(supply),
            treasury: self.chain().token_balance(&config.treasury).await?,
            ..Statistics::default()
        };
        for pool in self.all::<Pool>(Vec::new()).await? {
            statistics.staked = statistics.staked.saturating_add(pool.data.active);
            statistics.unbonding = statistics.unbonding.saturating_add(pool.data.unbonding);
        }
        if let Some(ledger) = self.find::<PenaltyLedger>(&pda::penalty_ledger()).await? {
            statistics.slashed = ledger.data.slashed;
            statistics.burned_by_slashing = ledger.data.burned;
        }
        for market in self.all::<Market>(Vec::new()).await? {
            let collected = self.chain().token_balance(&market.data.fee_vault).await?;
            statistics.fees = statistics.fees.saturating_add(collected);
        }
        Ok(statistics)
    }
}
