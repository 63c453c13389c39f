//! Results that a client calls wrong, of which nobody is there to judge: the accusation falls. Committees have a suite
//! of their own.

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;
use furnace_client::generated::slashing::errors::FurnaceSlashingError::*;
use furnace_common::state::JobState;
use furnace_common::units::HEAT;
use furnace_tests::errors::SplTokenError::InsufficientFunds;

use super::money::{ceil, floor};
use super::refusal::{Outcome, Refusal, require};
use super::{Job, Model, Order, Worker};

/// What an accuser puts down, in fees of a vote.
const FEES: u64 = 5;

/// Until when a committee of the job's last dispute may be drawn.
pub(crate) fn heard_until(job: &Job) -> i64 {
    job.accused_at + 6 * 3_600
}

/// What one vote on a result costs, of a price in HEAT: half of it, and no less than a tenth of a HEAT for each hour.
pub(super) fn vote_fee(heat: u64, max_seconds: u32) -> u64 {
    ceil(heat, 1, 2).max(u64::from(max_seconds).div_ceil(3_600) * HEAT / 10)
}

impl Model {
    pub(super) fn accuse(&mut self, job: &mut Job, by: usize, result: u8) -> Outcome {
        // Of a crew, and before the first claim, there is no operator who would answer for it.
        require(job.worker.is_some(), Refusal::Unfit)?;
        require(by == job.client(), NotAccuser)?;
        require(job.result != Some(result), SameResult)?;
        let bond = FEES * job.vote_fee;
        let wallet = &mut self.wallets[by][0];
        *wallet = wallet.checked_sub(bond).ok_or(InsufficientFunds)?;
        job.is(JobState::Review, JobNotInReview)?;
        require(self.now < job.review_ends_at, ReviewOver)?;
        require(!job.upheld, AlreadyUpheld)?;
        self.purses[job.escrow.purse].rejected += 1;
        job.disputes += 1;
        job.accused_at = self.now;
        job.state = JobState::Disputed;
        Ok(())
    }

    /// Nobody looked into it for so long: the worker has a tenth of the price for its trouble, and is paid.
    pub(super) fn acquit(&mut self, job: &mut Job) -> Outcome {
        let worker = job.worker.ok_or(Refusal::Unfit)?;
        job.is(JobState::Disputed, Refusal::Unfit)?;
        require(self.now > heard_until(job), VotingOpen)?;
        let trouble = floor(job.vote_fee, 1_000, 5_000);
        self.operators[Worker::operator(worker)].awarded += trouble;
        self.wallets[job.client()][0] += FEES * job.vote_fee - trouble;
        self.purses[job.escrow.purse].lost_disputes += 1;
        job.upheld = true;
        job.review_ends_at = self.now;
        job.state = JobState::Review;
        Ok(())
    }

    /// What accusers have put down.
    pub(crate) fn bonds(&self) -> u64 {
        let open = self.orders.iter().filter_map(|order| match order {
            Order::Job(job) if job.state == JobState::Disputed => Some(FEES * job.vote_fee),
            _ => None,
        });
        open.sum()
    }
}
