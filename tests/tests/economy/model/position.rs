//! One wallet's part of one pool.

use furnace_client::generated::staking::errors::FurnaceStakingError::*;
use furnace_common::limits::MAX_LOCK_SECONDS;

use super::maths::{floor, parts, share};
use super::refusal::{Refusal, require};

/// What was earned of one source in one mint.
#[derive(Clone, Debug, Default)]
pub(crate) struct Accrual {
    /// As the program owes it, parts of 2^-32.
    pub(crate) owed: u128,
    /// Claimed, base units.
    pub(crate) paid: u64,
    /// The exact part of everything that was released, as an ideal ledger would give it, Q64.64; nothing is ever
    /// taken off.
    pub(crate) ideal: u128,
    /// How far the two may be apart: what was carried from one division to the next, in parts of 2^-32, which
    /// goes to those who are there later.
    pub(crate) carried: u128,
}

impl Accrual {
    /// Credits an ideal part of what is released to all shares; returns it.
    pub(crate) fn deserve(&mut self, released: u128, shares: u64, all: u64) -> u128 {
        let ideal = share(released, shares, all);
        self.ideal += ideal;
        ideal
    }

    /// Credits what `shares` have by the rise of a number, and notes what was carried.
    pub(crate) fn credit(&mut self, rise: u128, shares: u64, carried: u64) {
        self.owed += rise * u128::from(shares);
        // The ideal ledger is rounded down too, by less than a part.
        self.carried += u128::from(carried) + 1;
    }

    /// Base units that can be claimed.
    pub(crate) fn units(&self) -> u64 {
        (self.owed >> 32) as u64
    }

    pub(crate) fn pay(&mut self) -> u64 {
        let units = self.units();
        self.owed -= parts(units);
        self.paid += units;
        units
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Position {
    pub(crate) shares: u64,
    pub(crate) locked: u64,
    pub(crate) lock_until: i64,
    pub(crate) lock_seconds: i64,
    /// Shares, locked ones counted up to four times, when somebody last looked.
    pub(crate) weighted: u64,
    /// Shares of the unbonding bucket, and when they can be withdrawn.
    pub(crate) unbondings: [(u64, i64); 8],
    pub(crate) income: [Accrual; 2],
    pub(crate) fees: [Accrual; 2],
}

impl Position {
    pub(crate) fn debit(&mut self, shares: u64, now: i64) -> Result<(), Refusal> {
        require(shares <= self.shares, NotEnoughShares)?;
        require(self.shares - shares >= self.locked || now >= self.lock_until, StakeLocked)?;
        self.shares -= shares;
        Ok(())
    }

    pub(crate) fn lock(&mut self, shares: u64, seconds: i64, now: i64) -> Result<(), Refusal> {
        require((1..=MAX_LOCK_SECONDS).contains(&seconds), LockOutOfBounds)?;
        let running = if now < self.lock_until { self.locked } else { 0 };
        require(running == 0 || now + seconds >= self.lock_until, LockShortened)?;
        let locked = running.checked_add(shares).ok_or(Overflow)?;
        require(locked > 0, AmountTooSmall)?;
        require(locked <= self.shares, NotEnoughShares)?;
        (self.locked, self.lock_until, self.lock_seconds) = (locked, now + seconds, seconds);
        Ok(())
    }

    /// Counts its weight anew: once for each share, and up to three times more for a locked one.
    pub(crate) fn reweigh(&mut self, now: i64) {
        if now >= self.lock_until {
            (self.locked, self.lock_until, self.lock_seconds) = (0, 0, 0);
        }
        let bonus = floor(self.locked, 3 * self.lock_seconds as u64, MAX_LOCK_SECONDS as u64).expect("a part");
        self.weighted = self.shares + bonus;
    }

    pub(crate) fn add_unbonding(&mut self, shares: u64, unlock_at: i64) -> Result<(), Refusal> {
        let place = self.unbondings.iter_mut().find(|held| held.0 == 0).ok_or(TooManyUnbondings)?;
        *place = (shares, unlock_at);
        Ok(())
    }

    pub(crate) fn take_unbonding(&mut self, index: u8) -> Result<(u64, i64), Refusal> {
        let place = self.unbondings.get_mut(usize::from(index)).filter(|held| held.0 > 0);
        Ok(std::mem::take(place.ok_or(NoSuchUnbonding)?))
    }

    pub(crate) fn accruals(&self) -> impl Iterator<Item = &Accrual> {
        self.income.iter().chain(&self.fees)
    }

    /// Nothing staked, unbonding or owed.
    pub(crate) fn is_empty(&self) -> bool {
        let unbonding = self.unbondings.iter().any(|held| held.0 > 0);
        self.shares == 0 && !unbonding && self.accruals().all(|accrual| accrual.units() == 0)
    }
}
