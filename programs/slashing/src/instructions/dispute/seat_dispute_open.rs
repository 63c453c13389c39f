use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::Round;
use furnace_jobs::call::seat_dispute;
use furnace_jobs::state::{Crew, Operator};

use super::{accusation::*, opening::*};
use crate::error::SlashingError;
use crate::instructions::{bonds::*, now, signer_seeds};
use crate::state::Delivered;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct SeatDisputeOpenArgs {
    /// The result that is right: sha256 of its manifest.
    pub claimed_hash: [u8; 32],
    /// Whose result is wrong: a seat of the crew.
    pub seat: u8,
    /// Bump of the dispute's address, found by the caller.
    pub bump: u8,
}

#[derive(Accounts)]
pub struct SeatDisputeOpen {
    pub accusation: Nested<Accusation>,
    pub opening: Nested<Opening>,
    /// The job's; the jobs program checks it again.
    #[account(mut, constraint = crew.job == *opening.job.address() @ SlashingError::JobMismatch)]
    pub crew: Account<Crew>,
    /// The seat's.
    #[account(mut)]
    pub operator: Account<Operator>,
    pub bonds: Nested<Bonds>,
}

pub(crate) fn handler(ctx: &mut Context<SeatDisputeOpen>, args: SeatDisputeOpenArgs) -> Result<()> {
    let SeatDisputeOpen { accusation, opening, crew, operator, bonds } = &mut ctx.accounts;
    accusation.require_of(&opening.job.client)?;
    let result = Delivered::of_seat(crew.seat(args.seat)?, args.seat);
    let mut dispute = opening.create(&result, operator, accusation.accuser.address(), args.bump, now()?)?;
    accusation.accuse(&mut dispute, args.claimed_hash, bonds)?;
    opening.begin(&mut dispute, Round::First)?;
    let (job, crew, operator) = (opening.job.account(), crew.account(), operator.account());
    seat_dispute(bonds.authority.account(), job, crew, operator, args.seat, &signer_seeds())
}
