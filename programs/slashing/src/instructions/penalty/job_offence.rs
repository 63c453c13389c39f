use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::{JobState, ReclaimReason};
use furnace_jobs::call::job_reclaim;
use furnace_jobs::state::Job;

use super::offence::*;
use crate::error::SlashingError;
use crate::events::Penalised;
use crate::instructions::signer_seeds;

/// An offence of the one worker that holds a job.
#[derive(Accounts)]
pub struct JobOffence {
    pub offence: Nested<Offence>,
    #[account(mut)]
    pub job: Account<Job>,
}

impl JobOffence {
    /// The job is held by a worker.
    pub(crate) fn require_held(&self) -> Result<()> {
        let held = JobState::from_byte(self.job.state).is_some_and(JobState::is_held);
        require!(held, SlashingError::JobNotHeld);
        Ok(())
    }

    /// Takes `rate` of the job's collateral, and the job from its worker.
    pub(crate) fn punish(
        &mut self,
        rate: u16,
        reason: ReclaimReason,
        reporter: Option<&UncheckedAccount>,
    ) -> Result<Penalised> {
        let (job, offence) = (&self.job, &mut self.offence);
        let promise = Promise { order: *job.address(), operator: job.operator, collateral: job.escrow.collateral };
        let penalty = offence.punish(&promise, rate, reason, reporter)?;
        job_reclaim(&offence.reclaim(), job.account(), &penalty.args(), &signer_seeds())?;
        Ok(offence.penalised(&promise, &penalty, job.state, job.attempts))
    }
}
