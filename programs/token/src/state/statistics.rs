use anchor_lang::prelude::*;
use furnace_common::fees::Distribution;
use furnace_common::limits::{EMISSION_CAP, SUPPLY_CAP};

use crate::error::TokenError;

/// What was ever emitted, distributed and auctioned. Amounts are base units.
///
/// What was burned needs no counter: it is `genesis + emitted - supply` of the mint.
#[account]
pub struct TokenStatistics {
    /// Minted by emission, HEAT.
    pub emitted: u64,
    /// Fees that went to stakers, in HEAT and in dollars.
    pub fees_to_stakers: [u64; 2],
    /// Fees that went to the treasury, in HEAT and in dollars.
    pub fees_to_treasury: [u64; 2],
    /// Fees that went to the auction, in dollars.
    pub fees_to_auction: u64,
    /// Sold by the auction, in dollars.
    pub auction_sold: u64,
    /// Burned by the auction's buyers, HEAT.
    pub auction_burned: u64,
    /// Lots that were sold out.
    pub lots: u64,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 118],
}

const _: () = assert!(core::mem::size_of::<TokenStatistics>() == 192);

impl TokenStatistics {
    pub const VERSION: u8 = 1;

    /// Counts distributed fees; `mint` is 0 for HEAT and 1 for dollars.
    pub fn distribute(&mut self, mint: usize, parts: &Distribution) -> Result<()> {
        add(self.fees_to_stakers.get_mut(mint).ok_or(TokenError::WrongMint)?, parts.stakers)?;
        add(self.fees_to_treasury.get_mut(mint).ok_or(TokenError::WrongMint)?, parts.treasury)?;
        add(&mut self.fees_to_auction, parts.auction)
    }

    /// Counts a purchase from the auction.
    pub fn sell(&mut self, amount: u64, cost: u64, sold_out: bool) -> Result<()> {
        add(&mut self.auction_sold, amount)?;
        add(&mut self.auction_burned, cost)?;
        add(&mut self.lots, u64::from(sold_out))
    }

    /// Counts `amount` as emitted; `scheduled` is all that the schedule has emitted by now.
    pub fn emit(&mut self, amount: u64, scheduled: u64) -> Result<()> {
        add(&mut self.emitted, amount)?;
        require!(self.emitted <= scheduled && self.emitted <= EMISSION_CAP, TokenError::EmissionAboveSchedule);
        Ok(())
    }

    /// The supply is at most what was minted, and that at most the cap.
    pub fn invariant(&self, genesis: u64, supply: u64) -> Result<()> {
        let minted = genesis.checked_add(self.emitted).ok_or(TokenError::SupplyMismatch)?;
        require!(supply <= minted && minted <= SUPPLY_CAP, TokenError::SupplyMismatch);
        Ok(())
    }
}

fn add(counter: &mut u64, amount: u64) -> Result<()> {
    *counter = counter.checked_add(amount).ok_or(TokenError::Overflow)?;
    Ok(())
}
