//! Crews.

use std::time::{Duration, Instant};

use furnace_client::{
    accounts::JobState,
    artifacts::{Digest, Hasher},
};
use furnace_common::state::{CrewKind, SeatState};
use furnace_worker::chain::{Action, Attestation, CrewAccount, Protocol, SeatAccount};
use solana_address::Address;

use super::{FakeChain, State};

impl FakeChain {
    /// The same chain, as another worker sees it.
    pub(crate) fn seen_by(&self, worker: Address) -> Self {
        Self { me: worker, ..self.clone() }
    }

    /// Makes a posted job one for a crew.
    pub(crate) fn open_crew(&self, job: &Address, kind: CrewKind, size: u8) {
        let mut state = self.state();
        let job = state.jobs.get_mut(job).expect("a job");
        job.admission.crew = true;
        let crew = CrewAccount { job: job.clone(), kind, size, reveal_ends_at: 0, ended_at: 0, seats: Vec::new() };
        let address = job.address;
        state.crews.insert(address, crew);
    }

    /// Takes a step as the worker that sees the chain like this.
    pub(crate) async fn play(&self, job: &Address, action: Action) {
        self.take(job, &action).await.expect("allowed");
    }

    pub(crate) fn read_crew(&self, job: &Address) -> CrewAccount {
        self.state().crew(job).expect("a crew")
    }

    /// Where the own seat stands; `None` without one.
    pub(crate) fn seat(&self, job: &Address) -> Option<SeatState> {
        self.read_crew(job).seat_of(&self.me).map(|(_, seat)| seat.state)
    }

    /// Waits until the own seat is in a state.
    pub(crate) async fn until_seat(&self, job: &Address, state: SeatState) {
        let deadline = Instant::now() + Duration::from_secs(20);
        while self.seat(job) != Some(state) {
            assert!(Instant::now() < deadline, "the seat is {:?}, not {state:?}", self.seat(job));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl State {
    pub(super) fn seen_crews(&self) -> Vec<CrewAccount> {
        self.crews.keys().filter_map(|job| self.crew(job)).collect()
    }

    pub(super) fn crew(&self, job: &Address) -> Option<CrewAccount> {
        Some(CrewAccount { job: self.jobs.get(job)?.clone(), ..self.crews.get(job)?.clone() })
    }

    /// Changes a crew with its job, if the programs allow it.
    fn change(&mut self, job: &Address, change: impl FnOnce(&mut CrewAccount) -> Option<()>) -> bool {
        let Some(mut crew) = self.crew(job) else {
            return false;
        };
        let allowed = change(&mut crew).is_some();
        if allowed {
            self.jobs.insert(*job, crew.job.clone());
            self.crews.insert(*job, crew);
        }
        allowed
    }

    pub(super) fn seat_step(&mut self, job: &Address, action: &Action, now: i64, me: Address) -> bool {
        self.change(job, |crew| match *action {
            Action::Join => join(crew, me, now),
            Action::Meet { rank, rendezvous } => {
                let hosts = rank > 0 && crew.seat_of(&me)?.0 == 0 && crew.job.state == JobState::Running;
                crew.seats.get_mut(usize::from(rank)).filter(|_| hosts)?.rendezvous = Some(rendezvous);
                Some(())
            }
            Action::Commit { seat, commitment } => {
                let seat = at_work(crew, seat, me, now)?;
                (seat.state, seat.commitment) = (SeatState::Committed, commitment);
                Some(())
            }
            Action::Reveal { seat, attestation, salt } => reveal(crew, seat, me, &attestation, salt, now),
            Action::SubmitPart { seat, attestation } => {
                let seat = at_work(crew, seat, me, now)?;
                (seat.state, seat.result) = (SeatState::Submitted, attestation.result);
                if crew.seats.iter().all(|seat| seat.state == SeatState::Submitted) {
                    (crew.job.state, crew.job.review_ends_at) = (JobState::Review, now + 60);
                }
                Some(())
            }
            Action::QuitSeat { seat } => {
                at_work(crew, seat, me, now)?.state = SeatState::Lost;
                let left = crew.seats.iter().filter(|seat| seat.state != SeatState::Lost).count();
                if crew.kind == CrewKind::Gang || left < quorum(crew) {
                    end(crew, JobState::Failed, now);
                }
                Some(())
            }
            _ => None,
        })
    }

    /// Takes whatever step anyone may take for a crew's job now.
    pub(super) fn settle_crew(&mut self, job: &Address, now: i64) -> bool {
        self.change(job, |crew| {
            match crew.job.state {
                JobState::Open if now > crew.job.expires_at => end(crew, JobState::Expired, now),
                JobState::Running if !crew.is_awaited(now) => end(crew, JobState::Failed, now),
                JobState::Review if now >= crew.job.review_ends_at => end(crew, JobState::Settled, now),
                state => state.is_final().then_some(())?,
            }
            let (settled, failed) = (crew.job.state == JobState::Settled, crew.job.state == JobState::Failed);
            let (right, gang, ended_at) = (crew.job.result, crew.kind == CrewKind::Gang, crew.ended_at);
            let is_late = |seat: &SeatAccount| failed && crew.due_at(seat).is_some_and(|due_at| ended_at > due_at);
            let late: Vec<_> = crew.seats.iter().map(is_late).collect();
            let mut resolved = false;
            for (seat, late) in crew.seats.iter_mut().zip(late).filter(|(seat, _)| seat.state.is_open()) {
                seat.state = match seat.state {
                    SeatState::Submitted if settled && (gang || seat.result == right) => SeatState::Paid,
                    SeatState::Submitted => SeatState::Released,
                    _ if settled || late => continue,
                    _ => SeatState::Released,
                };
                resolved = true;
            }
            resolved.then_some(())
        })
    }
}

fn join(crew: &mut CrewAccount, me: Address, now: i64) -> Option<()> {
    let fits = crew.is_forming() && now <= crew.job.expires_at && crew.seat_of(&me).is_none();
    fits.then_some(())?;
    crew.seats.push(SeatAccount {
        worker: me,
        operator: me,
        state: SeatState::Joined,
        commitment: [0; 32],
        result: Digest::default(),
        rendezvous: None,
    });
    if crew.seats.len() == usize::from(crew.size) {
        (crew.job.state, crew.job.claimed_at) = (JobState::Running, now);
        crew.job.deadline = now + i64::from(crew.job.max_seconds);
        crew.reveal_ends_at = crew.job.deadline + 600;
    }
    Some(())
}

/// The own seat, which has not delivered and is in time.
fn at_work(crew: &mut CrewAccount, seat: u8, me: Address, now: i64) -> Option<&mut SeatAccount> {
    let fits = crew.job.state == JobState::Running && now <= crew.job.deadline;
    let seat = crew.seats.get_mut(usize::from(seat)).filter(|seat| fits && seat.worker == me);
    seat.filter(|seat| seat.state == SeatState::Joined)
}

fn reveal(
    crew: &mut CrewAccount,
    seat: u8,
    me: Address,
    attestation: &Attestation,
    salt: [u8; 32],
    now: i64,
) -> Option<()> {
    let fits = crew.may_reveal(now) && matches!(crew.job.state, JobState::Running | JobState::Settled);
    let seat = crew.seats.get_mut(usize::from(seat)).filter(|seat| fits && seat.worker == me)?;
    let mut hasher = Hasher::default();
    [attestation.result.0, me.to_bytes(), salt].iter().for_each(|part| hasher.update(part));
    let opens = seat.state == SeatState::Committed && hasher.finish().0 == seat.commitment;
    opens.then_some(())?;
    (seat.state, seat.result) = (SeatState::Submitted, attestation.result);
    let votes = crew.seats.iter().filter(|seat| seat.result == attestation.result).count();
    if crew.job.state == JobState::Running && votes >= quorum(crew) {
        crew.job.result = attestation.result;
        end(crew, JobState::Settled, now);
    }
    Some(())
}

fn quorum(crew: &CrewAccount) -> usize {
    usize::from(crew.size) / 2 + 1
}

fn end(crew: &mut CrewAccount, state: JobState, now: i64) {
    (crew.job.state, crew.ended_at) = (state, now);
}
