use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::accumulator;

use crate::error::StakingError;

/// What a position has earned of one source in one mint.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Accrual {
    /// The pool's number up to which it is counted, in parts of 2^-32 of a base unit.
    pub seen: PodU128,
    /// Not claimed yet, in the same parts: no fraction is ever lost to rounding.
    pub owed: PodU128,
}

impl Accrual {
    /// Counts what `shares` earned up to `now`.
    pub fn settle(&mut self, shares: u64, now: u128) -> Result<()> {
        let seen = self.seen.get();
        if now != seen {
            let earned = accumulator::earned(shares, now, seen).ok_or(StakingError::Overflow)?;
            self.owed = self.owed.get().checked_add(earned).ok_or(StakingError::Overflow)?.into();
            self.seen = now.into();
        }
        Ok(())
    }

    /// Takes the whole units, base units.
    pub fn take(&mut self) -> Result<u64> {
        let owed = self.owed.get();
        let units = accumulator::whole(owed).ok_or(StakingError::Overflow)?;
        self.owed = accumulator::fraction(owed).into();
        Ok(units)
    }

    /// Whether a whole unit is owed.
    pub fn is_owed(&self) -> bool {
        accumulator::whole(self.owed.get()) != Some(0)
    }
}
