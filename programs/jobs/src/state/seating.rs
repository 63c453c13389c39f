use anchor_lang::prelude::*;
use furnace_common::state::{CrewKind, JobState, SeatState};

use super::{Crew, Job, Seat};
use crate::error::JobsError;

/// What a seat that is paid takes of the job's money, base units of the payment mint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// To its worker.
    pub due: u64,
    /// Stays held for the other seats.
    pub kept: u64,
}

/// How seats end. What is held for a crew's job is `each` for every open seat, and the bond of an accusation
/// that fell.
impl Crew {
    /// The seat's worker delivered what the job settled for.
    pub fn require_payable(&self, job: &Job, index: u8) -> Result<()> {
        job.require_state(JobState::Settled, JobsError::JobNotEnded)?;
        require!(is_payable(job, self.seat(index)?)?, JobsError::SeatNotPayable);
        Ok(())
    }

    /// Ends a seat as paid, and divides what was held for it.
    pub fn pay(&mut self, job: &Job, index: u8) -> Result<Share> {
        self.require_payable(job, index)?;
        self.resolve(index, SeatState::Paid)?;
        self.paid = self.paid.checked_add(1).ok_or(JobsError::Overflow)?;
        let due = job.worth;
        if self.open == 0 {
            // What does not divide goes back to the client.
            return Ok(Share { due, kept: 0 });
        }
        Ok(Share { due, kept: job.escrow.reserved.checked_sub(self.each).ok_or(JobsError::Overflow)? })
    }

    /// Ends a seat whose worker is neither paid nor punished.
    pub fn release(&mut self, job: &Job, index: u8) -> Result<()> {
        require!(self.is_free(job, self.seat(index)?)?, JobsError::SeatNotFree);
        self.resolve(index, SeatState::Released)
    }

    /// What is held for one seat, where the job did not return everything at once.
    pub fn held(&self, job: &Job) -> u64 {
        self.each.min(job.escrow.reserved)
    }

    /// Until when the seat's worker may deliver; `None` where it need not any more.
    pub(super) fn due_at(&self, job: &Job, seat: &Seat) -> Option<i64> {
        match seat.state()? {
            SeatState::Joined => Some(job.deadline),
            SeatState::Committed => Some(self.reveal_ends_at),
            SeatState::Submitted | SeatState::Paid | SeatState::Released | SeatState::Lost => None,
        }
    }

    /// The worker's time ended before it delivered, and before the job failed without its doing.
    pub(super) fn is_late(&self, job: &Job, seat: &Seat, now: i64) -> Result<bool> {
        let until = match job.state()? {
            // A replica that committed must reveal also after the quorum: else a lie that failed costs nothing.
            JobState::Running | JobState::Settled => now,
            JobState::Failed => job.ended_at,
            _ => return Ok(false),
        };
        Ok(self.due_at(job, seat).is_some_and(|due_at| until > due_at))
    }

    /// The worker is free to go.
    fn is_free(&self, job: &Job, seat: &Seat) -> Result<bool> {
        let is_open = seat.state().is_some_and(SeatState::is_open);
        let free = match job.state()? {
            JobState::Expired | JobState::Cancelled => true,
            JobState::Failed => !self.is_late(job, seat, job.ended_at)?,
            JobState::Settled => seat.state() == Some(SeatState::Submitted) && !is_payable(job, seat)?,
            _ => false,
        };
        Ok(is_open && free)
    }

    pub(super) fn resolve(&mut self, index: u8, end: SeatState) -> Result<()> {
        self.seat_mut(index)?.state = end.byte();
        self.open = self.open.checked_sub(1).ok_or(JobsError::Overflow)?;
        Ok(())
    }
}

/// The seat waits for its pay, and its result is the one that counts: all of a gang's, the replicas' most.
fn is_payable(job: &Job, seat: &Seat) -> Result<bool> {
    let counts = match job.crew()? {
        CrewKind::Gang => true,
        CrewKind::Replicas => seat.result_hash == job.result_hash,
        CrewKind::Solo => false,
    };
    Ok(counts && seat.state() == Some(SeatState::Submitted))
}

#[cfg(test)]
mod tests {
    use anchor_lang::bytemuck::Zeroable;

    use super::*;

    const DEADLINE: i64 = 100;
    const REVEAL_END: i64 = 700;

    /// A crew whose seats are in these states, each with the first result, of a job that settled for it.
    fn crew(kind: CrewKind, state: JobState, seats: &[SeatState]) -> (Job, Crew) {
        let count = seats.len() as u8;
        let mut job = Job { crew: kind.byte(), seats: count, state: state.byte(), deadline: DEADLINE, ..Job::zeroed() };
        job.escrow.reserved = 10 * u64::from(count);
        job.result_hash = [1; 32];
        let mut crew = Crew { each: 10, joined: count, open: count, reveal_ends_at: REVEAL_END, ..Crew::zeroed() };
        for (seat, state) in crew.seats.iter_mut().zip(seats) {
            seat.state = state.byte();
            seat.result_hash = [1; 32];
        }
        (job, crew)
    }

    /// As the handlers do.
    fn pay(job: &mut Job, crew: &mut Crew, index: u8) -> Share {
        let share = crew.pay(job, index).unwrap();
        job.escrow.reserved = share.kept;
        share
    }

    #[test]
    fn every_seat_is_paid_and_nothing_is_left() {
        let (mut job, mut crew) = crew(CrewKind::Gang, JobState::Settled, &[SeatState::Submitted; 3]);
        job.worth = 8;
        job.escrow.reserved = 30;
        assert_eq!(pay(&mut job, &mut crew, 1), Share { due: 8, kept: 20 });
        assert!(crew.pay(&job, 1).is_err());
        assert!(crew.release(&job, 0).is_err());
        assert_eq!(pay(&mut job, &mut crew, 0), Share { due: 8, kept: 10 });
        assert_eq!(pay(&mut job, &mut crew, 2), Share { due: 8, kept: 0 });
        assert_eq!((crew.open, crew.paid), (0, 3));
        crew.require_cleared(&job).unwrap();
    }

    #[test]
    fn another_result_is_free_to_go_but_not_paid() {
        let (mut job, mut crew) = crew(CrewKind::Replicas, JobState::Settled, &[SeatState::Submitted; 3]);
        job.worth = 10;
        crew.seats[1].result_hash = [2; 32];
        assert!(crew.pay(&job, 1).is_err());
        assert!(crew.release(&job, 0).is_err());
        assert_eq!(pay(&mut job, &mut crew, 0), Share { due: 10, kept: 20 });
        assert_eq!(pay(&mut job, &mut crew, 2), Share { due: 10, kept: 10 });
        assert!(crew.require_cleared(&job).is_err());
        crew.release(&job, 1).unwrap();
        assert_eq!(crew.held(&job), 10);
        crew.require_cleared(&job).unwrap();
    }

    /// Every open seat of an ended job is in exactly one of three: it is paid, it is free, or it is punished;
    /// only a replica that may still reveal waits.
    #[test]
    fn every_seat_of_an_ended_job_has_one_way_out() {
        let ends = [1, DEADLINE, DEADLINE + 1, REVEAL_END, REVEAL_END + 1];
        for state in [JobState::Settled, JobState::Failed, JobState::Expired, JobState::Cancelled] {
            for seat_state in [SeatState::Joined, SeatState::Committed, SeatState::Submitted] {
                for ended_at in ends {
                    let (mut job, crew) = crew(CrewKind::Replicas, state, &[seat_state]);
                    job.ended_at = ended_at;
                    let seat = crew.seat(0).unwrap();
                    let ways = [
                        crew.require_payable(&job, 0).is_ok(),
                        crew.is_free(&job, seat).unwrap(),
                        crew.is_late(&job, seat, i64::MAX).unwrap(),
                    ];
                    assert_eq!(ways.iter().filter(|way| **way).count(), 1, "{state:?} {seat_state:?} {ended_at}");
                }
            }
        }
    }

    #[test]
    fn a_job_that_failed_early_excuses_who_still_had_time() {
        let seats = [SeatState::Joined, SeatState::Committed, SeatState::Submitted];
        for (ended_at, free) in [
            (DEADLINE, [true, true, true]),
            (DEADLINE + 1, [false, true, true]),
            (REVEAL_END, [false, true, true]),
            (REVEAL_END + 1, [false, false, true]),
        ] {
            let (mut job, crew) = crew(CrewKind::Replicas, JobState::Failed, &seats);
            job.ended_at = ended_at;
            assert_eq!([0, 1, 2].map(|index| crew.is_free(&job, crew.seat(index).unwrap()).unwrap()), free);
        }
    }

    #[test]
    fn after_the_quorum_a_replica_must_still_reveal() {
        let (job, crew) = crew(CrewKind::Replicas, JobState::Settled, &[SeatState::Committed]);
        let seat = crew.seat(0).unwrap();
        assert!(!crew.is_free(&job, seat).unwrap());
        assert!(!crew.is_late(&job, seat, REVEAL_END).unwrap());
        assert!(crew.is_late(&job, seat, REVEAL_END + 1).unwrap());
    }

    #[test]
    fn seats_that_ended_stay_as_they_are() {
        for end in [SeatState::Paid, SeatState::Released, SeatState::Lost] {
            for state in [JobState::Settled, JobState::Failed, JobState::Cancelled] {
                let (job, mut crew) = crew(CrewKind::Replicas, state, &[end]);
                assert!(crew.pay(&job, 0).is_err());
                assert!(crew.release(&job, 0).is_err());
                assert!(!crew.is_late(&job, crew.seat(0).unwrap(), i64::MAX).unwrap());
            }
        }
    }
}
