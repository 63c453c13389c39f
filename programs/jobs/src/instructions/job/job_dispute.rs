use anchor_lang::prelude::*;
use furnace_support::ids;

use crate::error::JobsError;
use crate::events::JobDisputed;
use crate::instructions::now;
use crate::state::{ClientBalance, Job};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct JobDisputeArgs {
    /// One where it is the audit that was drawn.
    pub audit: u8,
    /// One where the client accuses the worker.
    pub by_client: u8,
}

#[derive(Accounts)]
pub struct JobDispute {
    /// The slashing program's signing authority.
    #[account(address = ids::SLASHING_AUTHORITY @ JobsError::NotSlashingProgram)]
    pub authority: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.escrow.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
}

pub(crate) fn handler(ctx: &mut Context<JobDispute>, args: JobDisputeArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let job = &mut accounts.job;
    job.dispute(args.audit != 0, now()?)?;
    if args.by_client != 0 {
        accounts.balance.count_rejected()?;
    }
    emit!(JobDisputed { job: *job.address(), worker: job.worker, audit: args.audit, _pad: [0; 7] });
    Ok(())
}
