use anchor_lang::prelude::*;
use furnace_common::limits::*;

use crate::error::JobsError;

/// The terms on which a class of hardware is bought. Never written after it is opened.
#[account]
pub struct Market {
    /// Who opened it.
    pub opener: Address,
    /// What jobs are paid in.
    pub payment_mint: Address,
    /// The token program's vault for this market's fees.
    pub fee_vault: Address,
    /// UTF-8, padded with zeros.
    pub name: [u8; 32],
    /// Longest time that a job may ask for, in seconds.
    pub max_job_seconds: u32,
    /// Time to review a result, in seconds.
    pub review_seconds: u32,
    /// Collateral as a part of the price, in basis points.
    pub collateral_bps: u16,
    /// The protocol's part of the price, in basis points.
    pub take_bps: u16,
    /// The burned part of the take, in basis points.
    pub burn_bps: u16,
    /// Hardware class multiplier of the minimum stake, in hundredths.
    pub class_multiplier: u16,
    /// Least memory of each GPU, in GiB.
    pub min_vram_gib: u16,
    /// Which of the opener's markets this is.
    pub index: u8,
    /// Least GPUs of a worker.
    pub min_gpus: u8,
    /// A `PriceMode` byte.
    pub price_mode: u8,
    /// A `Verification` byte.
    pub verification: u8,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 104],
}

const _: () = assert!(core::mem::size_of::<Market>() == 256);
const _: () = assert!(NAME_BYTES == 32);

impl Market {
    pub const VERSION: u8 = 1;

    /// Every term lies in its hard bounds.
    pub fn invariant(&self) -> Result<()> {
        let in_bounds = (MIN_JOB_SECONDS..=MAX_JOB_SECONDS).contains(&self.max_job_seconds)
            && (MIN_REVIEW_SECONDS..=MAX_REVIEW_SECONDS).contains(&self.review_seconds)
            && self.collateral_bps <= MAX_COLLATERAL_BPS
            && self.class_multiplier <= MAX_CLASS_MULTIPLIER
            && (1..=MAX_WORKER_GPUS).contains(&self.min_gpus);
        require!(in_bounds, JobsError::ParameterOutOfBounds);
        Ok(())
    }
}
