use anchor_lang::prelude::*;
use furnace_common::limits::POINTS_EPOCHS;
use furnace_common::points;

use crate::error::TokenError;

/// One epoch's emission: its budget, and the points that share it.
///
/// Points are recorded in the epoch and the one after it, and claimed from then on until the epoch's place
/// in the workers' rings is needed again. What nobody claims is never minted.
#[account]
pub struct EmissionEpoch {
    /// Paid the rent and gets it back.
    pub rent_payer: Address,
    /// `[epoch x length, (epoch + 1) x length)` in unix seconds.
    pub epoch: u64,
    /// HEAT base units.
    pub budget: u64,
    /// Of all workers.
    pub total_points: u64,
    /// Minted so far, HEAT base units.
    pub claimed: u64,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 62],
}

const _: () = assert!(core::mem::size_of::<EmissionEpoch>() == 128);

impl EmissionEpoch {
    pub const VERSION: u8 = 1;

    /// Adds a worker's points; returns the total before, which is where they start.
    pub fn record(&mut self, count: u64, current: u64) -> Result<u64> {
        require!(current <= self.after(1)?, TokenError::RecordingClosed);
        let start = self.total_points;
        self.total_points = start.checked_add(count).ok_or(TokenError::Overflow)?;
        Ok(start)
    }

    /// Takes the share of a worker's points, HEAT base units. Shares are parts of the final total, so it
    /// makes no difference who is first.
    pub fn claim(&mut self, start: u64, count: u64, current: u64) -> Result<u64> {
        require!(current > self.after(1)?, TokenError::RecordingOpen);
        require!(current < self.after(POINTS_EPOCHS as u64)?, TokenError::ClaimsOver);
        let share = points::share_floor(self.budget, start, count, self.total_points);
        let share = share.ok_or(TokenError::BudgetExceeded)?;
        self.claimed = self.claimed.checked_add(share).ok_or(TokenError::Overflow)?;
        Ok(share)
    }

    /// The epoch is long over: as many epochs as the rings hold have ended since its own end.
    pub fn require_closable(&self, current: u64) -> Result<()> {
        require!(current > self.after(POINTS_EPOCHS as u64)?, TokenError::EpochKept);
        Ok(())
    }

    /// No more is minted than the budget.
    pub fn invariant(&self) -> Result<()> {
        require!(self.claimed <= self.budget, TokenError::BudgetExceeded);
        Ok(())
    }

    fn after(&self, epochs: u64) -> Result<u64> {
        Ok(self.epoch.checked_add(epochs).ok_or(TokenError::Overflow)?)
    }
}
