use anchor_lang::prelude::*;
use furnace_common::penalties::Split;

use crate::error::SlashingError;

/// What all penalties amount to. Written by slashing alone, which is no hot path.
#[account]
pub struct PenaltyLedger {
    /// Penalties so far.
    pub count: u64,
    /// HEAT base units, as all below.
    pub slashed: u64,
    pub to_clients: u64,
    pub to_reporters: u64,
    pub burned: u64,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 86],
}

const _: () = assert!(core::mem::size_of::<PenaltyLedger>() == 128);

impl PenaltyLedger {
    pub const VERSION: u8 = 1;

    /// Counts one penalty.
    pub fn record(&mut self, penalty: u64, parts: &Split) -> Result<()> {
        self.count = add(self.count, 1)?;
        self.slashed = add(self.slashed, penalty)?;
        self.to_clients = add(self.to_clients, parts.client)?;
        self.to_reporters = add(self.to_reporters, parts.reporter)?;
        self.burned = add(self.burned, parts.burn)?;
        Ok(())
    }
}

fn add(total: u64, amount: u64) -> Result<u64> {
    total.checked_add(amount).ok_or(SlashingError::Overflow.into())
}
