use anchor_lang::prelude::*;
use furnace_common::proof::samples_random;

use super::{drawn_from, sha256};
use crate::state::Attempt;

#[derive(Accounts)]
pub struct SamplesDraw {
    #[account(mut)]
    pub attempt: Account<Attempt>,
    /// The sysvar of slot hashes.
    pub slot_hashes: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<SamplesDraw>) -> Result<()> {
    let attempt = &mut ctx.accounts.attempt;
    let drawn = drawn_from(ctx.accounts.slot_hashes.account(), attempt.sample_slot)?;
    let seed = attempt.seed;
    attempt.draw(drawn, |block| samples_random(&seed, block, sha256))
}
