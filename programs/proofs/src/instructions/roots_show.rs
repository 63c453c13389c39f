use anchor_lang::prelude::*;
use furnace_common::proof::ROOTS_AT_ONCE;

use super::{now, sha256};
use crate::error::ProofsError;
use crate::state::Attempt;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct RootsShowArgs {
    /// The first of these rounds, from 0.
    pub first: u16,
    /// How many roots.
    pub count: u8,
    /// What the first of these rounds grew from.
    pub seed: [u8; 32],
    /// The roots of rounds that follow one another, up to those that are shown already or beyond; what is after the count
    /// counts for nothing.
    pub roots: [[u8; 32]; 28],
}

const _: () = assert!(ROOTS_AT_ONCE == 28);

/// Nothing but what was committed to can be shown, so it does not matter who does.
#[derive(Accounts)]
pub struct RootsShow {
    #[account(mut)]
    pub attempt: Account<Attempt>,
}

pub(crate) fn handler(ctx: &mut Context<RootsShow>, args: RootsShowArgs) -> Result<()> {
    let roots = args.roots.get(..usize::from(args.count)).ok_or(ProofsError::RootsOutOfPlace)?;
    ctx.accounts.attempt.show(args.first, args.seed, roots, now()?, sha256)
}
