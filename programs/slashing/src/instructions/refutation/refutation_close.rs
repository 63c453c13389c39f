use anchor_lang::accounts::Account;
use anchor_lang::prelude::*;
use furnace_jobs::state::Job;
use furnace_support::ids;

use crate::error::SlashingError;
use crate::state::Refutation;

#[derive(Accounts)]
pub struct RefutationClose {
    #[account(mut, close = refuter)]
    pub refutation: Account<Refutation>,
    /// It may be closed by now.
    #[account(address = refutation.job @ SlashingError::JobMismatch)]
    pub job: UncheckedAccount,
    /// Paid the rent and gets it back.
    #[account(mut, address = refutation.refuter @ SlashingError::WrongRentPayer)]
    pub refuter: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<RefutationClose>) -> Result<()> {
    let accounts = &ctx.accounts;
    // An address of a job is used once: nothing can be shown of it again.
    if !accounts.job.account().owned_by(&ids::JOBS) {
        return Ok(());
    }
    let job = Account::<Job>::load(*accounts.job.account())?;
    accounts.refutation.require_done(&job)
}
