use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::instructions::now;
use crate::state::{Crew, Job};

#[derive(Accounts)]
pub struct CrewClose {
    /// The client at any time, anyone after the retention: it names the parts of a gang's result.
    pub closer: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, close = rent_payer, constraint = crew.job == *job.address() @ JobsError::JobMismatch)]
    pub crew: Account<Crew>,
    /// Paid the rent and gets it back.
    // It may be the closer.
    #[account(mut, unsafe(dup), address = crew.rent_payer @ JobsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<CrewClose>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.crew.require_cleared(&accounts.job)?;
    accounts.job.require_kept_long_enough(accounts.closer.address(), now)?;
    accounts.job.detach()
}
