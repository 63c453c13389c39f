use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::limits::POINTS_EPOCHS;

use crate::error::TokenError;

/// A worker's points in one epoch: the part from `start` to `start + points` of the epoch's total.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct EpochPoints {
    pub epoch: u64,
    pub start: u64,
    /// Zero once claimed.
    pub points: u64,
}

/// A worker's points of the last epochs, in a ring: an epoch's place is its number modulo the ring's size.
#[account]
pub struct WorkerPoints {
    pub worker: Address,
    /// The pool of the worker's operator, whose income emission is.
    pub pool: Address,
    /// Paid the rent and gets it back.
    pub rent_payer: Address,
    pub ring: [EpochPoints; 16],
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 30],
}

const _: () = assert!(core::mem::size_of::<WorkerPoints>() == 512);
const _: () = assert!(POINTS_EPOCHS == 16);

impl WorkerPoints {
    pub const VERSION: u8 = 1;

    /// Records an epoch's points, over those of an older epoch, whose claims are over.
    pub fn record(&mut self, epoch: u64, start: u64, points: u64) -> Result<()> {
        let place = self.place(epoch)?;
        require!(place.epoch < epoch, TokenError::AlreadyRecorded);
        *place = EpochPoints { epoch, start, points };
        Ok(())
    }

    /// Takes an epoch's points, so that they count once; returns where they start, and how many.
    pub fn take(&mut self, epoch: u64) -> Result<(u64, u64)> {
        let place = self.place(epoch)?;
        require!(place.epoch == epoch && place.points > 0, TokenError::NothingToClaim);
        let taken = (place.start, place.points);
        place.points = 0;
        Ok(taken)
    }

    /// Nothing is left that could be claimed in the current epoch or later.
    pub fn require_settled(&self, current: u64) -> Result<()> {
        let ring = POINTS_EPOCHS as u64;
        let left = self.ring.iter().any(|held| held.points > 0 && current < held.epoch.saturating_add(ring));
        require!(!left, TokenError::PointsClaimable);
        Ok(())
    }

    fn place(&mut self, epoch: u64) -> Result<&mut EpochPoints> {
        let index = epoch % POINTS_EPOCHS as u64;
        Ok(self.ring.get_mut(index as usize).ok_or(TokenError::Overflow)?)
    }
}
