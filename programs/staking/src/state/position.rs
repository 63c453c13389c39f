use anchor_lang::prelude::*;
use furnace_common::limits::{MAX_LOCK_SECONDS, MAX_UNBONDINGS};
use furnace_common::lock;

use super::{Accrual, Pool, MINTS};
use crate::error::StakingError;

/// One wallet's part of one pool.
#[account]
pub struct Position {
    pub pool: Address,
    pub owner: Address,
    /// Paid the rent and gets it back.
    pub rent_payer: Address,
    /// Shares of the pool's active stake.
    pub shares: u64,
    /// Of them, those that stay until `lock_until`.
    pub locked_shares: u64,
    /// Unix seconds; zero where nothing is locked.
    pub lock_until: i64,
    /// Length of the lock, which sets its weight, in seconds.
    pub lock_seconds: i64,
    /// Shares, those that are locked counted up to four times, as the pool counts them.
    pub weighted_shares: u64,
    /// Shares of the pool's unbonding stake, by unbonding; zero where there is none.
    pub unbonding_shares: [u64; 8],
    /// When each unbonding can be withdrawn, unix seconds.
    pub unlock_at: [i64; 8],
    /// Of the pool's income, in HEAT and in dollars, by shares.
    pub income: [Accrual; 2],
    /// Of the stakers' fees, in HEAT and in dollars, by weighted shares.
    pub fees: [Accrual; 2],
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 54],
}

const _: () = assert!(core::mem::size_of::<Position>() == 448);
const _: () = assert!(MAX_UNBONDINGS == 8 && MINTS == 2);

impl Position {
    pub const VERSION: u8 = 1;

    /// Counts what it has earned, before its shares change. The pool has advanced to the same moment.
    pub fn settle(&mut self, pool: &Pool) -> Result<()> {
        (0..MINTS).try_for_each(|mint| self.settle_mint(mint, pool))
    }

    /// The same for one mint, which is enough where its shares do not change.
    #[inline(never)]
    pub fn settle_mint(&mut self, mint: usize, pool: &Pool) -> Result<()> {
        let (income, fees) = (pool.income.get(mint), pool.fees.get(mint));
        let (income, fees) = (income.ok_or(StakingError::WrongMint)?, fees.ok_or(StakingError::WrongMint)?);
        let own = self.income.get_mut(mint).ok_or(StakingError::WrongMint)?;
        own.settle(self.shares, income.per_share.get())?;
        let own = self.fees.get_mut(mint).ok_or(StakingError::WrongMint)?;
        own.settle(self.weighted_shares, fees.per_weighted_share.get())
    }

    /// Ends a lock that is over.
    pub fn expire_lock(&mut self, now: i64) {
        if now >= self.lock_until {
            self.locked_shares = 0;
            self.lock_until = 0;
            self.lock_seconds = 0;
            self.weighted_shares = self.shares;
        }
    }

    /// Adds shares that are not locked.
    pub fn credit(&mut self, count: u64) -> Result<()> {
        self.shares = self.shares.checked_add(count).ok_or(StakingError::Overflow)?;
        self.weighted_shares = self.weighted_shares.checked_add(count).ok_or(StakingError::Overflow)?;
        Ok(())
    }

    /// Takes shares that are not locked.
    pub fn debit(&mut self, count: u64, now: i64) -> Result<()> {
        let left = self.shares.checked_sub(count).ok_or(StakingError::NotEnoughShares)?;
        require!(left >= self.locked_shares || now >= self.lock_until, StakingError::StakeLocked);
        self.shares = left;
        self.weighted_shares = self.weighted_shares.checked_sub(count).ok_or(StakingError::NotEnoughShares)?;
        Ok(())
    }

    /// Locks `count` more shares, and those already locked with them, for `seconds` from now. A lock never
    /// ends sooner than it did.
    pub fn lock(&mut self, count: u64, seconds: i64, now: i64) -> Result<()> {
        require!((1..=MAX_LOCK_SECONDS).contains(&seconds), StakingError::LockOutOfBounds);
        let until = now.checked_add(seconds).ok_or(StakingError::Overflow)?;
        let running = if now < self.lock_until { self.locked_shares } else { 0 };
        require!(running == 0 || until >= self.lock_until, StakingError::LockShortened);
        let locked = running.checked_add(count).ok_or(StakingError::Overflow)?;
        require!(locked > 0, StakingError::AmountTooSmall);
        require!(locked <= self.shares, StakingError::NotEnoughShares);
        let bonus = lock::bonus(locked, seconds).ok_or(StakingError::Overflow)?;
        self.weighted_shares = self.shares.checked_add(bonus).ok_or(StakingError::Overflow)?;
        self.locked_shares = locked;
        self.lock_until = until;
        self.lock_seconds = seconds;
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
        let unlock_at = self.unlock_at.get(usize::from(index)).copied().unwrap_or_default();
        let count = self.cancel_unbonding(index)?;
        require!(now >= unlock_at, StakingError::StillCoolingDown);
        Ok(count)
    }

    /// Removes the unbonding at `index`, whatever its time; returns its shares.
    pub fn cancel_unbonding(&mut self, index: u8) -> Result<u64> {
        let index = usize::from(index);
        let count = *self.unbonding_shares.get(index).ok_or(StakingError::NoSuchUnbonding)?;
        require!(count > 0, StakingError::NoSuchUnbonding);
        self.unbonding_shares[index] = 0;
        self.unlock_at[index] = 0;
        Ok(count)
    }

    /// Nothing is staked, unbonding or owed.
    pub fn require_empty(&self) -> Result<()> {
        let staked = self.shares != 0 || self.unbonding_shares.iter().any(|&held| held != 0);
        let owed = self.income.iter().chain(&self.fees).any(Accrual::is_owed);
        require!(!staked && !owed, StakingError::PositionNotEmpty);
        Ok(())
    }
}
