#![allow(unused_variables, reason = "the framework decodes the arguments where no constraint uses them")]

use anchor_lang::prelude::*;
use furnace_jobs::state::Worker;

use crate::error::ProofsError;
use crate::state::Attempt;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct AttemptOpenArgs {
    /// Which GPU of the worker, from 0.
    pub gpu: u8,
}

#[derive(Accounts)]
#[instruction(args: AttemptOpenArgs)]
pub struct AttemptOpen {
    /// Pays the rent and gets it back.
    #[account(mut)]
    pub payer: Signer,
    #[account(
        constraint = worker.retired == 0 @ ProofsError::WorkerRetired,
        constraint = args.gpu < worker.gpus @ ProofsError::UnknownGpu
    )]
    pub worker: Account<Worker>,
    #[account(init, payer = payer, seeds = [b"attempt", worker.address().as_ref(), &[args.gpu]], bump)]
    pub attempt: Account<Attempt>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<AttemptOpen>, args: AttemptOpenArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.attempt.open(*accounts.worker.address(), *accounts.payer.address(), args.gpu);
    accounts.attempt.bump = ctx.bumps.attempt;
    Ok(())
}
