//! A chain that keeps the rules of the programs as far as a worker meets them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use furnace_client::{accounts::JobState, artifacts::Digest, chain::ChainError, heat::Heat};
use furnace_worker::{
    chain::{Admission, Attestation, Checkpoint, JobAccount, Protocol, Standing, Survey, Trail},
    journal::Step,
    registration::{Registrar, RegistrationError},
};
use futures::{StreamExt, stream::BoxStream};
use solana_address::Address;
use solana_signature::Signature;

/// What goes wrong with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The node does not answer; nothing is executed.
    Unreachable,
    /// The step is executed, and nobody hears of it.
    Silent,
    /// Somebody else claims first.
    Outrun,
}

#[derive(Default)]
struct State {
    jobs: HashMap<Address, JobAccount>,
    taken: Vec<(Step, Address)>,
    failures: HashMap<Step, Vec<Failure>>,
    down: bool,
    skipped: i64,
    attestations: HashMap<Address, Attestation>,
}

/// The chain; clones are the same one.
#[derive(Clone)]
pub(crate) struct FakeChain {
    state: Arc<Mutex<State>>,
    began: Instant,
}

/// The worker of the tests.
pub(crate) const WORKER: Address = Address::new_from_array([1; 32]);
/// Somebody else's worker.
pub(crate) const OTHER: Address = Address::new_from_array([2; 32]);

impl FakeChain {
    pub(crate) fn new() -> Self {
        Self { state: Arc::default(), began: Instant::now() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("lock")
    }

    fn now(&self) -> i64 {
        1_000_000 + self.state().skipped + i64::try_from(self.began.elapsed().as_secs()).expect("short")
    }

    /// Posts a job of `max_seconds`.
    pub(crate) fn post(&self, number: u8, store_uri: &str, spec: Digest, max_seconds: u32) -> Address {
        let address = Address::new_from_array([number; 32]);
        let job = JobAccount {
            address,
            market: Address::new_from_array([100; 32]),
            worker: Address::default(),
            state: JobState::Open,
            price: Heat(10_000_000),
            in_dollars: false,
            collateral: Heat(5_000_000),
            expires_at: self.now() + 600,
            claimed_at: 0,
            deadline: 0,
            review_ends_at: 0,
            max_seconds,
            min_gpus: 1,
            min_vram_gib: 0,
            class_multiplier: 100,
            admission: Admission::default(),
            trail: Trail::default(),
            spec,
            result: Digest::default(),
            store_uri: store_uri.to_owned(),
        };
        self.state().jobs.insert(address, job);
        address
    }

    /// Makes the next tries of a step go wrong, one after the other.
    pub(crate) fn fail(&self, step: Step, failures: &[Failure]) {
        self.state().failures.insert(step, failures.iter().rev().copied().collect());
    }

    /// How many of them have not gone wrong yet.
    pub(crate) fn failures_left(&self, step: Step) -> usize {
        self.state().failures.get(&step).map_or(0, Vec::len)
    }

    /// Cuts the node off, or brings it back.
    pub(crate) fn set_down(&self, down: bool) {
        self.state().down = down;
    }

    /// Lets time pass.
    pub(crate) fn skip(&self, seconds: i64) {
        self.state().skipped += seconds;
    }

    /// Lays out the checkpoints that other workers left of a job, the later ones further on.
    pub(crate) fn leave(&self, job: &Address, states: &[(Digest, u16)]) {
        let checkpoint = |(sequence, (state, progress_bps)): (u32, &(Digest, u16))| Checkpoint {
            state: *state,
            sequence,
            progress_bps: *progress_bps,
        };
        let checkpoints: Vec<_> = (1..).zip(states).map(checkpoint).collect();
        let last = checkpoints.last().copied();
        let sequence = last.map_or(0, |last| last.sequence);
        if let Some(job) = self.state().jobs.get_mut(job) {
            job.trail = Trail { checkpoints, credited: 0, last, sequence };
        }
    }

    pub(crate) fn read(&self, job: &Address) -> JobAccount {
        self.state().jobs.get(job).cloned().expect("a job")
    }

    pub(crate) fn attestation(&self, job: &Address) -> Attestation {
        self.state().attestations.get(job).copied().expect("an attestation")
    }

    /// How often a step of a job was executed.
    pub(crate) fn times(&self, step: Step, job: &Address) -> usize {
        self.state().taken.iter().filter(|taken| **taken == (step, *job)).count()
    }

    /// Waits until a job is in a state.
    pub(crate) async fn until(&self, job: &Address, state: JobState) {
        let deadline = Instant::now() + Duration::from_secs(20);
        while self.read(job).state != state {
            assert!(Instant::now() < deadline, "the job is {:?}, not {state:?}", self.read(job).state);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn unreachable() -> ChainError {
        ChainError::Unreachable { url: "http://fake".into(), reason: "unplugged".into() }
    }

    fn answer(&self) -> Result<(), ChainError> {
        if self.state().down { Err(Self::unreachable()) } else { Ok(()) }
    }

    /// Executes a step under the programs' rules.
    fn take(
        &self,
        step: Step,
        job: &Address,
        change: impl FnOnce(&mut JobAccount, i64) -> bool,
    ) -> Result<Signature, ChainError> {
        self.answer()?;
        let now = self.now();
        let mut state = self.state();
        let failure = state.failures.get_mut(&step).and_then(Vec::pop);
        if failure == Some(Failure::Unreachable) {
            return Err(Self::unreachable());
        }
        let account = state.jobs.get_mut(job).ok_or(ChainError::Missing { what: "job", address: *job })?;
        if failure == Some(Failure::Outrun) {
            (account.state, account.worker, account.deadline) = (JobState::Assigned, OTHER, now + 600);
        }
        if !change(account, now) {
            return Err(ChainError::Program {
                program: Address::default(),
                code: 1,
                name: "Refused".into(),
                message: format!("no {step} now"),
                logs: vec![],
            });
        }
        state.taken.push((step, *job));
        let signature = Signature::from([state.taken.len() as u8; 64]);
        if failure == Some(Failure::Silent) {
            return Err(ChainError::Unconfirmed { signature, reason: "lost".into() });
        }
        Ok(signature)
    }
}

#[async_trait]
impl Protocol for FakeChain {
    fn worker(&self) -> Address {
        WORKER
    }

    async fn survey(&self) -> Result<Survey, ChainError> {
        self.answer()?;
        let now = self.now();
        let state = self.state();
        let all = || state.jobs.values().cloned();
        let held: Vec<_> = all()
            .filter(|job| job.worker == WORKER && (job.state.is_held() || job.state == JobState::Review))
            .collect();
        let standing = Standing {
            retired: false,
            jobs: held.len() as u8,
            max_jobs: 8,
            gpus: 1,
            vram_gib: 0,
            operator_gpus: 1,
            stake: Heat(1_000_000_000),
            half_own: true,
            locked: Heat(0),
            completed: 0,
            failed: 0,
        };
        let open = all().filter(|job| job.state == JobState::Open).collect();
        Ok(Survey { now, standing, open, held })
    }

    async fn job(&self, job: &Address) -> Result<Option<JobAccount>, ChainError> {
        self.answer()?;
        Ok(self.state().jobs.get(job).cloned())
    }

    async fn claim(&self, job: &Address) -> Result<Signature, ChainError> {
        self.take(Step::Claim, job, |job, now| {
            let fits = job.state == JobState::Open && now <= job.expires_at;
            if fits {
                (job.state, job.worker, job.claimed_at) = (JobState::Assigned, WORKER, now);
                job.deadline = now + i64::from(job.max_seconds);
            }
            fits
        })
    }

    async fn start(&self, job: &Address, from: u8) -> Result<Signature, ChainError> {
        self.take(Step::Start, job, |job, now| {
            let known = usize::from(from) <= job.trail.checkpoints.len();
            let fits = known && job.worker == WORKER && job.state == JobState::Assigned && now <= job.deadline;
            if fits {
                job.trail.checkpoints.truncate(usize::from(from));
                job.trail.last = job.trail.checkpoints.last().copied();
                (job.state, job.trail.credited) = (JobState::Running, from);
            }
            fits
        })
    }

    async fn checkpoint(&self, job: &Address, checkpoint: Checkpoint) -> Result<Signature, ChainError> {
        self.take(Step::Checkpoint(checkpoint.sequence), job, |job, now| {
            let ahead = checkpoint.sequence > job.trail.sequence
                && (job.trail.progress_bps()..10_000).contains(&checkpoint.progress_bps);
            let fits = ahead && job.worker == WORKER && job.state == JobState::Running && now <= job.deadline;
            if fits {
                (job.trail.last, job.trail.sequence) = (Some(checkpoint), checkpoint.sequence);
            }
            fits
        })
    }

    async fn submit(&self, job: &Address, attestation: Attestation) -> Result<Signature, ChainError> {
        let outcome = self.take(Step::Submit, job, |job, now| {
            let fits = job.worker == WORKER && job.state == JobState::Running && now <= job.deadline;
            if fits {
                (job.state, job.result, job.review_ends_at) = (JobState::Review, attestation.result, now + 60);
            }
            fits
        });
        if matches!(outcome, Ok(_) | Err(ChainError::Unconfirmed { .. })) {
            self.state().attestations.insert(*job, attestation);
        }
        outcome
    }

    async fn quit(&self, job: &Address) -> Result<Signature, ChainError> {
        self.take(Step::Quit, job, |job, now| {
            let fits = job.is_held_by(&WORKER) && now <= job.deadline;
            if fits {
                job.state = JobState::Open;
            }
            fits
        })
    }

    async fn settle(&self, job: &Address) -> Result<Signature, ChainError> {
        self.take(Step::Settle, job, |job, now| {
            let fits = job.state == JobState::Review && now >= job.review_ends_at;
            if fits {
                job.state = JobState::Settled;
            }
            fits
        })
    }

    fn wake_ups(&self) -> BoxStream<'static, ()> {
        futures::stream::pending().boxed()
    }
}

#[async_trait]
impl Registrar for FakeChain {
    async fn ensure(&self) -> Result<(), RegistrationError> {
        Ok(self.answer()?)
    }
}
