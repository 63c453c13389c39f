use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::JobRejected;
use crate::instructions::now;
use crate::state::{ClientBalance, Job};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct JobRejectArgs {
    /// The result that is right: sha256 of its manifest.
    pub claimed_hash: [u8; 32],
}

#[derive(Accounts)]
pub struct JobReject {
    #[account(address = job.client @ JobsError::NotClient)]
    pub client: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.escrow.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
}

pub(crate) fn handler(ctx: &mut Context<JobReject>, args: JobRejectArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let job = &mut accounts.job;
    let bond = job.reject(args.claimed_hash, now()?)?;
    accounts.balance.reserve(bond)?;
    accounts.balance.count_rejected()?;
    emit!(JobRejected {
        job: *job.address(),
        worker: job.worker,
        claimed_hash: args.claimed_hash,
        bond,
        ends_at: job.review_ends_at
    });
    Ok(())
}
