use anchor_lang::prelude::*;
use furnace_common::limits::GENESIS_SUPPLY;

/// The token's configuration: authority of the mint and of every fee vault. Written once.
#[account]
pub struct TokenConfig {
    /// Token account that holds the treasury's HEAT.
    pub treasury: Address,
    /// Minted at genesis, HEAT base units.
    pub genesis: u64,
    /// When the first hour of the emission schedule begins, unix seconds.
    pub emission_start: i64,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 78],
}

const _: () = assert!(core::mem::size_of::<TokenConfig>() == 128);

impl TokenConfig {
    pub const VERSION: u8 = 1;

    /// Fills a new configuration.
    pub fn open(&mut self, treasury: Address, emission_start: i64, bump: u8) {
        self.treasury = treasury;
        self.genesis = GENESIS_SUPPLY;
        self.emission_start = emission_start;
        self.version = Self::VERSION;
        self.bump = bump;
    }
}
