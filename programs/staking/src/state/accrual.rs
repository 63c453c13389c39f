use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::accumulator;

use crate::error::StakingError;

/// What a position has earned of one source in one mint.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Accrual {
    /// The pool's number up to which it is counted, Q64.64.
    pub seen: PodU128,
    /// Base units not claimed yet, Q64.64: no fraction is ever lost to rounding.
    pub owed: PodU128,
}

impl Accrual {
    /// Counts what `shares` earned up to `now`.
    #[inline(never)]
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
    pub fn take(&mut self) -> u64 {
        let owed = self.owed.get();
        self.owed = accumulator::fraction(owed).into();
        accumulator::whole(owed)
    }

    /// Whether a whole unit is owed.
    pub fn is_owed(&self) -> bool {
        accumulator::whole(self.owed.get()) > 0
    }
}
