use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::accumulator;
use furnace_common::stream::{self, Moment};

use crate::error::StakingError;

/// Payments that come in during one epoch and are released evenly over the next, as an account holds them.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Stream {
    /// The epoch of the last look.
    pub epoch: i64,
    /// Came in during it, base units as all below.
    pub next: u64,
    /// Released evenly over it.
    pub releasing: u64,
    /// Of it, already released.
    pub released: u64,
    /// Released over the epoch before, for estimates.
    pub previous: u64,
}

impl Stream {
    /// Moves on to `now`; returns what has come due.
    #[inline(never)]
    pub fn advance(&mut self, now: Moment) -> Result<u64> {
        let mut pure = stream::Stream {
            epoch: self.epoch,
            next: self.next,
            releasing: self.releasing,
            released: self.released,
            previous: self.previous,
        };
        let due = pure.advance(now).ok_or(StakingError::Overflow)?;
        let stream::Stream { epoch, next, releasing, released, previous } = pure;
        *self = Self { epoch, next, releasing, released, previous };
        Ok(due)
    }

    /// Releases what has come due to `holders` shares or units of weight: raises their `number`, and what
    /// `carried` over from the last division. Without any it waits for the next epoch.
    pub fn release(&mut self, number: &mut PodU128, carried: &mut u64, holders: u64, now: Moment) -> Result<()> {
        let due = self.advance(now)?;
        if due == 0 {
            return Ok(());
        }
        if holders == 0 {
            return self.book(due);
        }
        let risen = accumulator::rise_of_units(due, *carried, holders);
        let (rise, rest) = risen.ok_or(StakingError::Overflow)?;
        *number = number.get().checked_add(rise).ok_or(StakingError::Overflow)?.into();
        *carried = rest;
        Ok(())
    }

    /// Adds what came in.
    pub fn book(&mut self, amount: u64) -> Result<()> {
        self.next = self.next.checked_add(amount).ok_or(StakingError::Overflow)?;
        Ok(())
    }
}
