use anchor_lang::prelude::*;
use furnace_common::memory::samples_random;

use super::{drawn_from, sha256};
use crate::state::MemoryAttempt;

#[derive(Accounts)]
pub struct MemoryDraw {
    #[account(mut)]
    pub memory: Account<MemoryAttempt>,
    /// The sysvar of slot hashes.
    pub slot_hashes: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<MemoryDraw>) -> Result<()> {
    let memory = &mut ctx.accounts.memory;
    let drawn = drawn_from(ctx.accounts.slot_hashes.account(), memory.sample_slot)?;
    let seed = memory.seed;
    memory.draw(drawn, |block| samples_random(&seed, block, sha256))
}
