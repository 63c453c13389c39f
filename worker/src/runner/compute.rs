//! Computing a job on a thread of its own, watched for its deadline and for the end of the worker.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use furnace_client::{
    artifacts::{Store, StoreError},
    manifest::{Manifest, OutputFile},
    spec::JobSpec,
};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::{Workshop, checkpoint::Recorder, fetch::Fetched};
use crate::{
    chain::{Attestation, JobAccount},
    executor::{Checkpoints, ExecutorError, Log, Output, Progress, Run, Workload},
};

/// How often time and progress are looked at.
const GLANCE: Duration = Duration::from_millis(200);

/// How the delivery of a held job ended.
pub(super) enum Ended {
    /// Its result is stored.
    Finished(Attestation),
    /// It cannot be computed here.
    Failed(String),
    /// It will not be finished before its deadline.
    OutOfTime,
    /// It will not be finished before the worker stops.
    Closing,
    /// The chain says that it is not to be computed, or the journal that nothing may be done.
    Abandoned(String),
}

impl Workshop {
    /// Computes a job and stores its result.
    pub(super) async fn compute(&self, job: &JobAccount, fetched: Fetched) -> Ended {
        let Fetched { spec, store, workload } = fetched;
        let began = Instant::now();
        let run = match self.run_recorded(job, workload, &store).await {
            Ok(run) => run,
            Err(ended) => return ended,
        };
        let seconds = began.elapsed().as_secs_f64();
        self.status.computed(began.elapsed());
        info!(job = %job.address, seconds, "job computed");
        loop {
            match self.store_result(job, &spec, &store, &run).await {
                Ok(attestation) => return Ended::Finished(attestation),
                Err(error) if error.is_transient() && !self.is_late(job) => {
                    warn!(job = %job.address, %error, "storing a result again");
                    tokio::time::sleep(GLANCE * 10).await;
                }
                Err(error) if error.is_transient() => return Ended::OutOfTime,
                Err(error) => return Ended::Failed(error.to_string()),
            }
        }
    }

    /// Runs a workload and records its states meanwhile.
    async fn run_recorded(&self, job: &JobAccount, workload: Box<dyn Workload>, store: &Store) -> Result<Run, Ended> {
        let (checkpoints, snapshots) = Checkpoints::new(self.settings.checkpoint_steps);
        let recorder = Recorder { steps: &self.steps, store, job, pause: self.settings.checkpoint_pause };
        let done = CancellationToken::new();
        let run = async {
            // Also where the run breaks off, so that the recorder does not wait for ever.
            let _done = done.clone().drop_guard();
            self.run(job, workload, checkpoints).await
        };
        tokio::join!(run, recorder.run(snapshots, &done)).0
    }

    async fn run(&self, job: &JobAccount, workload: Box<dyn Workload>, checkpoints: Checkpoints) -> Result<Run, Ended> {
        let progress = Arc::new(Progress::begin());
        let stop = Arc::new(AtomicBool::new(false));
        let folder = self.job_folder(job);
        let prepare = |checkpoints| -> Result<Run, ExecutorError> {
            let output = Output::create(&folder.join("output"), self.limits.max_output_bytes)?;
            let mut log = Log::create(&folder.join("log.txt"))?;
            log.line(format_args!("spec {}", job.spec))?;
            let (progress, stop) = (Arc::clone(&progress), Arc::clone(&stop));
            Ok(Run { job: job.address, output, log, progress, checkpoints, stop })
        };
        let mut run = prepare(checkpoints).map_err(|error| Ended::Failed(error.to_string()))?;
        // The kernel sees the flag also when this future is dropped.
        let _halt = Halt(Arc::clone(&stop));
        let mut thread = tokio::task::spawn_blocking(move || (workload.run(&mut run), run));
        let cut_off = tokio::select! {
            biased;
            finished = &mut thread => return finished_run(finished),
            () = self.deadline(job) => Ended::OutOfTime,
            () = self.end_of_grace(&progress) => Ended::Closing,
        };
        stop.store(true, Ordering::Relaxed);
        // It may have finished at that very moment.
        match finished_run(thread.await) {
            Ok(run) if !self.is_late(job) => Ok(run),
            _ => Err(cut_off),
        }
    }

    /// Resolves when a job that still computes has to be handed back, by the chain's clock.
    async fn deadline(&self, job: &JobAccount) {
        while !self.is_late(job) {
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Resolves when the worker is stopping and the job cannot be finished within the grace.
    async fn end_of_grace(&self, progress: &Progress) {
        self.closing.cancelled().await;
        let end = Instant::now() + self.settings.grace;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            // Handing back early is cheaper than handing back late.
            if left.is_zero() || progress.remaining().is_some_and(|remaining| remaining > left) {
                return;
            }
            tokio::time::sleep(GLANCE.min(left)).await;
        }
    }

    async fn store_result(
        &self,
        job: &JobAccount,
        spec: &JobSpec,
        store: &Store,
        run: &Run,
    ) -> Result<Attestation, StoreFailure> {
        let mut files = Vec::new();
        for (name, path) in run.output.files() {
            let (sha256, bytes) = store.put_file(&path).await?;
            files.push(OutputFile { path: name.to_owned(), bytes, sha256 });
        }
        // The document may differ from the canonical one: what counts is the hash on chain.
        let kernel = spec.kernel().name();
        let manifest = Manifest::new(job.spec, kernel, self.executor.device(), files)
            .map_err(|error| StoreFailure::Lasting(error.to_string()))?;
        let result = manifest.save(store).await?;
        let (log, _) = store.put_file(run.log.path()).await?;
        let attestation = Attestation { result, log, exit_code: 0 };
        self.steps
            .journal()
            .keep_result(&job.address, &attestation)
            .map_err(|error| StoreFailure::Lasting(error.to_string()))?;
        Ok(attestation)
    }
}

/// Sets a flag when it is dropped.
struct Halt(Arc<AtomicBool>);

impl Drop for Halt {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

type Thread = Result<(Result<(), ExecutorError>, Run), tokio::task::JoinError>;

fn finished_run(thread: Thread) -> Result<Run, Ended> {
    match thread {
        Ok((Ok(()), run)) => Ok(run),
        Ok((Err(error), _)) => Err(Ended::Failed(error.to_string())),
        Err(error) => Err(Ended::Failed(ExecutorError::Broken(error.to_string()).to_string())),
    }
}

/// Why a result is not stored.
#[derive(Debug, thiserror::Error)]
enum StoreFailure {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}")]
    Lasting(String),
}

impl StoreFailure {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}
