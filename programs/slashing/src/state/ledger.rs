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
    /// What verifiers, accusers and penalties in appeal have in the bond vault.
    pub held: u64,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 78],
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

    /// Counts what comes into the bond vault.
    pub fn hold(&mut self, amount: u64) -> Result<()> {
        self.held = add(self.held, amount)?;
        Ok(())
    }

    /// Counts what leaves it.
    pub fn let_go(&mut self, amount: u64) -> Result<()> {
        self.held = self.held.checked_sub(amount).ok_or(SlashingError::Overflow)?;
        Ok(())
    }

    /// The vault covers the books; more than that is a gift and changes nothing.
    pub fn invariant(&self, vault_amount: u64) -> Result<()> {
        require!(vault_amount >= self.held, SlashingError::VaultShort);
        Ok(())
    }
}

fn add(total: u64, amount: u64) -> Result<u64> {
    total.checked_add(amount).ok_or(SlashingError::Overflow.into())
}
