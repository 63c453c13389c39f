use anchor_lang::prelude::*;

use super::{drawn_from, sha256, SAMPLES};
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
    // The challenge is in it, so that no two attempts are asked for the same entries.
    let seed = attempt.seed;
    attempt.draw(drawn, |hash| sha256(&[SAMPLES, &seed, hash]))
}
