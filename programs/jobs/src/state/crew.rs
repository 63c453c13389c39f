use anchor_lang::prelude::*;
use anchor_lang::solana_program::hash::hashv;
use furnace_common::limits::{MAX_SEATS, REVEAL_SECONDS};
use furnace_common::state::{CrewKind, JobState, ReclaimReason, SeatState};

use super::job::after;
use super::{Attestation, Job, Seat, Worker};
use crate::error::JobsError;

/// The workers that share one job. How its seats end, and with them their part of the money, stands in `seating`.
#[account]
pub struct Crew {
    pub job: Address,
    /// Gets the rent back when the crew is closed.
    pub rent_payer: Address,
    /// Held for each seat, base units of the payment mint.
    pub each: u64,
    /// Last moment at which replicas may reveal, unix seconds.
    pub reveal_ends_at: i64,
    /// Seats taken, the first ones.
    pub joined: u8,
    /// Seats whose worker still holds collateral and waits for money.
    pub open: u8,
    /// Seats whose result was known.
    pub submitted: u8,
    /// Seats paid.
    pub paid: u8,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 42],
    /// By rank.
    pub seats: [Seat; 8],
}

const _: () = assert!(MAX_SEATS == 8);
const _: () = assert!(core::mem::size_of::<Crew>() == 2_560);

impl Crew {
    pub const VERSION: u8 = 1;

    /// Opens it for the job, which waits for workers.
    pub fn open(&mut self, address: Address, job: &mut Job) -> Result<()> {
        job.require_state(JobState::Open, JobsError::JobNotOpen)?;
        require!(job.crew()? != CrewKind::Solo, JobsError::WrongCrew);
        job.attach()?;
        self.job = address;
        self.each = job.escrow.reserved.checked_div(u64::from(job.seats)).ok_or(JobsError::UnknownState)?;
        self.version = Self::VERSION;
        Ok(())
    }

    /// Gives the next seat to the worker; with the last one the work begins. `hash` draws, as for a claim.
    /// Returns the worker's rank.
    pub fn join(
        &mut self,
        job: &mut Job,
        worker: Address,
        by: &Worker,
        now: i64,
        hash: impl FnOnce() -> [u8; 32],
    ) -> Result<u8> {
        job.require_state(JobState::Open, JobsError::JobNotOpen)?;
        require!(now <= job.expires_at, JobsError::ClaimWindowOver);
        job.require_admitted(&worker, now, hash)?;
        let apart = job.crew()? == CrewKind::Replicas;
        for seat in self.taken() {
            require!(seat.worker != worker, JobsError::WorkerSeated);
            require!(!apart || seat.operator != by.operator, JobsError::SameOperator);
        }
        let rank = self.joined;
        self.seats.get_mut(usize::from(rank)).ok_or(JobsError::NoSeat)?.take(worker, by);
        self.joined = rank.checked_add(1).ok_or(JobsError::Overflow)?;
        self.open = self.open.checked_add(1).ok_or(JobsError::Overflow)?;
        if self.joined == job.seats {
            job.assemble(now)?;
            self.reveal_ends_at = after(job.deadline, REVEAL_SECONDS)?;
        }
        Ok(rank)
    }

    /// Rank 0 tells another how to reach it.
    pub fn meet(&mut self, job: &Job, key: &Address, rank: u8, rendezvous: &[u8; 96]) -> Result<()> {
        job.require_crew(CrewKind::Gang)?;
        job.require_state(JobState::Running, JobsError::JobNotRunning)?;
        require!(self.seat(0)?.key == *key, JobsError::NotWorker);
        require!(rank > 0, JobsError::NoSeat);
        self.seat_mut(rank)?.rendezvous = *rendezvous;
        Ok(())
    }

    /// A replica has a result that nobody can see yet.
    pub fn commit(&mut self, job: &Job, index: u8, key: &Address, commitment: [u8; 32], now: i64) -> Result<Address> {
        job.require_crew(CrewKind::Replicas)?;
        job.require_working(now)?;
        let seat = self.own_mut(index, key)?;
        seat.commit(commitment, now)?;
        Ok(seat.worker)
    }

    /// A replica shows the result that it committed to, when no other can copy it any more. Returns the worker,
    /// and whether enough agree from now on, which settles the job.
    pub fn reveal(
        &mut self,
        job: &mut Job,
        index: u8,
        key: &Address,
        result: &Attestation,
        salt: &[u8; 32],
        now: i64,
    ) -> Result<(Address, bool)> {
        job.require_crew(CrewKind::Replicas)?;
        let running = job.state()? == JobState::Running;
        // Who comes after the quorum is paid too.
        require!(running || job.state()? == JobState::Settled, JobsError::JobNotRunning);
        require!(now <= self.reveal_ends_at, JobsError::RevealOver);
        let hidden = now <= job.deadline && self.count(SeatState::Joined) > 0;
        require!(!hidden, JobsError::RevealTooEarly);
        let seat = self.own_mut(index, key)?;
        seat.require_state(SeatState::Committed, JobsError::SeatNotCommitted)?;
        let (worker, hash) = (seat.worker, &result.result_hash);
        let opened = hashv(&[hash, worker.as_ref(), salt]).to_bytes();
        require!(opened == seat.commitment, JobsError::CommitmentMismatch);
        seat.deliver(result)?;
        self.submitted = self.submitted.checked_add(1).ok_or(JobsError::Overflow)?;
        let agreed = running && self.votes(hash) >= usize::from(job.quorum);
        if agreed {
            job.agree(result, now);
        }
        Ok((worker, agreed))
    }

    /// A gang member attests to its part. Returns the worker, and whether it was the last, which opens the
    /// review, or ends the job where a part failed.
    pub fn submit(
        &mut self,
        job: &mut Job,
        index: u8,
        key: &Address,
        result: &Attestation,
        now: i64,
    ) -> Result<(Address, bool)> {
        job.require_crew(CrewKind::Gang)?;
        job.require_working(now)?;
        let seat = self.own_mut(index, key)?;
        seat.require_state(SeatState::Joined, JobsError::SeatNotJoined)?;
        seat.deliver(result)?;
        seat.submitted_at = now;
        let worker = seat.worker;
        self.submitted = self.submitted.checked_add(1).ok_or(JobsError::Overflow)?;
        let complete = self.submitted == job.seats;
        if complete {
            job.result_hash = self.combined_hash();
            let mut codes = self.taken().iter().map(|seat| seat.exit_code);
            job.exit_code = codes.find(|code| *code != 0).unwrap_or(0);
            job.submitted_at = now;
            match job.exit_code {
                0 => job.review(now)?,
                // One part that failed is a job that failed: nobody can say whose fault it is, so nobody is paid, and
                // nobody punished.
                _ => job.end(JobState::Failed, now),
            }
        }
        Ok((worker, complete))
    }

    /// Ends a job that nobody of the crew can deliver any more.
    pub fn conclude(&self, job: &mut Job, now: i64) -> Result<()> {
        job.require_state(JobState::Running, JobsError::JobNotRunning)?;
        let awaited = self.taken().iter().any(|seat| self.due_at(job, seat).is_some_and(|due_at| now <= due_at));
        require!(!awaited, JobsError::CrewGoesOn);
        job.end(JobState::Failed, now);
        Ok(())
    }

    /// Takes the seat from a worker that is late, or quits. Where the others cannot deliver without it, the
    /// job fails.
    pub fn lose(&mut self, job: &mut Job, index: u8, reason: ReclaimReason, now: i64) -> Result<()> {
        let seat = self.seat(index)?;
        match reason {
            ReclaimReason::MissedDeadline => {
                require!(self.is_late(job, seat, now)?, JobsError::SeatNotLate);
            }
            ReclaimReason::Quit => {
                job.require_working(now)?;
                seat.require_state(SeatState::Joined, JobsError::SeatNotJoined)?;
            }
            // Offences of one worker alone.
            ReclaimReason::Downtime
            | ReclaimReason::WrongResult
            | ReclaimReason::NoRuling
            | ReclaimReason::TwoResults
            | ReclaimReason::WrongEntry => return Err(JobsError::WrongCrew.into()),
        }
        self.resolve(index, SeatState::Lost)?;
        let left = usize::from(self.joined).saturating_sub(self.count(SeatState::Lost));
        let hopeless = job.crew()? == CrewKind::Gang || left < usize::from(job.quorum);
        if hopeless && job.state()? == JobState::Running {
            job.end(JobState::Failed, now);
        }
        Ok(())
    }

    /// Seats of the operator's that a quit of this one leaves undone: in a gang all that are at work, since it frees
    /// them too.
    pub fn quits_with(&self, job: &Job, index: u8) -> Result<u64> {
        let operator = self.seat(index)?.operator;
        let (gang, joined) = (job.crew()? == CrewKind::Gang, SeatState::Joined.byte());
        let others = self.taken().iter().filter(|seat| gang && seat.operator == operator && seat.state == joined);
        Ok((others.count() as u64).max(1))
    }

    /// The job has ended, and no worker waits for anything.
    pub fn require_cleared(&self, job: &Job) -> Result<()> {
        require!(job.state()?.is_final() && self.open == 0, JobsError::CrewNotCleared);
        Ok(())
    }

    /// A seat that somebody took.
    pub fn seat(&self, index: u8) -> Result<&Seat> {
        self.taken().get(usize::from(index)).ok_or(JobsError::NoSeat.into())
    }

    pub(super) fn seat_mut(&mut self, index: u8) -> Result<&mut Seat> {
        let taken = self.seats.get_mut(..usize::from(self.joined)).unwrap_or_default();
        taken.get_mut(usize::from(index)).ok_or(JobsError::NoSeat.into())
    }

    /// The seat of the worker with this key.
    fn own_mut(&mut self, index: u8, key: &Address) -> Result<&mut Seat> {
        let seat = self.seat_mut(index)?;
        require!(seat.key == *key, JobsError::NotWorker);
        Ok(seat)
    }

    fn taken(&self) -> &[Seat] {
        self.seats.get(..usize::from(self.joined)).unwrap_or_default()
    }

    fn count(&self, state: SeatState) -> usize {
        self.taken().iter().filter(|seat| seat.state == state.byte()).count()
    }

    /// Replicas that came to this result.
    fn votes(&self, hash: &[u8; 32]) -> usize {
        let submitted = SeatState::Submitted.byte();
        self.taken().iter().filter(|seat| seat.state == submitted && seat.result_hash == *hash).count()
    }

    /// sha256 of all result hashes in the order of ranks.
    fn combined_hash(&self) -> [u8; 32] {
        let hashes = self.seats.each_ref().map(|seat| seat.result_hash.as_slice());
        hashv(hashes.get(..usize::from(self.joined)).unwrap_or_default()).to_bytes()
    }
}

/// What a crew changes of its job.
impl Job {
    /// Every seat is taken: the work begins.
    fn assemble(&mut self, now: i64) -> Result<()> {
        self.claimed_at = now;
        self.started_at = now;
        self.deadline = after(now, self.max_seconds)?;
        self.state = JobState::Running.byte();
        Ok(())
    }

    /// The crew is at work, and its time is not over.
    fn require_working(&self, now: i64) -> Result<()> {
        self.require_state(JobState::Running, JobsError::JobNotRunning)?;
        require!(now <= self.deadline, JobsError::DeadlinePassed);
        Ok(())
    }

    /// Enough replicas came to this result.
    fn agree(&mut self, result: &Attestation, now: i64) {
        self.result_hash = result.result_hash;
        self.log_hash = result.log_hash;
        self.exit_code = result.exit_code;
        self.submitted_at = now;
        self.end(JobState::Settled, now);
    }
}

#[cfg(test)]
mod tests;
