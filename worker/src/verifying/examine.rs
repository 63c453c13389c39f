//! Doing the work of a dispute again, from its beginning, as a worker would: nothing that others computed is used, and
//! nothing is brought to a store.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use furnace_client::{
    accounts::{Dispute, Found},
    artifacts::{Digest, Store},
    spec::{JobSpec, limits::SPEC_BYTES},
};
use tracing::{info, warn};

use super::plan::gives_up_at;
use crate::{
    chain::ChainClock,
    config::Limits,
    executor::{Checkpoints, Executor, Progress, Workload},
    policy::Policy,
    runner::{
        compute::{Attempt, Attempted, Unfinished},
        fetch::{FetchError, fetch_inputs},
        finish::remove,
        naming::manifest_of,
    },
};

/// Between two attempts to have what it takes.
const AGAIN: Duration = Duration::from_secs(5);
/// How often the chain's time is looked at.
const GLANCE: Duration = Duration::from_millis(200);
/// A device may fail once or twice.
const RUNS: u32 = 3;
/// No state is recorded, so none is made.
const NO_CHECKPOINTS: u32 = u32::MAX;

/// Does work again.
pub struct Examiner {
    /// What computes.
    pub executor: Arc<dyn Executor>,
    /// Which stores may be read, and which kernels are run.
    pub policy: Policy,
    /// What a job may cost this machine.
    pub limits: Limits,
    /// Folder for work under way.
    pub folder: PathBuf,
}

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
enum ExamineError {
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error("{0}")]
    Run(String),
    #[error("the time to vote is nearly over")]
    OutOfTime,
}

impl Examiner {
    /// The result that a dispute's work comes to; otherwise the reason why it cannot be done here. Takes no longer than
    /// there is time to vote, and is ended by being dropped.
    pub(super) async fn examine(&self, dispute: &Found<Dispute>, clock: &ChainClock) -> Result<Digest, String> {
        let folder = self.folder.join(dispute.address.to_string());
        let outcome = self.insist(dispute, &folder, clock).await;
        remove(&folder).await;
        outcome.map_err(|error| error.to_string())
    }

    async fn insist(
        &self,
        dispute: &Found<Dispute>,
        folder: &Path,
        clock: &ChainClock,
    ) -> Result<Digest, ExamineError> {
        let mut runs = 0;
        loop {
            let error = match self.attempt(dispute, folder, clock).await {
                Ok(result) => return Ok(result),
                Err(error) => error,
            };
            runs += u32::from(matches!(error, ExamineError::Run(_)));
            let passing = match &error {
                ExamineError::Fetch(error) => error.is_passing(),
                ExamineError::Run(_) => runs < RUNS,
                ExamineError::OutOfTime => false,
            };
            if !passing {
                return Err(error);
            }
            warn!(dispute = %dispute.address, %error, "the work of a dispute is tried again");
            tokio::select! {
                biased;
                () = deadline(dispute, clock) => return Err(error),
                () = tokio::time::sleep(AGAIN) => {}
            }
        }
    }

    async fn attempt(
        &self,
        dispute: &Found<Dispute>,
        folder: &Path,
        clock: &ChainClock,
    ) -> Result<Digest, ExamineError> {
        let fetched = tokio::time::timeout(self.limits.fetch_time, self.fetch(dispute, folder));
        let (spec, workload) = tokio::select! {
            biased;
            () = deadline(dispute, clock) => return Err(ExamineError::OutOfTime),
            fetched = fetched => fetched.unwrap_or(Err(FetchError::Slow))?,
        };
        info!(dispute = %dispute.address, kernel = spec.kernel().name(), "doing the work of a dispute again");
        let attempt = Attempt {
            order: dispute.data.job,
            spec: dispute.data.spec(),
            folder: folder.to_owned(),
            progress: Arc::new(Progress::begin()),
            checkpoints: Checkpoints::new(NO_CHECKPOINTS).0,
            gang: None,
        };
        let cut_off = async {
            deadline(dispute, clock).await;
            Unfinished::OutOfTime
        };
        let attempted = attempt.run(workload, self.limits.max_output_bytes, cut_off).await;
        // One that has finished at that very moment may still be in time.
        let Attempted { run, .. } = attempted.map_err(ExamineError::from)?;
        let manifest = manifest_of(dispute.data.spec(), spec.kernel().name(), &run).await;
        Ok(manifest.map_err(|error| ExamineError::Run(error.to_string()))?.digest())
    }

    async fn fetch(&self, dispute: &Found<Dispute>, folder: &Path) -> Result<(JobSpec, Box<dyn Workload>), FetchError> {
        let store = Store::at(self.policy.judge_store(&dispute.data.store())?)?;
        let spec = JobSpec::from_json(&store.get(dispute.data.spec(), SPEC_BYTES as u64).await?)?;
        self.policy.judge_kernel(&spec)?;
        let inputs = fetch_inputs(&store, &spec, &folder.join("inputs")).await?;
        let workload = self.executor.prepare(&spec, &inputs).await?;
        Ok((spec, workload))
    }
}

impl From<Unfinished> for ExamineError {
    fn from(unfinished: Unfinished) -> Self {
        match unfinished {
            Unfinished::Failed(reason) | Unfinished::Parted(reason) | Unfinished::Abandoned(reason) => {
                Self::Run(reason)
            }
            Unfinished::OutOfTime | Unfinished::Closing => Self::OutOfTime,
        }
    }
}

/// Resolves when there is no use in going on, by the chain's clock.
async fn deadline(dispute: &Found<Dispute>, clock: &ChainClock) {
    while clock.now() < gives_up_at(&dispute.data) {
        tokio::time::sleep(GLANCE).await;
    }
}
