use anchor_lang::prelude::*;
use furnace_common::bps;
use furnace_common::limits::{MAX_TAKE_BPS, MIN_BURN_BPS};

use crate::error::JobsError;

/// Parameters of every market opened from now on.
#[account]
pub struct JobsConfig {
    /// May change parameters.
    pub authority: Address,
    /// The protocol's part of a job's price, in basis points.
    pub take_bps: u16,
    /// The burned part of the take, in basis points.
    pub burn_bps: u16,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 90],
}

const _: () = assert!(core::mem::size_of::<JobsConfig>() == 128);

impl JobsConfig {
    pub const VERSION: u8 = 1;

    /// Every parameter lies in its hard bounds.
    pub fn invariant(&self) -> Result<()> {
        let burn = MIN_BURN_BPS..=bps::ONE;
        require!(self.take_bps <= MAX_TAKE_BPS && burn.contains(&self.burn_bps), JobsError::ParameterOutOfBounds);
        Ok(())
    }
}
