//! The way of one job: fetched, claimed, started, computed, handed on or handed back.

use std::{sync::Arc, time::Duration};

use tracing::{debug, info, warn};

use super::{Hold, Verdict, Workshop, claim::Claim, compute::Unfinished, fetch::Fetched};
use crate::{
    chain::{Action, JobAccount},
    steps::StepError,
};

/// Between two attempts to fetch what a held job needs.
const FETCH_AGAIN: Duration = Duration::from_secs(2);

impl Workshop {
    /// Tries to get an open job, and delivers it.
    pub(super) async fn pursue(self: Arc<Self>, job: JobAccount, hold: Hold) -> Verdict {
        debug!(job = %job.address, "looking at a job");
        let fetched = tokio::select! {
            biased;
            () = self.closing.cancelled() => return Verdict::Done,
            fetched = self.fetch(&job) => fetched,
        };
        let fetched = match fetched {
            Ok(fetched) => fetched,
            Err(reason) => {
                self.clean_up(&job).await;
                return Verdict::Unfit(job.address, reason);
            }
        };
        match self.claim(&job).await {
            Claim::Got(claimed) => {
                self.deliver(*claimed, Some(fetched), false, hold).await;
                Verdict::Done
            }
            Claim::Lost => {
                self.clean_up(&job).await;
                Verdict::Done
            }
            Claim::Failed(reason) => {
                self.clean_up(&job).await;
                Verdict::Unfit(job.address, reason)
            }
        }
    }

    /// Computes a job that this worker holds, from wherever it stands.
    pub(super) async fn deliver(
        self: &Arc<Self>,
        job: JobAccount,
        fetched: Option<Fetched>,
        started: bool,
        hold: Hold,
    ) {
        let result = match self.begin(&job, fetched, started).await {
            Ok(fetched) => self.compute(&job, fetched).await,
            Err(unfinished) => Err(unfinished),
        };
        match result {
            Ok(attestation) => self.hand_on(job, attestation, hold).await,
            Err(unfinished) => self.fall_short(&job, unfinished, Action::Quit).await,
        }
    }

    /// Hands a job without a result back, by a step of its kind, and sees to it that it is not taken again where it
    /// would fail again.
    pub(super) async fn fall_short(&self, job: &JobAccount, unfinished: Unfinished, step: Action) {
        match unfinished {
            Unfinished::Failed(reason) | Unfinished::Parted(reason) => {
                self.give_up(job, &reason);
                self.hand_back(job, step, &reason).await;
            }
            Unfinished::OutOfTime => {
                self.give_up(job, "it took too long");
                self.hand_back(job, step, "it would miss its deadline").await;
            }
            Unfinished::Closing => self.hand_back(job, step, "the worker is stopping").await,
            Unfinished::Abandoned(reason) => {
                warn!(job = %job.address, reason, "job left as it is until the next look");
                self.clean_up(job).await;
            }
        }
    }

    /// Brings a held job to the point where it can be computed.
    async fn begin(&self, job: &JobAccount, fetched: Option<Fetched>, started: bool) -> Result<Fetched, Unfinished> {
        let mut fetched = match fetched {
            Some(fetched) => fetched,
            None => self.fetch_again(job).await?,
        };
        let from = self.go_on(job, &mut fetched, started).await;
        if !started {
            let in_time = || !self.is_late(job);
            match self.steps.insist(&job.address, Action::Start { from }, in_time).await {
                Ok(()) => {}
                Err(StepError::Unknown(_)) if self.is_late(job) => return Err(Unfinished::OutOfTime),
                Err(StepError::Refused(error)) => return Err(Unfinished::Abandoned(error.to_string())),
                Err(error) => return Err(Unfinished::Abandoned(error.to_string())),
            }
            info!(job = %job.address, kernel = fetched.spec.kernel().name(), "job started");
        }
        Ok(fetched)
    }

    /// Fetches what a held job needs, for as long as there is time.
    pub(super) async fn fetch_again(&self, job: &JobAccount) -> Result<Fetched, Unfinished> {
        loop {
            let reason = match self.fetch(job).await {
                Ok(fetched) => return Ok(fetched),
                Err(reason) if !reason.is_passing() => return Err(Unfinished::Failed(reason.to_string())),
                Err(reason) => reason,
            };
            if self.is_late(job) {
                return Err(Unfinished::OutOfTime);
            }
            warn!(job = %job.address, %reason, "fetching a held job's inputs again");
            tokio::select! {
                () = self.closing.cancelled() => return Err(Unfinished::Closing),
                () = tokio::time::sleep(FETCH_AGAIN) => {}
            }
        }
    }

    /// Whether too little time is left to compute.
    pub(super) fn is_late(&self, job: &JobAccount) -> bool {
        self.clock.until(job.deadline) <= self.margin(job)
    }

    fn give_up(&self, job: &JobAccount, reason: &str) {
        if let Err(error) = self.steps.journal().give_up(&job.address, reason) {
            warn!(job = %job.address, %error, "the journal cannot note a failure");
        }
    }
}
