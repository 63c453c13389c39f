//! How a job ends: settled, withdrawn or too late; and what it pays.

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;
use furnace_common::state::JobState;

use super::job::DAY;
use super::refusal::{Outcome, Refusal, require};
use super::{Job, Model, Worker};
use crate::action::Quote;

pub(crate) const RETENTION: i64 = 7 * DAY;

impl Model {
    pub(super) fn accept(&mut self, job: &mut Job, by: usize, quote: Quote) -> Outcome {
        require(job.worker.is_some(), Refusal::Unfit)?;
        require(by == job.client(), NotClient)?;
        self.settle_job(job, quote)
    }

    pub(super) fn settle(&mut self, job: &mut Job, quote: Quote) -> Outcome {
        require(job.worker.is_some(), Refusal::Unfit)?;
        require(self.now >= job.review_ends_at, ReviewOpen)?;
        self.settle_job(job, quote)
    }

    /// The worker has the price less the credits of others.
    fn settle_job(&mut self, job: &mut Job, quote: Quote) -> Outcome {
        let worker = job.worker.ok_or(Refusal::Unfit)?;
        let price = self.quoted(quote)?;
        let worth = job.escrow.worth(job.price, price, job.review_ends_at, self.now)?;
        job.deliver(self.now)?;
        job.worth = worth.min(job.escrow.reserved);
        let due = job.worth - job.progress.all_credits(job.worth);
        self.count_settled(job);
        self.complete(worker, &job.escrow, (job.submitted_at - job.started_at) as u64);
        self.pay(&mut job.escrow, Worker::operator(worker), due, job.progress.unpaid(job.worth));
        Ok(())
    }

    pub(super) fn count_settled(&mut self, job: &Job) {
        self.purses[job.escrow.purse].settled += 1;
    }

    pub(super) fn pay_credit(&mut self, job: &mut Job, index: u8) -> Outcome {
        let operator = job.progress.operator_of(index).ok_or(Refusal::Unfit)?;
        job.is(JobState::Settled, JobNotEnded)?;
        let due = job.progress.take_credit(index, job.worth)?;
        self.pay(&mut job.escrow, operator, due, job.progress.unpaid(job.worth));
        Ok(())
    }

    /// Nobody of the cast closes its book, so that nobody forfeits anything.
    pub(super) fn forfeit_credit(&mut self, job: &mut Job, index: u8) -> Outcome {
        require(job.progress.operator_of(index).is_none(), OperatorOpen)?;
        job.is(JobState::Settled, JobNotEnded)?;
        Err(NoCredit.into())
    }

    pub(super) fn cancel(&mut self, job: &mut Job, by: usize) -> Outcome {
        require(by == job.client(), NotClient)?;
        job.is(JobState::Open, JobNotOpen)?;
        job.end(JobState::Cancelled, self.now);
        self.refund_all(&mut job.escrow);
        Ok(())
    }

    pub(super) fn expire(&mut self, job: &mut Job) -> Outcome {
        job.is(JobState::Open, JobNotOpen)?;
        require(self.now > job.expires_at, ClaimWindowOpen)?;
        job.end(JobState::Expired, self.now);
        self.refund_all(&mut job.escrow);
        Ok(())
    }

    pub(super) fn close(&mut self, job: &mut Job, by: usize) -> Outcome {
        require(job.state.is_final(), JobNotEnded)?;
        require(job.escrow.reserved == 0 && job.auction.is_none() && job.crew.is_none(), JobNotCleared)?;
        require(by == job.client() || self.now > job.ended_at + RETENTION, RetentionNotOver)?;
        let market = &mut self.markets[job.escrow.market];
        market.paid += job.escrow.paid;
        match job.state {
            JobState::Settled => {
                market.settled += 1;
                market.busy_seconds += u64::try_from(job.submitted_at - job.started_at).unwrap_or(0);
            }
            JobState::Failed => market.failed += 1,
            _ => market.unclaimed += 1,
        }
        job.closed = true;
        Ok(())
    }
}
