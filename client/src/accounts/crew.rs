//! Crews: who sits where, and what a seat waits for.

use furnace_common::state::{CrewKind, JobState, SeatState};

use super::{Crew, Job};
use crate::{artifacts::Digest, generated::jobs::types::Seat};

impl Seat {
    /// Where the seat's worker stands; `None` for a vacant seat.
    pub fn state(&self) -> Option<SeatState> {
        SeatState::from_byte(self.state)
    }

    /// The worker's result, once it is known.
    pub fn result(&self) -> Option<Digest> {
        Some(Digest(self.result_hash)).filter(|digest| !digest.is_zero())
    }
}

impl Crew {
    /// The seats that are taken, by rank.
    pub fn taken(&self) -> &[Seat] {
        self.seats.get(..usize::from(self.joined)).unwrap_or(&self.seats)
    }

    /// Until when a seat's worker may deliver; `None` where it need not any more.
    pub fn due_at(&self, job: &Job, seat: &Seat) -> Option<i64> {
        match seat.state()? {
            SeatState::Joined => Some(job.deadline),
            SeatState::Committed => Some(self.reveal_ends_at),
            SeatState::Submitted | SeatState::Paid | SeatState::Released | SeatState::Lost => None,
        }
    }

    /// Whether a seat's worker is to be punished, because its time ended before it delivered.
    pub fn is_late(&self, job: &Job, seat: &Seat, now: i64) -> bool {
        let until = match job.state() {
            Some(JobState::Running | JobState::Settled) => now,
            Some(JobState::Failed) => job.ended_at,
            _ => return false,
        };
        self.due_at(job, seat).is_some_and(|due_at| until > due_at)
    }

    /// Whether a seat waits for its pay.
    pub fn is_payable(&self, job: &Job, seat: &Seat) -> bool {
        job.state() == Some(JobState::Settled) && seat.state() == Some(SeatState::Submitted) && counts(job, seat)
    }

    /// Whether a seat's worker is free to go, neither paid nor punished.
    pub fn is_free(&self, job: &Job, seat: &Seat) -> bool {
        let free = match job.state() {
            Some(JobState::Expired | JobState::Cancelled) => true,
            Some(JobState::Failed) => !self.is_late(job, seat, job.ended_at),
            Some(JobState::Settled) => seat.state() == Some(SeatState::Submitted) && !counts(job, seat),
            _ => false,
        };
        free && seat.state().is_some_and(SeatState::is_open)
    }

    /// Whether somebody may still deliver.
    pub fn is_awaited(&self, job: &Job, now: i64) -> bool {
        self.taken().iter().any(|seat| self.due_at(job, seat).is_some_and(|due_at| now <= due_at))
    }
}

/// Whether the seat's result is one that the job settles for: all of a gang's, the replicas' most.
fn counts(job: &Job, seat: &Seat) -> bool {
    match job.crew() {
        Some(CrewKind::Gang) => true,
        Some(CrewKind::Replicas) => seat.result_hash == job.result_hash,
        Some(CrewKind::Solo) | None => false,
    }
}

#[cfg(test)]
mod tests;
