use anchor_lang::prelude::*;
use furnace_common::auction;
use furnace_governance::state::Parameters;

use crate::error::TokenError;

/// The sale of one mint's burn share for HEAT, lot by lot. Authority of the vault.
#[account]
pub struct Auction {
    /// What is sold.
    pub mint: Address,
    /// Token account that holds it.
    pub vault: Address,
    /// The treasury's token account of the mint; the auction has no part in it.
    pub treasury: Address,
    /// The running lot, base units of the mint; the last one where none runs.
    pub lot_size: u64,
    /// Not sold yet; zero where no lot runs.
    pub lot_remaining: u64,
    /// What the lot brought so far, HEAT base units.
    pub lot_burned: u64,
    /// Unix seconds.
    pub lot_started_at: i64,
    /// First price of the running lot, or of the next: HEAT base units for one of the mint's, Q32.32.
    pub start_price: u64,
    /// Sold so far, base units of the mint.
    pub sold: u64,
    /// Burned so far, HEAT base units.
    pub burned: u64,
    /// Lots that were sold out.
    pub lots: u64,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 94],
}

const _: () = assert!(core::mem::size_of::<Auction>() == 256);

impl Auction {
    pub const VERSION: u8 = 1;

    /// Starts a lot of what the vault holds.
    pub fn start_lot(&mut self, vault_amount: u64, parameters: &Parameters, now: i64) -> Result<()> {
        require!(self.lot_remaining == 0, TokenError::LotRunning);
        require!(vault_amount >= parameters.min_lot, TokenError::LotTooSmall);
        self.lot_size = vault_amount.min(parameters.max_lot);
        self.lot_remaining = self.lot_size;
        self.lot_burned = 0;
        self.lot_started_at = now;
        Ok(())
    }

    /// What may be bought now of the `asked` amount: all that is left where more is asked for.
    pub fn available(&self, asked: u64) -> Result<u64> {
        require!(self.lot_remaining > 0, TokenError::NoLot);
        require!(asked > 0, TokenError::AmountZero);
        Ok(asked.min(self.lot_remaining))
    }

    /// HEAT for `amount` at `now`, rounded up.
    pub fn cost_ceil(&self, amount: u64, half_life: u32, now: i64) -> Result<u64> {
        let elapsed = now.saturating_sub(self.lot_started_at);
        let price = auction::price_at(self.start_price, elapsed, half_life).ok_or(TokenError::Overflow)?;
        Ok(auction::cost_ceil(amount, price).ok_or(TokenError::Overflow)?)
    }

    /// Takes a purchase out of the lot. The last one sets the first price of the next lot: this lot's
    /// average, in which a purchase counts by its size, times the start multiple. Returns whether it was the
    /// last.
    pub fn sell(&mut self, amount: u64, cost: u64, start_multiple_bps: u32) -> Result<bool> {
        self.lot_remaining = self.lot_remaining.checked_sub(amount).ok_or(TokenError::NoLot)?;
        self.lot_burned = self.lot_burned.checked_add(cost).ok_or(TokenError::Overflow)?;
        self.sold = self.sold.checked_add(amount).ok_or(TokenError::Overflow)?;
        self.burned = self.burned.checked_add(cost).ok_or(TokenError::Overflow)?;
        if self.lot_remaining > 0 {
            return Ok(false);
        }
        let start_price =
            auction::next_start_ceil(self.lot_burned, self.lot_size, start_multiple_bps, self.start_price);
        self.start_price = start_price.ok_or(TokenError::Overflow)?;
        self.lots = self.lots.checked_add(1).ok_or(TokenError::Overflow)?;
        Ok(true)
    }

    /// The vault covers the lot. More than that is for lots to come.
    pub fn invariant(&self, vault_amount: u64) -> Result<()> {
        require!(vault_amount >= self.lot_remaining, TokenError::VaultShort);
        Ok(())
    }
}
