use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use furnace_common::proof::epoch_seed;

use super::{drawn_from, sha256};
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
    beacon.draw(drawn, Clock::get()?.slot, |block| epoch_seed(epoch, block, sha256))?;
    emit!(SeedDrawn { seed: beacon.seed, epoch, slot: beacon.slot });
    Ok(())
}
