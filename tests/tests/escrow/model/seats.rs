//! How the seats of a crew end: paid, free to go, or punished.

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_common::state::{CrewKind, JobState, SeatState};

use super::crew::{Crew, Seat};
use super::ends::RETENTION;
use super::refusal::{Outcome, Refusal, require};
use super::work::quit_bps;
use super::{Job, Model, Worker};
use crate::action::Quote;

/// Until when a seat's worker may deliver, if it still has to.
fn due_at(job: &Job, crew: &Crew, seat: &Seat) -> Option<i64> {
    match seat.state {
        SeatState::Joined => Some(job.deadline),
        SeatState::Committed => Some(crew.reveal_ends_at),
        _ => None,
    }
}

/// Whether its time was over before the job failed without its doing.
fn is_late(job: &Job, crew: &Crew, seat: &Seat, now: i64) -> bool {
    let until = match job.state {
        JobState::Running | JobState::Settled => now,
        JobState::Failed => job.ended_at,
        _ => return false,
    };
    due_at(job, crew, seat).is_some_and(|due_at| until > due_at)
}

fn is_payable(job: &Job, seat: &Seat) -> bool {
    let counts = job.ask.crew == CrewKind::Gang || job.result == Some(seat.result);
    seat.state == SeatState::Submitted && counts
}

fn is_free(job: &Job, crew: &Crew, seat: &Seat) -> bool {
    seat.state.is_open()
        && match job.state {
            JobState::Cancelled | JobState::Expired => true,
            JobState::Failed => !is_late(job, crew, seat, job.ended_at),
            JobState::Settled => seat.state == SeatState::Submitted && !is_payable(job, seat),
            _ => false,
        }
}

impl Model {
    pub(super) fn conclude(&mut self, job: &mut Job) -> Outcome {
        self.on_crew(job, |model, job, crew| {
            job.is(JobState::Running, JobNotRunning)?;
            let awaited = |seat: &Seat| due_at(job, crew, seat).is_some_and(|due_at| model.now <= due_at);
            require(!crew.seats.iter().any(awaited), CrewGoesOn)?;
            job.end(JobState::Failed, model.now);
            Ok(())
        })
    }

    pub(super) fn pay_seat(&mut self, job: &mut Job, index: u8, quote: Quote) -> Outcome {
        self.on_crew(job, |model, job, crew| {
            let seat = crew.seats.get(usize::from(index)).cloned().ok_or(Refusal::Unfit)?;
            job.is(JobState::Settled, JobNotEnded)?;
            require(is_payable(job, &seat), SeatNotPayable)?;
            if crew.paid == 0 {
                model.fix_worth(job, crew, quote)?;
            }
            crew.paid += 1;
            crew.seat(index)?.state = SeatState::Paid;
            // What is kept is the others'.
            let kept = if crew.open() == 0 { 0 } else { job.escrow.reserved - crew.each };
            model.complete(seat.worker, &job.escrow, (seat.submitted_at - job.started_at) as u64);
            model.pay(&mut job.escrow, Worker::operator(seat.worker), job.worth, kept);
            Ok(())
        })
    }

    /// The first seat that is paid says what each is paid.
    fn fix_worth(&mut self, job: &mut Job, crew: &Crew, quote: Quote) -> Outcome {
        let replicas = job.ask.crew == CrewKind::Replicas;
        let due_at = if replicas { job.submitted_at } else { job.review_ends_at };
        let price = self.quoted(quote)?;
        job.worth = job.escrow.worth(job.price, price, due_at, self.now)?.min(crew.each);
        if replicas {
            self.count_settled(job);
        }
        Ok(())
    }

    pub(super) fn release_seat(&mut self, job: &mut Job, index: u8) -> Outcome {
        self.on_crew(job, |model, job, crew| {
            let seat = crew.seats.get(usize::from(index)).cloned().ok_or(Refusal::Unfit)?;
            require(is_free(job, crew, &seat), SeatNotFree)?;
            crew.seat(index)?.state = SeatState::Released;
            model.disengage(seat.worker, &job.escrow);
            model.free_seat(job, crew);
            Ok(())
        })
    }

    /// Returns what is held for one seat.
    fn free_seat(&mut self, job: &mut Job, crew: &Crew) {
        let freed = crew.each.min(job.escrow.reserved);
        job.escrow.reserved -= freed;
        self.purses[job.escrow.purse].release(freed);
    }

    pub(super) fn miss_seat(&mut self, job: &mut Job, index: u8) -> Outcome {
        self.on_crew(job, |model, job, crew| {
            let seat = crew.seats.get(usize::from(index)).cloned().ok_or(Refusal::Unfit)?;
            require(is_late(job, crew, &seat, model.now), SeatNotLate)?;
            model.punish(seat.worker, &job.escrow, 1, 5_000, true);
            model.lose_seat(job, crew, index)
        })
    }

    pub(super) fn quit_seat(&mut self, job: &mut Job, worker: usize, index: u8) -> Outcome {
        self.on_crew(job, |model, job, crew| {
            let seat = crew.seats.get(usize::from(index)).cloned().ok_or(Refusal::Unfit)?;
            require(seat.worker == worker, FurnaceSlashingError::NotWorker)?;
            job.require_working(model.now)?;
            require(seat.state == SeatState::Joined, SeatNotJoined)?;
            // A gang's other members of the same hand go free with it, and are paid for too.
            let own = |other: &&Seat| Worker::operator(other.worker) == Worker::operator(worker);
            let leaving = crew.seats.iter().filter(own).filter(|other| other.state == SeatState::Joined).count() as u64;
            let seats = if job.ask.crew == CrewKind::Gang { leaving } else { 1 };
            model.punish(worker, &job.escrow, seats, quit_bps(job, model.now), false);
            model.lose_seat(job, crew, index)
        })
    }

    fn lose_seat(&mut self, job: &mut Job, crew: &mut Crew, index: u8) -> Outcome {
        let worker = crew.seat(index)?.worker;
        self.lose(worker, &job.escrow);
        crew.seat(index)?.state = SeatState::Lost;
        let left = crew.seats.len() - crew.count(SeatState::Lost);
        let hopeless = job.ask.crew == CrewKind::Gang || left < usize::from(job.ask.quorum);
        if hopeless && job.state == JobState::Running {
            job.end(JobState::Failed, self.now);
        }
        self.free_seat(job, crew);
        Ok(())
    }

    pub(super) fn close_crew(&mut self, job: &mut Job, by: usize) -> Outcome {
        let crew = job.crew.as_ref().ok_or(Refusal::Unfit)?;
        require(job.state.is_final() && crew.open() == 0, CrewNotCleared)?;
        require(by == job.client() || self.now > job.ended_at + RETENTION, RetentionNotOver)?;
        job.crew = None;
        Ok(())
    }
}
