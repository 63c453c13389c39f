use anchor_lang::prelude::*;
use furnace_common::limits::MAX_UNBONDINGS;

use crate::error::StakingError;

/// One wallet's part of one pool.
#[account]
pub struct Position {
    pub pool: Address,
    pub owner: Address,
    /// Shares of the pool's active stake.
    pub shares: u64,
    /// Shares of the pool's unbonding stake, by unbonding; zero where there is none.
    pub unbonding_shares: [u64; 8],
    /// When each unbonding can be withdrawn, unix seconds.
    pub unlock_at: [i64; 8],
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 54],
}

const _: () = assert!(core::mem::size_of::<Position>() == 256);
const _: () = assert!(MAX_UNBONDINGS == 8);

impl Position {
    pub const VERSION: u8 = 1;

    /// Fills a new position.
    pub fn open(&mut self, pool: Address, owner: Address, bump: u8) {
        self.pool = pool;
        self.owner = owner;
        self.version = Self::VERSION;
        self.bump = bump;
    }

    pub fn credit(&mut self, count: u64) -> Result<()> {
        self.shares = self.shares.checked_add(count).ok_or(StakingError::Overflow)?;
        Ok(())
    }

    pub fn debit(&mut self, count: u64) -> Result<()> {
        self.shares = self.shares.checked_sub(count).ok_or(StakingError::NotEnoughShares)?;
        Ok(())
    }

    /// Records an unbonding in the first free place.
    pub fn add_unbonding(&mut self, count: u64, unlock_at: i64) -> Result<()> {
        let free = self.unbonding_shares.iter().position(|&held| held == 0).ok_or(StakingError::TooManyUnbondings)?;
        self.unbonding_shares[free] = count;
        self.unlock_at[free] = unlock_at;
        Ok(())
    }

    /// Removes the unbonding at `index` once its time has come; returns its shares.
    pub fn take_unbonding(&mut self, index: u8, now: i64) -> Result<u64> {
        let index = usize::from(index);
        let count = *self.unbonding_shares.get(index).ok_or(StakingError::NoSuchUnbonding)?;
        require!(count > 0, StakingError::NoSuchUnbonding);
        require!(now >= self.unlock_at[index], StakingError::StillCoolingDown);
        self.unbonding_shares[index] = 0;
        self.unlock_at[index] = 0;
        Ok(count)
    }
}
