use anchor_lang::prelude::*;

use super::{drawn_from, sha256, EPOCH};
use crate::events::SeedDrawn;
use crate::state::Beacon;

#[derive(Accounts)]
pub struct BeaconDraw {
    #[account(mut)]
    pub beacon: Account<Beacon>,
    /// The sysvar of slot hashes.
    pub slot_hashes: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<BeaconDraw>) -> Result<()> {
    let beacon = &mut ctx.accounts.beacon;
    let drawn = drawn_from(ctx.accounts.slot_hashes.account(), beacon.target_slot)?;
    let epoch = beacon.epoch;
    beacon.draw(drawn, |hash| sha256(&[EPOCH, &epoch.to_le_bytes(), hash]))?;
    emit!(SeedDrawn { seed: beacon.seed, epoch, slot: beacon.slot });
    Ok(())
}
