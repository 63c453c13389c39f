//! Jobs for one worker.

use furnace_client::accounts::JobState;
use furnace_common::state::AuditState;
use furnace_worker::chain::{Action, JobAccount};
use solana_address::Address;

use super::{State, WORKER};

impl State {
    pub(super) fn open_jobs(&self) -> Vec<JobAccount> {
        self.single().filter(|job| job.state == JobState::Open && !job.admission.auctioned).cloned().collect()
    }

    pub(super) fn held_jobs(&self) -> Vec<JobAccount> {
        let delivered = [JobState::Review, JobState::Disputed];
        let held = |job: &&JobAccount| job.worker == WORKER && (job.state.is_held() || delivered.contains(&job.state));
        self.single().filter(held).cloned().collect()
    }

    fn single(&self) -> impl Iterator<Item = &JobAccount> {
        self.jobs.values().filter(|job| !job.admission.crew)
    }

    /// Takes a step for a job, if the programs allow it.
    pub(super) fn job_step(&mut self, address: &Address, action: &Action, now: i64) -> bool {
        if self.crews.contains_key(address) {
            return matches!(action, Action::Settle) && self.settle_crew(address, now);
        }
        let Some(job) = self.jobs.get_mut(address) else {
            return false;
        };
        let (own, in_time) = (job.worker == WORKER, now <= job.deadline);
        match *action {
            Action::Claim => {
                let fits = job.state == JobState::Open && now <= job.expires_at;
                if fits {
                    engage(job, now);
                }
                fits
            }
            Action::Start { from } => {
                let known = usize::from(from) <= job.trail.checkpoints.len();
                let fits = known && own && job.state == JobState::Assigned && in_time;
                if fits {
                    job.trail.checkpoints.truncate(usize::from(from));
                    job.trail.last = job.trail.checkpoints.last().copied();
                    (job.state, job.trail.credited) = (JobState::Running, from);
                }
                fits
            }
            Action::Checkpoint(checkpoint) => {
                let ahead = checkpoint.sequence > job.trail.sequence
                    && (job.trail.progress_bps()..10_000).contains(&checkpoint.progress_bps);
                let fits = ahead && own && job.state == JobState::Running && in_time;
                if fits {
                    (job.trail.last, job.trail.sequence) = (Some(checkpoint), checkpoint.sequence);
                }
                fits
            }
            Action::Submit(attestation) => {
                let fits = own && job.state == JobState::Running && in_time;
                if fits {
                    (job.state, job.result, job.review_ends_at) = (JobState::Review, attestation.result, now + 60);
                    job.submitted_at = now;
                }
                fits
            }
            Action::Quit => {
                let fits = job.is_held_by(&WORKER) && in_time;
                if fits {
                    (job.state, job.attempt) = (JobState::Open, job.attempt + 1);
                }
                fits
            }
            Action::DrawAudit => {
                let fits = job.state == JobState::Review && job.audit == AuditState::Pending;
                if fits {
                    job.audit = AuditState::Drawn;
                }
                fits
            }
            Action::OpenAudit => {
                let fits = job.state == JobState::Review && job.audit == AuditState::Drawn;
                if fits {
                    job.state = JobState::Disputed;
                }
                fits
            }
            Action::Settle => {
                let audited = job.audit == AuditState::Clear;
                let fits = job.state == JobState::Review && audited && now >= job.review_ends_at;
                if fits {
                    job.state = JobState::Settled;
                }
                fits
            }
            _ => false,
        }
    }
}

/// Gives a job to the worker of the tests.
pub(super) fn engage(job: &mut JobAccount, now: i64) {
    (job.state, job.worker, job.claimed_at) = (JobState::Assigned, WORKER, now);
    job.deadline = now + i64::from(job.max_seconds);
}
