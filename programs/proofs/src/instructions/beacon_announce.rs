use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use furnace_common::{emission, proof};
use furnace_governance::state::Governance;

use crate::error::ProofsError;
use crate::state::Beacon;

/// There is one governance and one beacon, so their types say which they are.
#[derive(Accounts)]
pub struct BeaconAnnounce {
    pub governance: Account<Governance>,
    #[account(mut)]
    pub beacon: Account<Beacon>,
}

pub(crate) fn handler(ctx: &mut Context<BeaconAnnounce>) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    let epoch_seconds = accounts.governance.epoch_seconds;
    let epoch = emission::epoch_at(clock.unix_timestamp, epoch_seconds).ok_or(ProofsError::Overflow)?;
    let expires_at = proof::expires_at(epoch, epoch_seconds).ok_or(ProofsError::Overflow)?;
    accounts.beacon.announce(epoch, expires_at, clock.unix_timestamp, clock.slot)
}
