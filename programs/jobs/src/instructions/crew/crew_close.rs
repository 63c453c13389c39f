use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::state::{Crew, Job};

#[derive(Accounts)]
pub struct CrewClose {
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, close = rent_payer, constraint = crew.job == *job.address() @ JobsError::JobMismatch)]
    pub crew: Account<Crew>,
    /// Paid the rent and gets it back.
    // It may be whoever pays for the transaction.
    #[account(mut, unsafe(dup), address = crew.rent_payer @ JobsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<CrewClose>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.crew.require_cleared(&accounts.job)?;
    accounts.job.detach()
}
