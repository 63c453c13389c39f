use anchor_lang::prelude::*;
use furnace_common::state::ReclaimReason;
use furnace_jobs::call::{job_reclaim, Reclaim};
use furnace_jobs::instructions::ReclaimArgs;
use furnace_support::ids;

use crate::instructions::signer_seeds;

/// A job that is taken from its worker by a ruling, for others to do.
#[derive(Accounts)]
pub struct Loss {
    #[account(mut)]
    pub job: UncheckedAccount,
    /// The client's, the worker's and the operator's accounts, which the jobs program checks.
    // It may be `compensation`.
    #[account(mut, unsafe(dup))]
    pub balance: UncheckedAccount,
    #[account(mut, unsafe(dup))]
    pub compensation: UncheckedAccount,
    pub compensation_vault: UncheckedAccount,
    #[account(mut)]
    pub worker: UncheckedAccount,
    #[account(mut)]
    pub operator: UncheckedAccount,
    #[account(address = ids::JOBS)]
    pub jobs_program: UncheckedAccount,
}

impl Loss {
    /// Takes the job from the worker; what the client is owed for it comes later, if at all.
    pub(crate) fn reclaim(&self, authority: &UncheckedAccount, reason: ReclaimReason) -> Result<()> {
        let reclaim = Reclaim {
            authority: authority.account(),
            balance: self.balance.account(),
            compensation: self.compensation.account(),
            vault: self.compensation_vault.account(),
            worker: self.worker.account(),
            operator: self.operator.account(),
        };
        let args = ReclaimArgs { reason: reason.byte(), credited: 0 };
        job_reclaim(&reclaim, self.job.account(), &args, &signer_seeds())
    }
}
