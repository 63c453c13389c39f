//! Workers that share a job: how they come together and deliver. How their seats end stands in `seats`.

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;
use furnace_common::state::{CrewKind, JobState, SeatState};

use super::refusal::{Outcome, Refusal, require};
use super::{Job, Model, Worker};

/// Replicas may reveal for so long after the deadline.
const REVEAL_SECONDS: i64 = 600;

#[derive(Clone, Debug)]
pub(crate) struct Seat {
    pub(crate) worker: usize,
    pub(crate) state: SeatState,
    /// Committed to, or shown.
    pub(crate) result: u8,
    pub(crate) submitted_at: i64,
}

#[derive(Clone, Debug)]
pub(crate) struct Crew {
    /// Held for each seat.
    pub(crate) each: u64,
    pub(crate) reveal_ends_at: i64,
    /// By rank, those that are taken.
    pub(crate) seats: Vec<Seat>,
    pub(crate) paid: u8,
}

impl Crew {
    pub(super) fn seat(&mut self, index: u8) -> Outcome<&mut Seat> {
        self.seats.get_mut(usize::from(index)).ok_or_else(|| NoSeat.into())
    }

    fn own(&mut self, index: u8, worker: usize) -> Outcome<&mut Seat> {
        let seat = self.seat(index)?;
        require(seat.worker == worker, NotWorker)?;
        Ok(seat)
    }

    pub(super) fn count(&self, state: SeatState) -> usize {
        self.seats.iter().filter(|seat| seat.state == state).count()
    }

    /// Seats whose worker waits for something.
    pub(crate) fn open(&self) -> usize {
        self.seats.iter().filter(|seat| seat.state.is_open()).count()
    }

    fn votes(&self, result: u8) -> usize {
        let votes = |seat: &&Seat| seat.state == SeatState::Submitted && seat.result == result;
        self.seats.iter().filter(votes).count()
    }
}

impl Model {
    /// Runs on a job's crew, which must be there; it may be closed.
    pub(super) fn on_crew(
        &mut self,
        job: &mut Job,
        act: impl FnOnce(&mut Self, &mut Job, &mut Crew) -> Outcome,
    ) -> Outcome {
        let mut crew = job.crew.take().ok_or(Refusal::Unfit)?;
        act(self, job, &mut crew)?;
        job.crew = Some(crew);
        Ok(())
    }

    pub(super) fn open_crew(&mut self, job: &mut Job, by: usize) -> Outcome {
        // A second account at the same address is refused by the system program.
        require(job.crew.is_none() || by != job.client(), Refusal::Unfit)?;
        require(by == job.client(), NotClient)?;
        job.is(JobState::Open, JobNotOpen)?;
        require(job.ask.crew != CrewKind::Solo, WrongCrew)?;
        let each = job.escrow.reserved / u64::from(job.ask.seats);
        job.crew = Some(Crew { each, reveal_ends_at: 0, seats: Vec::new(), paid: 0 });
        Ok(())
    }

    pub(super) fn join(&mut self, job: &mut Job, worker: usize) -> Outcome {
        self.on_crew(job, |model, job, crew| {
            let now = model.now;
            job.is(JobState::Open, JobNotOpen)?;
            require(now <= job.expires_at, ClaimWindowOver)?;
            job.require_admitted(worker, now)?;
            for seat in &crew.seats {
                require(seat.worker != worker, WorkerSeated)?;
                let apart = Worker::operator(seat.worker) != Worker::operator(worker);
                require(job.ask.crew != CrewKind::Replicas || apart, SameOperator)?;
            }
            model.engage(worker, &job.escrow)?;
            crew.seats.push(Seat { worker, state: SeatState::Joined, result: 0, submitted_at: 0 });
            if crew.seats.len() == usize::from(job.ask.seats) {
                (job.claimed_at, job.started_at, job.state) = (now, now, JobState::Running);
                job.deadline = now + i64::from(job.ask.max_seconds);
                crew.reveal_ends_at = job.deadline + REVEAL_SECONDS;
            }
            Ok(())
        })
    }

    pub(super) fn meet(&mut self, job: &mut Job, worker: usize, rank: u8) -> Outcome {
        self.on_crew(job, |_, job, crew| {
            job.require_crew(CrewKind::Gang)?;
            job.is(JobState::Running, JobNotRunning)?;
            crew.own(0, worker)?;
            require(rank > 0 && usize::from(rank) < crew.seats.len(), NoSeat)
        })
    }

    pub(super) fn commit(&mut self, job: &mut Job, worker: usize, index: u8, result: u8) -> Outcome {
        self.on_crew(job, |model, job, crew| {
            job.require_crew(CrewKind::Replicas)?;
            job.require_working(model.now)?;
            let seat = crew.own(index, worker)?;
            require(seat.state == SeatState::Joined, SeatNotJoined)?;
            (seat.state, seat.result, seat.submitted_at) = (SeatState::Committed, result, model.now);
            Ok(())
        })
    }

    pub(super) fn reveal(&mut self, job: &mut Job, worker: usize, index: u8, result: u8) -> Outcome {
        self.on_crew(job, |model, job, crew| {
            let now = model.now;
            job.require_crew(CrewKind::Replicas)?;
            require(matches!(job.state, JobState::Running | JobState::Settled), JobNotRunning)?;
            require(now <= crew.reveal_ends_at, RevealOver)?;
            require(now > job.deadline || crew.count(SeatState::Joined) == 0, RevealTooEarly)?;
            let seat = crew.own(index, worker)?;
            require(seat.state == SeatState::Committed, SeatNotCommitted)?;
            require(seat.result == result, CommitmentMismatch)?;
            seat.state = SeatState::Submitted;
            if job.state == JobState::Running && crew.votes(result) >= usize::from(job.ask.quorum) {
                (job.result, job.submitted_at) = (Some(result), now);
                job.end(JobState::Settled, now);
            }
            Ok(())
        })
    }

    pub(super) fn deliver_part(&mut self, job: &mut Job, worker: usize, index: u8, result: u8) -> Outcome {
        self.on_crew(job, |model, job, crew| {
            job.require_crew(CrewKind::Gang)?;
            job.require_working(model.now)?;
            let seat = crew.own(index, worker)?;
            require(seat.state == SeatState::Joined, SeatNotJoined)?;
            (seat.state, seat.result, seat.submitted_at) = (SeatState::Submitted, result, model.now);
            if crew.count(SeatState::Submitted) == usize::from(job.ask.seats) {
                job.review(model.now);
            }
            Ok(())
        })
    }

    pub(super) fn accept_crew(&mut self, job: &mut Job, by: usize) -> Outcome {
        require(by == job.client(), NotClient)?;
        self.settle_gang(job)
    }

    pub(super) fn settle_crew(&mut self, job: &mut Job) -> Outcome {
        require(self.now >= job.review_ends_at, ReviewOpen)?;
        self.settle_gang(job)
    }

    fn settle_gang(&mut self, job: &mut Job) -> Outcome {
        job.require_crew(CrewKind::Gang)?;
        job.deliver(self.now)?;
        self.count_settled(job);
        Ok(())
    }
}
