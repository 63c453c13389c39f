//! A chain that keeps the rules of the programs as far as a worker meets them.

mod bids;
mod crews;
mod jobs;
mod leases;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use furnace_client::{accounts::JobState, artifacts::Digest, chain::ChainError, heat::Heat, sealing::SecretKey};
use furnace_common::state::AuditState;
use furnace_worker::{
    chain::{
        Action, Admission, Attestation, Auction, Checkpoint, Conviction, CrewAccount, JobAccount, LeaseAccount, Needs,
        Protocol, Standing, Survey, Trail,
    },
    journal::{Step, Subject},
    registration::{Registrar, RegistrationError},
};
use futures::{StreamExt, stream::BoxStream};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;

pub(crate) use leases::RATE;

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
    auctions: HashMap<Address, bids::Book>,
    crews: HashMap<Address, CrewAccount>,
    leases: HashMap<Address, leases::Rental>,
    taken: Vec<(Step, Address)>,
    failures: HashMap<Step, Vec<Failure>>,
    down: bool,
    skipped: i64,
    attestations: HashMap<Address, Attestation>,
    convictions: Vec<Conviction>,
}

/// The chain; clones are the same one.
#[derive(Clone)]
pub(crate) struct FakeChain {
    state: Arc<Mutex<State>>,
    began: Instant,
    /// Who looks.
    me: Address,
}

/// The worker of the tests.
pub(crate) const WORKER: Address = Address::new_from_array([1; 32]);
/// Somebody else's worker.
pub(crate) const OTHER: Address = Address::new_from_array([2; 32]);

/// A worker's hot key.
pub(crate) fn hot_key(worker: &Address) -> Keypair {
    Keypair::new_from_array(worker.to_bytes())
}

impl FakeChain {
    pub(crate) fn new() -> Self {
        Self { state: Arc::default(), began: Instant::now(), me: WORKER }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("lock")
    }

    pub(crate) fn now(&self) -> i64 {
        1_000_000 + self.state().skipped + i64::try_from(self.began.elapsed().as_secs()).expect("short")
    }

    /// Posts a job of `max_seconds`.
    pub(crate) fn post(&self, number: u8, store_uri: &str, spec: Digest, max_seconds: u32) -> Address {
        let address = Address::new_from_array([number; 32]);
        let job = JobAccount {
            address,
            market: Address::new_from_array([100; 32]),
            worker: Address::default(),
            attempt: 0,
            state: JobState::Open,
            price: Heat(10_000_000),
            in_dollars: false,
            collateral: Heat(5_000_000),
            expires_at: self.now() + 600,
            claimed_at: 0,
            deadline: 0,
            submitted_at: 0,
            review_ends_at: 0,
            audit: AuditState::Clear,
            max_seconds,
            needs: Needs { regions: 0, min_gpus: 1, min_vram_gib: 0, class_multiplier: 100, min_score: 0 },
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

    /// Changes a job behind the worker's back.
    pub(crate) fn change(&self, job: &Address, change: impl FnOnce(&mut JobAccount)) {
        change(self.state().jobs.get_mut(job).expect("a job"));
    }

    /// A committee found the worker's result of a job wrong.
    pub(crate) fn convict(&self, job: &Address) {
        let dispute = Address::new_from_array([77; 32]);
        let [penalty, appeal_price] = [Heat(1), Heat(2)];
        let conviction = Conviction { dispute, job: *job, penalty, appeal_ends_at: self.now() + 600, appeal_price };
        self.state().convictions.push(conviction);
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

    /// Executes a step under the programs' rules: `change` says whether they allow it.
    fn execute(
        &self,
        step: Step,
        order: &Address,
        change: impl FnOnce(&mut State, i64) -> bool,
    ) -> Result<Signature, ChainError> {
        self.answer()?;
        let now = self.now();
        let mut state = self.state();
        let failure = state.failures.get_mut(&step).and_then(Vec::pop);
        if failure == Some(Failure::Unreachable) {
            return Err(Self::unreachable());
        }
        if failure == Some(Failure::Outrun)
            && let Some(job) = state.jobs.get_mut(order)
        {
            (job.state, job.worker, job.deadline) = (JobState::Assigned, OTHER, now + 600);
        }
        if !change(&mut state, now) {
            return Err(ChainError::Program {
                program: Address::default(),
                code: 1,
                name: "Refused".into(),
                message: format!("no {step} now"),
                logs: vec![],
            });
        }
        state.taken.push((step, *order));
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
        self.me
    }

    fn operator(&self) -> Address {
        self.me
    }

    async fn survey(&self) -> Result<Survey, ChainError> {
        self.answer()?;
        let now = self.now();
        let state = self.state();
        let (held, open, crews, leases) =
            (state.held_jobs(), state.open_jobs(), state.seen_crews(), state.seen_leases());
        let seated = |crew: &&CrewAccount| crew.seat_of(&self.me).is_some_and(|(_, seat)| seat.state.is_open());
        let seats = crews.iter().filter(seated).count();
        let rented = leases.iter().filter(|lease| lease.is_held_by(&WORKER)).count();
        let standing = Standing {
            retired: false,
            jobs: (held.len() + seats + rented) as u8,
            max_jobs: 8,
            gpus: 1,
            vram_gib: 0,
            region: 0,
            operator_gpus: 1,
            stake: Heat(1_000_000_000),
            half_own: true,
            locked: Heat(0),
            completed: 0,
            failed: 0,
            proven: Default::default(),
        };
        let auctions = state.auctions();
        Ok(Survey { now, standing, open, held, auctions, crews, leases })
    }

    async fn job(&self, job: &Address) -> Result<Option<JobAccount>, ChainError> {
        self.answer()?;
        Ok(self.state().jobs.get(job).cloned())
    }

    async fn crew(&self, job: &Address) -> Result<Option<CrewAccount>, ChainError> {
        self.answer()?;
        Ok(self.state().crew(job))
    }

    async fn lease(&self, lease: &Address) -> Result<Option<LeaseAccount>, ChainError> {
        self.answer()?;
        Ok(self.state().lease(lease))
    }

    async fn auction(&self, order: &Address) -> Result<Option<Auction>, ChainError> {
        self.answer()?;
        Ok(self.state().auction(order))
    }

    async fn convictions(&self) -> Result<Vec<Conviction>, ChainError> {
        self.answer()?;
        Ok(self.state().convictions.clone())
    }

    async fn encryption_key(&self, worker: &Address) -> Result<[u8; 32], ChainError> {
        self.answer()?;
        Ok(SecretKey::of(&hot_key(worker)).public())
    }

    async fn take(&self, order: &Address, action: &Action) -> Result<Signature, ChainError> {
        let step = action.step();
        let outcome = self.execute(step, order, |state, now| match step.subject() {
            Subject::Job => state.job_step(order, action, now),
            Subject::Bids => state.bid_step(order, action, now),
            Subject::Seat => state.seat_step(order, action, now, self.me),
            Subject::Lease => state.lease_step(order, action, now),
        });
        if let (Action::Submit(attestation), Ok(_) | Err(ChainError::Unconfirmed { .. })) = (action, &outcome) {
            self.state().attestations.insert(*order, *attestation);
        }
        outcome
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
