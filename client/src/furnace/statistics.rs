//! The token in numbers, from accounts alone.

use furnace_common::emission;

use super::Furnace;
use crate::{
    accounts::{PenaltyLedger, Pool, TokenConfig, TokenStatistics},
    chain::ChainError,
    instructions::staking::Reward,
    pda,
};

/// The token in numbers, base units. Where there are two, HEAT is first and dollars second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Minted at genesis.
    pub genesis: u64,
    /// Minted by emission since.
    pub emitted: u64,
    /// What the schedule has emitted by now; what nobody claims is never minted.
    pub scheduled: u64,
    /// In existence.
    pub supply: u64,
    /// Burned so far: by settlements, by slashing, by the auction's buyers and by holders themselves.
    pub burned: u64,
    /// Burned by penalties so far, part of `burned`.
    pub burned_by_slashing: u64,
    /// Burned by the auction's buyers, part of `burned`.
    pub burned_by_auction: u64,
    /// Sold by the auction, dollars.
    pub auction_sold: u64,
    /// Lots that the auction sold out.
    pub lots: u64,
    /// Held by the treasury.
    pub treasury: [u64; 2],
    /// Active stake of all pools.
    pub staked: u64,
    /// Cooling down in all pools.
    pub unbonding: u64,
    /// Taken by penalties so far.
    pub slashed: u64,
    /// Collected by the fee vaults of all markets and not distributed yet.
    pub fees: [u64; 2],
    /// Fees that went to stakers.
    pub fees_to_stakers: [u64; 2],
    /// Fees that went to the treasury.
    pub fees_to_treasury: [u64; 2],
    /// Fees that went to the auction, dollars.
    pub fees_to_auction: u64,
}

impl Statistics {
    /// Burned by settlements, and by holders who burned their own.
    pub fn burned_otherwise(&self) -> u64 {
        self.burned.saturating_sub(self.burned_by_slashing).saturating_sub(self.burned_by_auction)
    }
}

impl Furnace {
    /// Reads the token's numbers. The parts are read one after another, so they may be some blocks apart.
    pub async fn statistics(&self) -> Result<Statistics, ChainError> {
        let config = self.get::<TokenConfig>(&pda::token_config()).await?.data;
        let counted = self.get::<TokenStatistics>(&pda::statistics()).await?.data;
        let mint = pda::heat_mint();
        let supply =
            self.chain().mint(&mint).await?.ok_or(ChainError::Missing { what: "HEAT mint", address: mint })?.supply;
        let now = self.chain().clock().await?.unix_timestamp;
        let usd_treasury = pda::treasury_of(&self.governance().await?.data.usd_mint);
        let mut statistics = Statistics {
            genesis: config.genesis,
            emitted: counted.emitted,
            scheduled: emission::sum_floor(emission::hour_at(config.emission_start, now)),
            supply,
            burned: config.genesis.saturating_add(counted.emitted).saturating_sub(supply),
            burned_by_auction: counted.auction_burned,
            auction_sold: counted.auction_sold,
            lots: counted.lots,
            treasury: [
                self.chain().token_balance(&config.treasury).await?,
                self.chain().token_balance(&usd_treasury).await?,
            ],
            fees_to_stakers: counted.fees_to_stakers,
            fees_to_treasury: counted.fees_to_treasury,
            fees_to_auction: counted.fees_to_auction,
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
        for vault in self.fees_collected(None).await? {
            let place = match vault.mint {
                Reward::Heat => &mut statistics.fees[0],
                Reward::Usd(_) => &mut statistics.fees[1],
            };
            *place = place.saturating_add(vault.amount);
        }
        Ok(statistics)
    }
}
