use anchor_lang::prelude::*;
use furnace_common::limits::{MAX_COOLDOWN_SECONDS, MAX_DELEGATION_CAP_BPS, MIN_COOLDOWN_SECONDS};

use crate::error::StakingError;

/// Parameters of every pool.
#[account]
pub struct StakingConfig {
    /// May change parameters.
    pub authority: Address,
    /// Seconds that an unbonding waits and still bears slashes.
    pub cooldown_seconds: i64,
    /// Delegations at most this part of the operator's own stake, in basis points.
    pub delegation_cap_bps: u16,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 84],
}

const _: () = assert!(core::mem::size_of::<StakingConfig>() == 128);

impl StakingConfig {
    pub const VERSION: u8 = 1;

    /// Every parameter lies in its hard bounds.
    pub fn invariant(&self) -> Result<()> {
        let cooldown = MIN_COOLDOWN_SECONDS..=MAX_COOLDOWN_SECONDS;
        require!(
            cooldown.contains(&self.cooldown_seconds) && self.delegation_cap_bps <= MAX_DELEGATION_CAP_BPS,
            StakingError::ParameterOutOfBounds
        );
        Ok(())
    }
}
