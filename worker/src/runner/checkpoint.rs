//! Going on from what others have done, and leaving behind from where others can go on.

use std::time::Duration;

use furnace_client::{
    artifacts::{Store, StoreError},
    chain::ChainError,
};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::{Workshop, fetch::Fetched};
use crate::{
    chain::{Action, Checkpoint, JobAccount},
    executor::{ExecutorError, Snapshot},
    steps::{StepError, Steps},
};

impl Workshop {
    /// Takes over the latest state that is there and fits. Says from how many checkpoints of others that is.
    pub(super) async fn go_on(&self, job: &JobAccount, fetched: &mut Fetched, started: bool) -> u8 {
        // Once it is started, the last one is this worker's own, or what it went on from.
        let own = job.trail.last.filter(|_| started).map(|checkpoint| (job.trail.credited, checkpoint));
        let others: Vec<_> = (1u8..).zip(job.trail.checkpoints.iter().copied()).collect();
        let trusted = others.into_iter().rev().filter(|_| self.policy.trusts_checkpoints());
        for (from, checkpoint) in own.into_iter().chain(trusted) {
            match self.take_over(&checkpoint, fetched).await {
                Ok(()) => {
                    let Checkpoint { sequence, progress_bps, .. } = checkpoint;
                    info!(job = %job.address, sequence, progress_bps, from, "job goes on from a checkpoint");
                    return from;
                }
                Err(error) => warn!(job = %job.address, sequence = checkpoint.sequence, %error, "checkpoint not used"),
            }
        }
        0
    }

    async fn take_over(&self, checkpoint: &Checkpoint, fetched: &mut Fetched) -> Result<(), TakeOverError> {
        let state = fetched.store.get(checkpoint.state, self.limits.max_input_bytes);
        let state = tokio::time::timeout(self.limits.fetch_time, state).await.map_err(|_| TakeOverError::Slow)??;
        Ok(fetched.workload.resume(&state, checkpoint.progress_bps)?)
    }
}

#[derive(Debug, thiserror::Error)]
enum TakeOverError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Executor(#[from] ExecutorError),
    #[error("it did not arrive within limits.fetch_time")]
    Slow,
}

/// Stores the snapshots of a running job and records them on chain.
pub(super) struct Recorder<'a> {
    pub(super) steps: &'a Steps,
    pub(super) store: &'a Store,
    pub(super) job: &'a JobAccount,
    /// Least time between two checkpoints: each one costs a fee.
    pub(super) pause: Duration,
}

impl Recorder<'_> {
    /// Records until the job is done with. What is under way then is brought to its end, so that the journal knows of it.
    pub(super) async fn run(self, mut snapshots: watch::Receiver<Option<Snapshot>>, done: &CancellationToken) {
        loop {
            let next = async {
                tokio::time::sleep(self.pause).await;
                snapshots.changed().await.is_ok()
            };
            let there = tokio::select! {
                biased;
                () = done.cancelled() => false,
                there = next => there,
            };
            if !there {
                return;
            }
            let snapshot = snapshots.borrow_and_update().clone();
            if let Some(snapshot) = snapshot
                && let Err(error) = self.record(snapshot).await
            {
                warn!(job = %self.job.address, %error, "checkpoint not recorded");
            }
        }
    }

    async fn record(&self, snapshot: Snapshot) -> Result<(), RecordError> {
        let Snapshot { state, progress_bps } = snapshot;
        let address = &self.job.address;
        let Some(shown) = self.steps.protocol().job(address).await? else {
            return Ok(());
        };
        // It may have begun before a checkpoint that it could not use.
        if progress_bps <= shown.trail.progress_bps() {
            return Ok(());
        }
        let sequence = shown.trail.sequence.saturating_add(1);
        let state = self.store.put(state).await?;
        self.steps.take(address, Action::Checkpoint(Checkpoint { state, sequence, progress_bps })).await?;
        info!(job = %address, sequence, progress_bps, %state, "checkpoint recorded");
        Ok(())
    }
}

#[derive(Debug, thiserror::Error)]
enum RecordError {
    #[error(transparent)]
    Chain(#[from] ChainError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Step(#[from] StepError),
}
