use anchor_lang::prelude::*;
use furnace_jobs::call::seat_rule;
use furnace_support::ids;

use crate::error::SlashingError;
use crate::instructions::signer_seeds;
use crate::state::Dispute;

/// Who answers for a replica's result, whose job has ended.
#[derive(Accounts)]
pub struct Answer {
    #[account(mut)]
    pub worker: UncheckedAccount,
    /// The worker's; the jobs program checks it.
    #[account(mut)]
    pub operator: UncheckedAccount,
    #[account(address = ids::JOBS)]
    pub jobs_program: UncheckedAccount,
}

impl Answer {
    /// Lets the operator go, since the first committee ruled.
    pub(crate) fn end(&self, dispute: &Dispute, wrong: bool, authority: &UncheckedAccount) -> Result<()> {
        dispute.require_of_seat(true)?;
        require!(*self.worker.address() == dispute.worker, SlashingError::DisputeMismatch);
        let (worker, operator) = (self.worker.account(), self.operator.account());
        seat_rule(authority.account(), worker, operator, wrong, &signer_seeds())
    }
}
