use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::bps;
use furnace_common::limits::*;

use crate::error::GovernanceError;

/// Everything that the authority may change, each within its hard bounds.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Parameters {
    /// Pyth feed of HEAT in dollars; zeros while there is none.
    pub heat_usd_feed: [u8; 32],
    /// Seconds that an unbonding waits and still bears slashes.
    pub cooldown_seconds: i64,
    /// Least and most of the mint sold that one lot of the auction holds, base units.
    pub min_lot: u64,
    pub max_lot: u64,
    /// Seconds in which the auction's price halves.
    pub half_life_seconds: u32,
    /// A lot's first price as a part of the last lot's average, in basis points.
    pub start_multiple_bps: u32,
    /// Seconds between the announcement of parameters and their effect.
    pub notice_seconds: u32,
    /// Delegations at most this part of the operator's own stake, in basis points.
    pub delegation_cap_bps: u16,
    /// The protocol's part of a job's price, in basis points.
    pub take_bps: u16,
    /// The burned part of the take, in basis points.
    pub burn_bps: u16,
    /// The stakers' part of the take, in basis points; the rest is the treasury's.
    pub staker_bps: u16,
    /// Oldest price accepted, in seconds.
    pub max_price_age_seconds: u16,
    /// Widest confidence interval of a price, in basis points of it.
    pub max_confidence_bps: u16,
}

const _: () = assert!(core::mem::size_of::<Parameters>() == 80);

impl Parameters {
    /// Every parameter lies in its hard bounds.
    pub fn invariant(&self) -> Result<()> {
        let staking = (MIN_COOLDOWN_SECONDS..=MAX_COOLDOWN_SECONDS).contains(&self.cooldown_seconds)
            && self.delegation_cap_bps <= MAX_DELEGATION_CAP_BPS;
        let fees = self.take_bps <= MAX_TAKE_BPS
            && (MIN_BURN_BPS..=bps::ONE).contains(&self.burn_bps)
            && self.burn_bps.checked_add(self.staker_bps).is_some_and(|parts| parts <= bps::ONE);
        let auction = (MIN_HALF_LIFE_SECONDS..=MAX_HALF_LIFE_SECONDS).contains(&self.half_life_seconds)
            && (MIN_START_MULTIPLE_BPS..=MAX_START_MULTIPLE_BPS).contains(&self.start_multiple_bps)
            && MIN_LOT <= self.min_lot
            && self.min_lot <= self.max_lot
            && self.max_lot <= MAX_LOT;
        let price = (1..=MAX_PRICE_AGE_SECONDS).contains(&self.max_price_age_seconds)
            && self.max_confidence_bps <= MAX_CONFIDENCE_BPS;
        let notice = (MIN_NOTICE_SECONDS..=MAX_NOTICE_SECONDS).contains(&self.notice_seconds);
        require!(staking && fees && auction && price && notice, GovernanceError::ParameterOutOfBounds);
        Ok(())
    }
}
