//! Crews as a worker reads them.

use furnace_client::{accounts::Crew, artifacts::Digest};
use furnace_common::state::{CrewKind, JobState, SeatState};
use solana_address::Address;

use super::JobAccount;

/// One worker's place in a crew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatAccount {
    /// Whose it is.
    pub worker: Address,
    /// That worker's operator account.
    pub operator: Address,
    /// Where it stands.
    pub state: SeatState,
    /// sha256 of result, worker and salt, where it committed.
    pub commitment: [u8; 32],
    /// Its result, once it is known.
    pub result: Digest,
    /// How to reach rank 0, sealed for this seat's worker; `None` until it is told.
    pub rendezvous: Option<[u8; 96]>,
}

/// A crew with its job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrewAccount {
    /// What it does.
    pub job: JobAccount,
    /// Whether its members do the same work, or one work together.
    pub kind: CrewKind,
    /// Seats, taken or not.
    pub size: u8,
    /// Last moment at which replicas may reveal, unix seconds.
    pub reveal_ends_at: i64,
    /// When the job ended, unix seconds; zero before.
    pub ended_at: i64,
    /// The seats that are taken, by rank.
    pub seats: Vec<SeatAccount>,
}

impl CrewAccount {
    /// A crew beside its job; `None` where one of its seats is in a state that is newer than this program.
    pub fn new(job: JobAccount, kind: CrewKind, size: u8, ended_at: i64, crew: &Crew) -> Option<Self> {
        let seats = crew.taken().iter().map(|seat| {
            Some(SeatAccount {
                worker: seat.worker,
                operator: seat.operator,
                state: seat.state()?,
                commitment: seat.commitment,
                result: Digest(seat.result_hash),
                rendezvous: Some(seat.rendezvous).filter(|sealed| *sealed != [0; 96]),
            })
        });
        let seats = seats.collect::<Option<_>>()?;
        Some(Self { job, kind, size, reveal_ends_at: crew.reveal_ends_at, ended_at, seats })
    }

    /// The rank of a worker, where it has a seat, and the seat.
    pub fn seat_of(&self, worker: &Address) -> Option<(u8, &SeatAccount)> {
        (0u8..).zip(&self.seats).find(|(_, seat)| seat.worker == *worker)
    }

    /// Whether it still waits for workers.
    pub fn is_forming(&self) -> bool {
        self.job.state == JobState::Open && self.seats.len() < usize::from(self.size)
    }

    /// Until when a seat's worker may deliver, unix seconds; `None` where it need not any more.
    pub fn due_at(&self, seat: &SeatAccount) -> Option<i64> {
        match seat.state {
            SeatState::Joined => Some(self.job.deadline),
            SeatState::Committed => Some(self.reveal_ends_at),
            SeatState::Submitted | SeatState::Paid | SeatState::Released | SeatState::Lost => None,
        }
    }

    /// Whether some worker of a crew at work may still deliver.
    pub fn is_awaited(&self, now: i64) -> bool {
        self.seats.iter().any(|seat| self.due_at(seat).is_some_and(|due_at| now <= due_at))
    }

    /// Whether replicas may reveal: nobody can commit any more.
    pub fn may_reveal(&self, now: i64) -> bool {
        let awaited = self.seats.iter().any(|seat| seat.state == SeatState::Joined);
        now <= self.reveal_ends_at && (now > self.job.deadline || !awaited)
    }
}
