//! A job's worker at work, and what it loses where it does not deliver.

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_common::state::{CrewKind, JobState};

use super::refusal::{Outcome, Refusal, require};
use super::{Job, Model, Worker};

pub(super) const MAX_ATTEMPTS: u8 = 8;

impl Model {
    pub(super) fn claim(&mut self, job: &mut Job, worker: usize) -> Outcome {
        job.is(JobState::Open, JobNotOpen)?;
        job.require_crew(CrewKind::Solo)?;
        require(!job.auctioned, JobAuctioned)?;
        require(self.now <= job.expires_at, ClaimWindowOver)?;
        job.require_admitted(worker, self.now)?;
        self.engage(worker, &job.escrow)?;
        job.assign(worker, self.now);
        Ok(())
    }

    pub(super) fn start(&mut self, job: &mut Job, worker: usize, from: u8) -> Outcome {
        job.require_key(worker)?;
        job.is(JobState::Assigned, JobNotAssigned)?;
        require(self.now <= job.deadline, DeadlinePassed)?;
        job.progress.resume(from)?;
        (job.state, job.started_at) = (JobState::Running, self.now);
        Ok(())
    }

    pub(super) fn checkpoint(&mut self, job: &mut Job, worker: usize, sequence: u32, progress: u16) -> Outcome {
        job.require_key(worker)?;
        job.require_working(self.now)?;
        job.progress.record(sequence, progress)
    }

    pub(super) fn submit(&mut self, job: &mut Job, worker: usize, result: u8) -> Outcome {
        job.require_key(worker)?;
        job.require_working(self.now)?;
        job.result = Some(result);
        job.review(self.now);
        Ok(())
    }

    pub(super) fn quit(&mut self, job: &mut Job, worker: usize) -> Outcome {
        require(job.worker.is_some(), Refusal::Unfit)?;
        require(job.worker == Some(worker), FurnaceSlashingError::NotWorker)?;
        require(job.is_held(), FurnaceSlashingError::JobNotHeld)?;
        require(self.now <= job.deadline, FurnaceSlashingError::DeadlinePassed)?;
        self.reclaim(job, quit_bps(job, self.now), false)
    }

    pub(super) fn miss(&mut self, job: &mut Job) -> Outcome {
        require(job.worker.is_some(), Refusal::Unfit)?;
        require(job.is_held(), FurnaceSlashingError::JobNotHeld)?;
        require(self.now > job.deadline, FurnaceSlashingError::DeadlineNotPassed)?;
        self.reclaim(job, 5_000, true)
    }

    /// The worker loses the job, which is open to all anew or failed too often.
    fn reclaim(&mut self, job: &mut Job, rate_bps: u64, reported: bool) -> Outcome {
        let worker = job.worker.ok_or(Refusal::Unfit)?;
        self.punish(worker, &job.escrow, 1, rate_bps, reported);
        self.lose(worker, &job.escrow);
        job.attempts += 1;
        job.progress.leave(Worker::operator(worker));
        (job.designated, job.drawn_until) = (None, 0);
        (job.claimed_at, job.started_at, job.deadline) = (0, 0, 0);
        job.state = JobState::Open;
        job.expires_at = if job.attempts < MAX_ATTEMPTS {
            self.now + i64::from(job.ask.claim_seconds)
        } else {
            job.end(JobState::Failed, self.now);
            self.refund_all(&mut job.escrow);
            job.expires_at
        };
        Ok(())
    }
}

/// Handing back costs more from half of the time on.
pub(super) fn quit_bps(job: &Job, now: i64) -> u64 {
    if now - job.claimed_at < job.deadline - now { 1_000 } else { 2_500 }
}
