//! Facts that indexers follow.

use anchor_lang::prelude::*;

/// A worker was punished for a wrong proof. Sent as [`Penalised`] is.
#[event(bytemuck)]
pub struct WrongProofPunished {
    pub worker: Address,
    pub attempt: Address,
    pub pool: Address,
    /// HEAT base units, as all below.
    pub penalty: u64,
    pub to_reporter: u64,
    pub burned: u64,
}

/// A worker was punished. Sent as a call of the program to itself, so that no log limit can cut it.
#[event(bytemuck)]
pub struct Penalised {
    /// The job or lease.
    pub job: Address,
    pub worker: Address,
    pub pool: Address,
    /// A `ReclaimReason` byte.
    pub reason: u8,
    /// A `JobState` byte after it: open again, or failed. Of a lease, whose penalty is for downtime, a
    /// `LeaseState` byte.
    pub state: u8,
    /// Workers that lost the job or lease so far.
    pub attempts: u8,
    pub _pad: [u8; 5],
    /// HEAT base units, as all below.
    pub penalty: u64,
    pub to_client: u64,
    pub to_reporter: u64,
    pub burned: u64,
}
