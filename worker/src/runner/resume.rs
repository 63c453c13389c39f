//! Jobs that this worker holds on chain and that nobody here is at: after a restart, after a claim that was
//! executed unheard of, after anything.

use std::sync::Arc;

use furnace_client::chain::ChainError;
use tokio::sync::OwnedSemaphorePermit;
use tracing::{error, info, warn};

use super::{Hold, Runner, Verdict, Workshop};
use crate::{
    attestor::{Errand, Order},
    chain::{Action, Attestation, JobAccount},
    journal::JournalError,
    reconcile::{Duty, duty},
    status::Ending,
};

impl Runner {
    /// Does what is owed to a held job, by the chain's time `now`.
    pub(super) fn resume(&mut self, job: &JobAccount, now: i64) {
        let Some(hold) = self.workshop.in_hand.hold(job.address) else {
            return;
        };
        let owed = match self.workshop.owed(job, now) {
            Ok((owed, _)) => owed,
            Err(error) => {
                error!(job = %job.address, %error, "cannot take up a job");
                return;
            }
        };
        let place = match owed {
            Duty::Nothing | Duty::AwaitReview => return,
            Duty::Settle if !self.workshop.settings.settle => return,
            Duty::Missed => return self.miss(job),
            Duty::AwaitRuling => return self.await_ruling(job),
            _ if !self.held.is_due(&job.address, owed) => return,
            Duty::Compute { .. } => match Arc::clone(&self.places).try_acquire_owned() {
                Ok(place) => Some(place),
                Err(_) => return,
            },
            _ => None,
        };
        self.held.note(&job.address, owed);
        let workshop = Arc::clone(&self.workshop);
        let job = job.clone();
        self.jobs.spawn(async move {
            workshop.take_up(&job, hold, place).await;
            Verdict::Done
        });
    }

    fn await_ruling(&mut self, job: &JobAccount) {
        if self.held.is_new(&job.address, Duty::AwaitRuling) {
            self.held.note(&job.address, Duty::AwaitRuling);
            info!(job = %job.address, "the result of a job is being judged; it is paid once it was found right");
        }
    }

    fn miss(&mut self, job: &JobAccount) {
        if self.held.is_new(&job.address, Duty::Missed) {
            self.held.note(&job.address, Duty::Missed);
            self.workshop.status.ended(Ending::Missed);
            error!(job = %job.address, deadline = job.deadline, "deadline missed; anyone may reclaim the job now");
        }
    }
}

impl Workshop {
    fn owed(&self, job: &JobAccount, now: i64) -> Result<(Duty, Option<Attestation>), JournalError> {
        let result = self.steps.journal().result(&job.address, job.attempt)?;
        let margin = self.margin(job).as_secs().cast_signed();
        let owed = duty(job, &self.steps.protocol().worker(), result.is_some(), now, margin);
        Ok((owed, result))
    }

    /// Does what is owed to a job. It is read anew: the survey that showed it may be older than the last
    /// step taken here.
    async fn take_up(self: Arc<Self>, job: &JobAccount, hold: Hold, place: Option<OwnedSemaphorePermit>) {
        let (job, owed, result) = match self.read_owed(job).await {
            Ok(Some(read)) => read,
            Ok(None) => return,
            Err(error) => {
                warn!(job = %job.address, %error, "cannot take up a job");
                return;
            }
        };
        match (owed, result) {
            (Duty::Compute { started }, _) if place.is_some() => {
                info!(job = %job.address, started, deadline = job.deadline, "job resumed");
                self.deliver(job, None, started, hold).await;
            }
            (Duty::Attest { started }, Some(attestation)) => {
                info!(job = %job.address, "job resumed, its result is stored");
                self.order(Order { job, hold, errand: Errand::Attest { attestation, started } }).await;
            }
            (Duty::HandBack, _) => self.hand_back(&job, Action::Quit, "too little time is left").await,
            (Duty::DrawAudit, _) => self.order(Order { job, hold, errand: Errand::Audit { drawn: false } }).await,
            (Duty::OpenAudit, _) => self.order(Order { job, hold, errand: Errand::Audit { drawn: true } }).await,
            (Duty::Settle, _) => self.order(Order { job, hold, errand: Errand::Settle }).await,
            _ => {}
        }
    }

    async fn read_owed(
        &self,
        job: &JobAccount,
    ) -> Result<Option<(JobAccount, Duty, Option<Attestation>)>, ResumeError> {
        let Some(fresh) = self.steps.read(&job.address, || !self.closing.is_cancelled()).await? else {
            return Ok(None);
        };
        let (owed, result) = self.owed(&fresh, self.clock.now())?;
        Ok(Some((fresh, owed, result)))
    }
}

#[derive(Debug, thiserror::Error)]
enum ResumeError {
    #[error(transparent)]
    Chain(#[from] ChainError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}
