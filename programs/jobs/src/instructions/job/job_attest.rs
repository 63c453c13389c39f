use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::JobAttested;
use crate::instructions::now;
use crate::state::{Job, Market};

#[derive(Accounts)]
pub struct JobAttest {
    /// The key that the market lists: of a service that checks what computed the result, and that it came of it.
    #[account(address = market.attestor @ JobsError::NotAttestor)]
    pub attestor: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(address = job.market @ JobsError::JobMismatch)]
    pub market: Account<Market>,
}

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct JobAttestArgs {
    /// What is co-signed, so that no other can come in its place.
    pub result_hash: [u8; 32],
    /// Attempts that were lost before it: the same result of another worker is another one.
    pub attempt: u8,
}

pub(crate) fn handler(ctx: &mut Context<JobAttest>, args: JobAttestArgs) -> Result<()> {
    let job = &mut ctx.accounts.job;
    job.attest(&args, now()?)?;
    emit!(JobAttested { job: *job.address(), worker: job.worker, result_hash: args.result_hash });
    Ok(())
}
