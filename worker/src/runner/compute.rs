//! Computing a job on a thread of its own, watched for its deadline and for the end of the worker.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use furnace_client::{
    artifacts::{Digest, Store, StoreError},
    manifest::{Manifest, OutputFile},
    spec::JobSpec,
};
use solana_address::Address;
use solana_signer::Signer;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::{Workshop, checkpoint::Recorder, fetch::Fetched, naming::ANY_DEVICE};
use crate::{
    chain::{Attestation, JobAccount},
    executor::{Checkpoints, ExecutorError, Gang, Log, Output, Progress, Run, Workload},
    notary::signed_before,
};

/// How often time and progress are looked at.
const GLANCE: Duration = Duration::from_millis(200);
/// In the folder of a job: its results, and its log.
pub(super) const OUTPUT: &str = "output";
pub(super) const LOG: &str = "log.txt";

/// Why a held job has no result.
pub(crate) enum Unfinished {
    /// It cannot be computed here.
    Failed(String),
    /// The others of its gang cannot be reached.
    Parted(String),
    /// It will not be finished before its deadline.
    OutOfTime,
    /// It will not be finished before the worker stops.
    Closing,
    /// The chain says that it is not to be computed, or the journal that nothing may be done.
    Abandoned(String),
}

impl Workshop {
    /// Computes a job and stores its result.
    pub(super) async fn compute(&self, job: &JobAccount, fetched: Fetched) -> Result<Attestation, Unfinished> {
        let Fetched { spec, store, workload } = fetched;
        let run = self.run_recorded(job, workload, &store).await?;
        self.keep(job, &spec, &store, &run).await
    }

    /// Stores the result of a run, for as long as there is time.
    pub(super) async fn keep(
        &self,
        job: &JobAccount,
        spec: &JobSpec,
        store: &Store,
        run: &Run,
    ) -> Result<Attestation, Unfinished> {
        loop {
            match self.store_result(job, spec, store, run).await {
                Ok(attestation) => return Ok(attestation),
                Err(error) if error.is_transient() && !self.is_late(job) => {
                    warn!(job = %job.address, %error, "storing a result again");
                    tokio::time::sleep(GLANCE * 10).await;
                }
                Err(error) if error.is_transient() => return Err(Unfinished::OutOfTime),
                Err(error) => return Err(Unfinished::Failed(error.to_string())),
            }
        }
    }

    /// Runs a workload and records its states meanwhile.
    async fn run_recorded(
        &self,
        job: &JobAccount,
        workload: Box<dyn Workload>,
        store: &Store,
    ) -> Result<Run, Unfinished> {
        let (checkpoints, snapshots) = Checkpoints::new(self.settings.checkpoint_steps);
        let recorder = Recorder { steps: &self.steps, store, job, pause: self.settings.checkpoint_pause };
        let done = CancellationToken::new();
        let run = async {
            // Also where the run breaks off, so that the recorder does not wait for ever.
            let _done = done.clone().drop_guard();
            self.run(job, workload, checkpoints, None).await
        };
        tokio::join!(run, recorder.run(snapshots, &done)).0
    }

    /// Runs a workload, in a gang with the others.
    pub(super) async fn run(
        &self,
        job: &JobAccount,
        workload: Box<dyn Workload>,
        checkpoints: Checkpoints,
        gang: Option<Gang>,
    ) -> Result<Run, Unfinished> {
        let began = Instant::now();
        let run = self.watch(job, workload, checkpoints, gang).await?;
        let seconds = began.elapsed().as_secs_f64();
        self.status.computed(began.elapsed());
        info!(job = %job.address, seconds, "job computed");
        Ok(run)
    }

    async fn watch(
        &self,
        job: &JobAccount,
        workload: Box<dyn Workload>,
        checkpoints: Checkpoints,
        gang: Option<Gang>,
    ) -> Result<Run, Unfinished> {
        let progress = Arc::new(Progress::begin());
        let attempt = Attempt {
            order: job.address,
            spec: job.spec,
            folder: self.job_folder(job),
            progress: Arc::clone(&progress),
            checkpoints,
            gang,
        };
        let cut_off = async {
            tokio::select! {
                biased;
                () = self.deadline(job) => Unfinished::OutOfTime,
                () = self.end_of_grace(&progress) => Unfinished::Closing,
            }
        };
        match attempt.run(workload, self.limits.max_output_bytes, cut_off).await {
            Ok(Attempted { run, cut_off: None }) => Ok(run),
            // It has finished at that very moment.
            Ok(Attempted { run, cut_off: Some(_) }) if !self.is_late(job) => Ok(run),
            Ok(Attempted { cut_off: Some(cut_off), .. }) | Err(cut_off) => Err(cut_off),
        }
    }

    /// Resolves when a job that still computes has to be handed back, by the chain's clock.
    pub(super) async fn deadline(&self, job: &JobAccount) {
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
        // The document may differ from the canonical one: what counts is the hash on chain.
        let attestation = self.store_files(job.spec, spec.kernel().name(), ANY_DEVICE, store, run).await?;
        self.stand_by_what_was_signed(job, store, attestation.result).await?;
        let kept = self.steps.journal().keep_result(&job.address, job.attempt, &attestation);
        kept.map_err(|error| StoreFailure::Lasting(error.to_string()))
    }

    /// Refuses a second result of an attempt whose first one was signed, and of which the journal knows nothing any more.
    async fn stand_by_what_was_signed(
        &self,
        job: &JobAccount,
        store: &Store,
        result: Digest,
    ) -> Result<(), StoreFailure> {
        if job.admission.crew {
            return Ok(());
        }
        match signed_before(&self.key.pubkey(), job, store).await {
            Some(signed) if signed != result => {
                Err(StoreFailure::Lasting(format!("this worker has signed another result of it: {signed}")))
            }
            _ => Ok(()),
        }
    }

    /// Stores what a run on a device has left, with a manifest and the log.
    pub(super) async fn store_files(
        &self,
        spec: Digest,
        kernel: &str,
        device: &str,
        store: &Store,
        run: &Run,
    ) -> Result<Attestation, StoreFailure> {
        let mut files = Vec::new();
        for (name, path) in run.output.files() {
            let (sha256, bytes) = store.put_file(&path).await?;
            files.push(OutputFile { path: name.to_owned(), bytes, sha256 });
        }
        let manifest =
            Manifest::new(spec, kernel, device, files).map_err(|error| StoreFailure::Lasting(error.to_string()))?;
        let result = manifest.save(store).await?;
        let (log, _) = store.put_file(run.log.path()).await?;
        Ok(Attestation { result, log, exit_code: 0 })
    }
}

/// What a run is called, and where it leaves what it makes.
pub(crate) struct Attempt {
    /// The job, or the lease.
    pub(crate) order: Address,
    /// Hash of the spec.
    pub(crate) spec: Digest,
    /// A folder of its own.
    pub(crate) folder: PathBuf,
    pub(crate) progress: Arc<Progress>,
    pub(crate) checkpoints: Checkpoints,
    pub(crate) gang: Option<Gang>,
}

/// A finished run, and why it was to be cut off, where it was at that very moment.
pub(crate) struct Attempted {
    pub(crate) run: Run,
    pub(crate) cut_off: Option<Unfinished>,
}

impl Attempt {
    /// Runs a workload on a thread of its own until it ends, or until `cut_off` says why it is to end.
    pub(crate) async fn run(
        self,
        workload: Box<dyn Workload>,
        max_output_bytes: u64,
        cut_off: impl Future<Output = Unfinished>,
    ) -> Result<Attempted, Unfinished> {
        let stop = Arc::new(AtomicBool::new(false));
        let prepared = self.prepare(max_output_bytes, &stop);
        let mut run = prepared.map_err(|error| Unfinished::Failed(error.to_string()))?;
        // The kernel sees the flag also when this future is dropped.
        let _halt = Halt(Arc::clone(&stop));
        let mut thread = tokio::task::spawn_blocking(move || (workload.run(&mut run), run));
        let cut_off = tokio::select! {
            biased;
            finished = &mut thread => return Ok(Attempted { run: finished_run(finished)?, cut_off: None }),
            cut_off = cut_off => cut_off,
        };
        stop.store(true, Ordering::Relaxed);
        match finished_run(thread.await) {
            Ok(run) => Ok(Attempted { run, cut_off: Some(cut_off) }),
            Err(_) => Err(cut_off),
        }
    }

    fn prepare(self, max_output_bytes: u64, stop: &Arc<AtomicBool>) -> Result<Run, ExecutorError> {
        let Self { order, spec, folder, progress, checkpoints, gang } = self;
        let output = Output::create(&folder.join(OUTPUT), max_output_bytes)?;
        let mut log = Log::create(&folder.join(LOG))?;
        log.line(format_args!("spec {spec}"))?;
        Ok(Run { job: order, output, log, progress, checkpoints, gang, stop: Arc::clone(stop) })
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

fn finished_run(thread: Thread) -> Result<Run, Unfinished> {
    match thread {
        Ok((Ok(()), run)) => Ok(run),
        Ok((Err(error @ ExecutorError::Link(_)), _)) => Err(Unfinished::Parted(error.to_string())),
        Ok((Err(error), _)) => Err(Unfinished::Failed(error.to_string())),
        Err(error) => Err(Unfinished::Failed(ExecutorError::Broken(error.to_string()).to_string())),
    }
}

/// Why a result is not stored.
#[derive(Debug, thiserror::Error)]
pub(super) enum StoreFailure {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}")]
    Lasting(String),
}

impl StoreFailure {
    pub(super) fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}
