use anchor_lang::prelude::*;
use furnace_common::limits::{GENESIS_SUPPLY, SUPPLY_CAP};

use crate::error::TokenError;

/// The token's configuration and the count of what was ever minted.
///
/// What was burned needs no counter: it is `genesis + emitted - supply` of the mint.
#[account]
pub struct TokenConfig {
    /// May change parameters.
    pub authority: Address,
    /// Token account that holds the treasury's HEAT.
    pub treasury: Address,
    /// Minted at genesis, HEAT base units.
    pub genesis: u64,
    /// Minted by emission since, HEAT base units.
    pub emitted: u64,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 166],
}

const _: () = assert!(core::mem::size_of::<TokenConfig>() == 248);

impl TokenConfig {
    pub const VERSION: u8 = 1;

    /// Fills a new configuration.
    pub fn open(&mut self, authority: Address, treasury: Address, bump: u8) {
        self.authority = authority;
        self.treasury = treasury;
        self.genesis = GENESIS_SUPPLY;
        self.version = Self::VERSION;
        self.bump = bump;
    }

    /// The supply is at most what was minted, and that at most the cap.
    pub fn invariant(&self, supply: u64) -> Result<()> {
        let minted = self.genesis.checked_add(self.emitted).ok_or(TokenError::SupplyMismatch)?;
        require!(supply <= minted && minted <= SUPPLY_CAP, TokenError::SupplyMismatch);
        Ok(())
    }
}
