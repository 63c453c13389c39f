//! The ends of a job: handed on with its result, or handed back without.

use std::{io::ErrorKind, time::Duration};

use anyhow::Context;
use furnace_common::penalties::quit_bps;
use tokio::time::Instant;
use tracing::{error, warn};

use super::{Workshop, in_hand::Hold};
use crate::{
    attestor::{Errand, Order},
    chain::{Action, Attestation, JobAccount},
    status::Ending,
};

/// How long a stopping worker tries to hand a job back.
const CLOSING: Duration = Duration::from_secs(30);

impl Workshop {
    /// Gives a finished job to the attestor.
    pub(super) async fn hand_on(&self, job: JobAccount, attestation: Attestation, hold: Hold) {
        self.clean_up(&job).await;
        self.order(Order { job, hold, errand: Errand::Attest { attestation, started: true } }).await;
    }

    /// Hands a held job back on chain, at the published price, so that somebody else can do it.
    pub(super) async fn hand_back(&self, job: &JobAccount, reason: &str) {
        let penalty_bps = quit_bps(job.claimed_at, job.deadline, self.clock.now());
        let began = Instant::now();
        let go_on = || {
            let in_time = self.clock.now() <= job.deadline;
            in_time && (!self.closing.is_cancelled() || began.elapsed() < CLOSING)
        };
        match self.steps.insist(&job.address, Action::Quit, go_on).await {
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

    /// Removes what an earlier run left behind: a job that is taken up again fetches its inputs again.
    pub(super) async fn clear(&self) -> anyhow::Result<()> {
        match tokio::fs::remove_dir_all(&self.folder).await {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(error).with_context(|| format!("clearing {}", self.folder.display()))
            }
            _ => Ok(()),
        }
    }

    /// Removes what a job left on this machine.
    pub(super) async fn clean_up(&self, job: &JobAccount) {
        let folder = self.job_folder(job);
        match tokio::fs::remove_dir_all(&folder).await {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                warn!(job = %job.address, folder = %folder.display(), %error, "a folder is left behind");
            }
            _ => {}
        }
    }
}
