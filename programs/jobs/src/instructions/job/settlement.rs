use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::CrewKind;

use crate::error::JobsError;
use crate::events::JobSettled;
use crate::instructions::payout::*;
use crate::state::{Job, Worker};

/// A delivered job and whom it pays.
#[derive(Accounts)]
pub struct Settlement {
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.worker @ JobsError::JobMismatch)]
    pub worker: Account<Worker>,
    pub payout: Nested<Payout>,
}

impl Settlement {
    /// Pays the worker, burns, collects the fee, and returns the collateral. What others are credited stays
    /// held for them.
    pub(crate) fn settle(&mut self, now: i64) -> Result<JobSettled> {
        let (job, payout) = (&mut self.job, &mut self.payout);
        job.require_crew(CrewKind::Solo)?;
        payout.require_of(&job.escrow, &job.operator)?;
        let (due_at, price) = (job.review_ends_at, payout.pricing.price(now)?);
        let worth = job.escrow.worth(job.price, price, due_at, now)?;
        job.settle(now)?;
        let due = job.due(worth)?;
        let kept = job.owed_to_credits()?;
        payout.balance.count_settled()?;
        self.worker.complete(job.busy_seconds())?;
        payout.operator.release(job.escrow.collateral)?;
        let parts = payout.pay(&mut job.escrow, due, kept)?;
        Ok(JobSettled {
            job: *job.address(),
            worker: job.worker,
            paid: parts.worker,
            burned: parts.burn,
            fee: parts.fee,
        })
    }
}
