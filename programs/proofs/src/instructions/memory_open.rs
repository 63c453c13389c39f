#![allow(unused_variables, reason = "the framework decodes the arguments where no constraint uses them")]

use anchor_lang::prelude::*;
use furnace_jobs::state::Worker;

use crate::error::ProofsError;
use crate::state::MemoryAttempt;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct MemoryOpenArgs {
    /// Which GPU of the worker, from 0.
    pub gpu: u8,
}

#[derive(Accounts)]
#[instruction(args: MemoryOpenArgs)]
pub struct MemoryOpen {
    /// Pays the rent and gets it back.
    #[account(mut)]
    pub payer: Signer,
    #[account(
        constraint = worker.retired == 0 @ ProofsError::WorkerRetired,
        constraint = args.gpu < worker.gpus @ ProofsError::UnknownGpu
    )]
    pub worker: Account<Worker>,
    #[account(init, payer = payer, seeds = [b"memory", worker.address().as_ref(), &[args.gpu]], bump)]
    pub memory: Account<MemoryAttempt>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<MemoryOpen>, args: MemoryOpenArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.memory.open(*accounts.worker.address(), *accounts.payer.address(), args.gpu);
    accounts.memory.bump = ctx.bumps.memory;
    Ok(())
}
