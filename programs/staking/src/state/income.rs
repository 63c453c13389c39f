use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::bps;
use furnace_common::stream::Moment;

use super::Stream;
use crate::error::StakingError;

/// What a pool's workers earn in one mint: settlements and emission pay into the vault, nobody calls this
/// program for it, and the books follow when somebody looks.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Income {
    /// Token account of the pool that takes it.
    pub vault: Address,
    /// Part of the vault that is in the books: the operator's, the stream's and what positions are owed.
    pub booked: u64,
    /// The operator's commission that is not claimed yet, base units.
    pub operator_due: u64,
    /// The stakers' part.
    pub stream: Stream,
    /// Released to each share so far, in parts of 2^-32 of a base unit.
    pub per_share: PodU128,
    /// Released and not divided yet, in the same parts.
    pub carried: u64,
}

impl Income {
    /// Releases what has come due to `shares`; without any it waits for the next epoch.
    pub fn advance(&mut self, shares: u64, now: Moment) -> Result<()> {
        self.stream.release(&mut self.per_share, &mut self.carried, shares, now)
    }

    /// Books what came into the vault since the last time: the commission, rounded down, to the operator,
    /// the rest to the stakers. Returns both parts.
    pub fn book(&mut self, vault_amount: u64, commission_bps: u16) -> Result<(u64, u64)> {
        let new = vault_amount.checked_sub(self.booked).ok_or(StakingError::VaultShort)?;
        let to_operator = bps::of_floor(new, commission_bps).ok_or(StakingError::Overflow)?;
        let to_stakers = new.checked_sub(to_operator).ok_or(StakingError::Overflow)?;
        self.booked = vault_amount;
        self.operator_due = self.operator_due.checked_add(to_operator).ok_or(StakingError::Overflow)?;
        self.stream.book(to_stakers)?;
        Ok((to_operator, to_stakers))
    }

    /// Takes the operator's commission, base units.
    pub fn take_commission(&mut self) -> Result<u64> {
        let due = self.operator_due;
        self.operator_due = 0;
        self.pay(due)?;
        Ok(due)
    }

    /// Takes `amount` out of the books.
    pub fn pay(&mut self, amount: u64) -> Result<()> {
        self.booked = self.booked.checked_sub(amount).ok_or(StakingError::VaultShort)?;
        Ok(())
    }
}
