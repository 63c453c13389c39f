use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::Round;
use furnace_jobs::state::Operator;

use super::{accusation::*, opening::*};
use crate::instructions::{bonds::*, now};
use crate::state::Delivered;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct DisputeOpenArgs {
    /// The result that is right: sha256 of its manifest.
    pub claimed_hash: [u8; 32],
    /// Bump of the dispute's address, found by the caller.
    pub bump: u8,
}

#[derive(Accounts)]
pub struct DisputeOpen {
    pub accusation: Nested<Accusation>,
    pub opening: Nested<Opening>,
    /// The worker's.
    pub operator: Account<Operator>,
    /// That pays for the job.
    #[account(mut)]
    pub balance: UncheckedAccount,
    pub bonds: Nested<Bonds>,
}

pub(crate) fn handler(ctx: &mut Context<DisputeOpen>, args: DisputeOpenArgs) -> Result<()> {
    let DisputeOpen { accusation, opening, operator, balance, bonds } = &mut ctx.accounts;
    accusation.require_of(&opening.job.client)?;
    let result = Delivered::of_job(&opening.job);
    let mut dispute = opening.create(&result, operator, accusation.accuser.address(), args.bump, now()?)?;
    accusation.accuse(&mut dispute, args.claimed_hash, bonds)?;
    opening.begin(&mut dispute, Round::First)?;
    opening.hold_job(&dispute, balance, &bonds.authority)
}
