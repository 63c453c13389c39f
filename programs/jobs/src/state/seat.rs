use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::limits::RENDEZVOUS_BYTES;
use furnace_common::state::SeatState;

use super::{Attestation, Worker};
use crate::error::JobsError;

/// One worker of a crew; its place is its rank.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Seat {
    pub worker: Address,
    /// That worker's hot key.
    pub key: Address,
    /// That worker's operator.
    pub operator: Address,
    /// A replica's: sha256 of result hash, worker and salt.
    pub commitment: [u8; 32],
    /// sha256 of the result's manifest; zeros while nobody can see it.
    pub result_hash: [u8; 32],
    /// sha256 of the log.
    pub log_hash: [u8; 32],
    /// A gang member's: how to reach rank 0, encrypted to the worker's key.
    pub rendezvous: [u8; 96],
    /// When its work was done: committed to, or submitted. Unix seconds.
    pub submitted_at: i64,
    /// The workload's exit code as attested.
    pub exit_code: i32,
    /// A `SeatState` byte; zero in a vacant seat.
    pub state: u8,
    /// One once its result was called into question: it is judged once at most.
    pub disputed: u8,
    pub _padding: [u8; 2],
}

const _: () = assert!(RENDEZVOUS_BYTES == 96);
const _: () = assert!(core::mem::size_of::<Seat>() == 304);

impl Seat {
    /// Where it stands; `None` for a vacant one.
    pub fn state(&self) -> Option<SeatState> {
        SeatState::from_byte(self.state)
    }

    /// The seat is in this state.
    pub fn require_state(&self, state: SeatState, error: JobsError) -> Result<()> {
        if self.state() != Some(state) {
            return Err(error.into());
        }
        Ok(())
    }

    /// Gives the seat to the worker.
    pub(super) fn take(&mut self, worker: Address, by: &Worker) {
        self.worker = worker;
        self.key = by.key;
        self.operator = by.operator;
        self.state = SeatState::Joined.byte();
    }

    /// The worker has a result, which nobody can see yet.
    pub(super) fn commit(&mut self, commitment: [u8; 32], now: i64) -> Result<()> {
        self.require_state(SeatState::Joined, JobsError::SeatNotJoined)?;
        require!(commitment != [0; 32], JobsError::CommitmentZero);
        self.commitment = commitment;
        self.submitted_at = now;
        self.state = SeatState::Committed.byte();
        Ok(())
    }

    /// The worker's result is known.
    pub(super) fn deliver(&mut self, attestation: &Attestation) -> Result<()> {
        require!(attestation.result_hash != [0; 32], JobsError::ResultHashZero);
        self.result_hash = attestation.result_hash;
        self.log_hash = attestation.log_hash;
        self.exit_code = attestation.exit_code;
        self.state = SeatState::Submitted.byte();
        Ok(())
    }

    /// Seconds that the worker was at work since `started_at`.
    pub fn busy_seconds(&self, started_at: i64) -> u64 {
        u64::try_from(self.submitted_at.saturating_sub(started_at)).unwrap_or(0)
    }
}
