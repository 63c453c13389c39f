//! Fetching what a job needs, and checking it, before anything is at risk.

use std::path::{Path, PathBuf};

use furnace_client::{
    artifacts::{Store, StoreError},
    spec::{JobSpec, SpecError, limits::SPEC_BYTES},
};
use thiserror::Error;

use super::Workshop;
use crate::{
    chain::JobAccount,
    executor::{ExecutorError, Workload},
    policy::Refusal,
};

/// Why a job cannot be taken.
#[derive(Debug, Error)]
pub(crate) enum FetchError {
    /// The policy forbids it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store does not hold what it should.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The spec is malformed.
    #[error(transparent)]
    Spec(#[from] SpecError),
    /// The executor cannot compute it.
    #[error(transparent)]
    Executor(#[from] ExecutorError),
    /// The claim was not executed, although the job is open.
    #[error("{0}")]
    Claim(String),
    /// The store is too slow.
    #[error("its spec and inputs did not arrive within limits.fetch_time")]
    Slow,
}

impl FetchError {
    /// A short name, for counting.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.name(),
            Self::Store(StoreError::Missing { .. }) => "artifact_missing",
            Self::Store(StoreError::Unreachable { .. }) => "store_unreachable",
            Self::Store(_) => "artifact_wrong",
            Self::Spec(_) => "spec_malformed",
            Self::Executor(ExecutorError::Unfit(_)) => "input_unfit",
            Self::Executor(_) => "executor_failed",
            Self::Claim(_) => "claim_failed",
            Self::Slow => "store_slow",
        }
    }

    /// Whether it may be different in a while.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Refused(refusal) => refusal.is_passing(),
            // A client may post a job a moment before its inputs have arrived.
            Self::Store(error) => error.is_transient() || matches!(error, StoreError::Missing { .. }),
            Self::Executor(error) => !matches!(error, ExecutorError::Unfit(_)),
            Self::Spec(_) => false,
            Self::Claim(_) | Self::Slow => true,
        }
    }
}

/// A job with all that computing it takes.
pub(super) struct Fetched {
    pub(super) spec: JobSpec,
    pub(super) store: Store,
    pub(super) workload: Box<dyn Workload>,
}

impl Workshop {
    /// Fetches and checks a job's spec and inputs.
    pub(super) async fn fetch(&self, job: &JobAccount) -> Result<Fetched, FetchError> {
        match tokio::time::timeout(self.limits.fetch_time, self.fetch_patiently(job)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(FetchError::Slow),
        }
    }

    async fn fetch_patiently(&self, job: &JobAccount) -> Result<Fetched, FetchError> {
        let store = Store::at(self.policy.judge_store(&job.store_uri)?)?;
        let spec = JobSpec::from_json(&store.get(job.spec, SPEC_BYTES as u64).await?)?;
        // A job that is held already was found good; whatever has changed, it is cheaper to try.
        if !job.state.is_held() {
            self.policy.judge_spec(job, &spec, (self.device)())?;
        }
        let workload = self.prepare(&store, &spec, &self.job_folder(job)).await?;
        Ok(Fetched { spec, store, workload })
    }

    /// Fetches the inputs of a spec into a folder, and makes it ready to be computed.
    pub(super) async fn prepare(
        &self,
        store: &Store,
        spec: &JobSpec,
        folder: &Path,
    ) -> Result<Box<dyn Workload>, FetchError> {
        let inputs = fetch_inputs(store, spec, &folder.join("inputs")).await?;
        Ok(self.executor.prepare(spec, &inputs).await?)
    }

    /// Where a job is worked on.
    pub(super) fn job_folder(&self, job: &JobAccount) -> PathBuf {
        self.folder.join(job.address.to_string())
    }
}

/// Fetches the inputs of a spec into a folder.
pub(crate) async fn fetch_inputs(store: &Store, spec: &JobSpec, folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut paths = Vec::new();
    for input in spec.inputs() {
        let path = folder.join(input.sha256.to_string());
        let actual = store.get_to_file(input.sha256, input.bytes, &path).await?;
        if actual != input.bytes {
            return Err(StoreError::WrongSize { digest: input.sha256, expected: input.bytes, actual });
        }
        paths.push(path);
    }
    Ok(paths)
}
