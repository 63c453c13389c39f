use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::stream::Moment;

use super::{Stream, MINTS};
use crate::error::StakingError;

/// The stakers' part of all fees in one mint.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct FeeStream {
    /// Part of the vault that is in the books, base units.
    pub booked: u64,
    pub stream: Stream,
    /// Released to each unit of weight so far, in parts of 2^-32 of a base unit.
    pub per_weight: PodU128,
    /// Released and not divided yet, in the same parts.
    pub carried: u64,
}

impl FeeStream {
    /// Releases what has come due to all weight; without any it waits for the next epoch.
    pub fn advance(&mut self, total_weight: u64, now: Moment) -> Result<()> {
        self.stream.release(&mut self.per_weight, &mut self.carried, total_weight, now)
    }
}

/// The stakers' part of all fees. Pools share it by weight: the worth of their stake, times one to four
/// where it is locked.
#[account]
pub struct StakerFees {
    /// Token accounts that the fees are distributed to.
    pub vaults: [Address; 2],
    /// Sum of all pools' weights.
    pub total_weight: u64,
    pub fees: [FeeStream; 2],
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 166],
}

const _: () = assert!(core::mem::size_of::<StakerFees>() == 384);
const _: () = assert!(MINTS == 2);

impl StakerFees {
    pub const VERSION: u8 = 1;

    /// Books what came into a mint's vault since the last time; returns it.
    pub fn book(&mut self, mint: usize, vault_amount: u64) -> Result<u64> {
        let fee = self.fees.get_mut(mint).ok_or(StakingError::WrongMint)?;
        let new = vault_amount.checked_sub(fee.booked).ok_or(StakingError::VaultShort)?;
        fee.booked = vault_amount;
        fee.stream.book(new)?;
        Ok(new)
    }

    /// Takes `amount` of a mint out of the books.
    pub fn pay(&mut self, mint: usize, amount: u64) -> Result<()> {
        let fee = self.fees.get_mut(mint).ok_or(StakingError::WrongMint)?;
        fee.booked = fee.booked.checked_sub(amount).ok_or(StakingError::VaultShort)?;
        Ok(())
    }

    /// Replaces a pool's old weight by its new one.
    pub fn reweigh(&mut self, old: u64, new: u64) -> Result<()> {
        let without = self.total_weight.checked_sub(old).ok_or(StakingError::Overflow)?;
        self.total_weight = without.checked_add(new).ok_or(StakingError::Overflow)?;
        Ok(())
    }
}
