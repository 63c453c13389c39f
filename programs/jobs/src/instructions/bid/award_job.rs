use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::award::*;
use crate::events::JobAwarded;
use crate::state::Job;

/// A job that is up for auction, and the bidder that gets it.
#[derive(Accounts)]
pub struct AwardJob {
    #[account(mut)]
    pub job: Account<Job>,
    pub award: Nested<Award>,
}

impl AwardJob {
    /// Gives the job to the bidder at the price of its bid.
    pub(crate) fn give(&mut self, price: u64, now: i64) -> Result<()> {
        let (job, award) = (&mut self.job, &mut self.award);
        award.require_of(job.address(), &job.escrow)?;
        let worker = *award.worker.address();
        let freed = job.award(worker, &award.worker, price, now)?;
        job.detach()?;
        award.engage(&job.needs, job.escrow.collateral, freed, now)?;
        emit!(JobAwarded { job: *job.address(), worker, price, deadline: job.deadline });
        Ok(())
    }
}
