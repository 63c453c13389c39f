//! What a desk remembers.

use anchor_lang::prelude::*;

use crate::error::DeskError;

/// A user's desk. Its address is the client of the user's jobs, and signs for them.
#[account]
pub struct Desk {
    /// For whom it buys.
    pub user: Address,
    /// Jobs posted.
    pub ordered: u64,
    /// Results accepted.
    pub accepted: u64,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 14],
}

const _: () = assert!(core::mem::size_of::<Desk>() == 64);

impl Desk {
    pub const VERSION: u8 = 1;
    /// `[SEED, user]`.
    pub const SEED: &'static [u8] = b"desk";

    pub fn count_ordered(&mut self) -> Result<()> {
        self.ordered = self.ordered.checked_add(1).ok_or(DeskError::Overflow)?;
        Ok(())
    }

    pub fn count_accepted(&mut self) -> Result<()> {
        self.accepted = self.accepted.checked_add(1).ok_or(DeskError::Overflow)?;
        Ok(())
    }
}
