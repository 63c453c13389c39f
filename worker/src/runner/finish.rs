//! The ends of a job: handed on with its result, or handed back without.

use std::{ffi::OsStr, io::ErrorKind, path::Path, time::Duration};

use anyhow::Context;
use furnace_common::penalties::quit_bps;
use tokio::time::Instant;
use tracing::{error, warn};

use super::{Workshop, in_hand::Hold};
use crate::{
    attestor::{Errand, Order},
    chain::{Action, Attestation, JobAccount},
    journal::JournalError,
    status::Ending,
};

/// How long a stopping worker tries to hand a job back or on.
const CLOSING: Duration = Duration::from_secs(30);

impl Workshop {
    /// Gives a finished job to the attestor.
    pub(super) async fn hand_on(&self, job: JobAccount, attestation: Attestation, hold: Hold) {
        self.clean_up(&job).await;
        self.order(Order { job, hold, errand: Errand::Attest { attestation, started: true } }).await;
    }

    /// Hands a held job back on chain, at the published price, so that somebody else can do it.
    pub(super) async fn hand_back(&self, job: &JobAccount, step: Action, reason: &str) {
        if self.clock.now() > job.deadline {
            // It is too late for that too, which the next survey says.
            return self.clean_up(job).await;
        }
        let penalty_bps = quit_bps(job.claimed_at, job.deadline, self.clock.now());
        match self.steps.insist(&job.address, step, self.in_time(job.deadline)).await {
            Ok(()) => {
                self.status.ended(Ending::HandedBack);
                warn!(job = %job.address, reason, penalty_bps, "job handed back");
            }
            Err(error) => {
                error!(
                    job = %job.address, reason, %error, deadline = job.deadline,
                    "job not handed back; it stays with this worker until its deadline"
                );
            }
        }
        self.clean_up(job).await;
    }

    /// Whether a step that must be taken by a moment, unix seconds, is worth another try.
    pub(super) fn in_time(&self, until: i64) -> impl Fn() -> bool {
        let began = Instant::now();
        move || self.clock.now() <= until && (!self.closing.is_cancelled() || began.elapsed() < CLOSING)
    }

    /// Removes what an earlier run left behind: a job that is taken up again fetches its inputs again. Results that
    /// wait to be revealed are nowhere else.
    pub(super) async fn clear(&self) -> anyhow::Result<()> {
        let clearing = || format!("clearing {}", self.folder.display());
        let mut entries = match tokio::fs::read_dir(&self.folder).await {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            entries => entries.with_context(clearing)?,
        };
        while let Some(entry) = entries.next_entry().await.with_context(clearing)? {
            if self.is_sealed(&entry.file_name())? {
                continue;
            }
            match tokio::fs::remove_dir_all(entry.path()).await {
                // The run before may have been removing it when it was cut off, and finish that only now.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                removed => removed.with_context(clearing)?,
            }
        }
        Ok(())
    }

    /// Whether a folder is that of a job with a sealed result.
    fn is_sealed(&self, folder: &OsStr) -> Result<bool, JournalError> {
        match folder.to_str().and_then(|name| name.parse().ok()) {
            Some(job) => Ok(self.steps.journal().sealed(&job)?.is_some()),
            None => Ok(false),
        }
    }

    /// Removes what a job left on this machine.
    pub(super) async fn clean_up(&self, job: &JobAccount) {
        remove(&self.job_folder(job)).await;
    }
}

/// Removes a folder of work.
pub(crate) async fn remove(folder: &Path) {
    match tokio::fs::remove_dir_all(folder).await {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            warn!(folder = %folder.display(), %error, "a folder is left behind");
        }
        _ => {}
    }
}
