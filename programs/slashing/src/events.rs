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

/// A result was shown to have a wrong entry; the penalty for it is another step.
#[event(bytemuck)]
pub struct EntryRefuted {
    pub job: Address,
    pub worker: Address,
    /// Is paid for showing it.
    pub refuter: Address,
    pub row: u16,
    pub column: u16,
    /// What the result says, and what the entry is.
    pub said: i32,
    pub right: i32,
    /// Workers that lost the job before.
    pub attempt: u8,
    pub _pad: [u8; 3],
}

// Verifiers

/// A wallet became a verifier.
#[event(bytemuck)]
pub struct VerifierRegistered {
    pub verifier: Address,
    pub wallet: Address,
    /// Hot key that votes.
    pub key: Address,
}

/// A verifier is drawn with another weight from now on.
#[event(bytemuck)]
pub struct VerifierListed {
    pub verifier: Address,
    /// HEAT base units; zero where it is drawn no more.
    pub weight: u64,
    pub place: u8,
    pub _pad: [u8; 7],
}

/// A verifier leaves.
#[event(bytemuck)]
pub struct VerifierLeft {
    pub verifier: Address,
    /// From then on it can take its bond, unix seconds.
    pub free_at: i64,
}

// Disputes

/// A result is called into question.
#[event(bytemuck)]
pub struct DisputeOpened {
    pub dispute: Address,
    pub job: Address,
    pub worker: Address,
    /// Zeros where an audit was drawn.
    pub accuser: Address,
    /// HEAT base units.
    pub bond: u64,
    /// The committee is drawn by the first block from then on.
    pub draw_slot: u64,
}

/// A committee is there; its members are in the dispute's account.
#[event(bytemuck)]
pub struct CommitteeDrawn {
    pub dispute: Address,
    /// Unix seconds.
    pub commit_ends_at: i64,
    /// A `Round` byte.
    pub round: u8,
    /// Its first vote, and how many it has.
    pub first: u8,
    pub seats: u8,
    pub _pad: [u8; 5],
}

/// A member has a result that nobody can see yet.
#[event(bytemuck)]
pub struct VoteCommitted {
    pub dispute: Address,
    pub verifier: Address,
}

/// A member showed its result; zeros where the work could not be done again.
#[event(bytemuck)]
pub struct VoteShown {
    pub dispute: Address,
    pub verifier: Address,
    pub result_hash: [u8; 32],
}

/// A committee ruled.
#[event(bytemuck)]
pub struct DisputeRuled {
    pub dispute: Address,
    pub job: Address,
    /// The result that was found right; zeros where none was.
    pub ruled_hash: [u8; 32],
    /// A `Ruling` byte.
    pub ruling: u8,
    /// A `Round` byte.
    pub round: u8,
    pub _pad: [u8; 6],
}

/// A result was found right. Sent as [`Penalised`] is, as all that follow.
#[event(bytemuck)]
pub struct Acquitted {
    pub dispute: Address,
    pub job: Address,
    pub worker: Address,
    /// HEAT base units, as all amounts below.
    pub audit_fee: u64,
    pub to_operator: u64,
    pub to_accuser: u64,
    /// A `Ruling` byte.
    pub ruling: u8,
    pub _pad: [u8; 7],
}

/// No committee found anything; the job is done again.
#[event(bytemuck)]
pub struct NothingRuled {
    pub dispute: Address,
    pub job: Address,
    pub worker: Address,
    pub to_accuser: u64,
}

/// A result was found wrong; the penalty waits for an appeal.
#[event(bytemuck)]
pub struct Convicted {
    pub dispute: Address,
    pub job: Address,
    pub worker: Address,
    pub pool: Address,
    pub penalty: u64,
    /// Unix seconds.
    pub appeal_ends_at: i64,
}

/// Somebody appealed against a penalty.
#[event(bytemuck)]
pub struct Appealed {
    pub dispute: Address,
    pub appellant: Address,
    pub bond: u64,
    /// The committee is drawn by the first block from then on.
    pub draw_slot: u64,
}

/// A penalty holds. What it is more than its parts paid the votes.
#[event(bytemuck)]
pub struct PenaltyReleased {
    pub dispute: Address,
    pub worker: Address,
    pub pool: Address,
    pub penalty: u64,
    pub to_client: u64,
    pub to_reporter: u64,
    pub burned: u64,
}

/// A penalty was overturned.
#[event(bytemuck)]
pub struct PenaltyReversed {
    pub dispute: Address,
    pub worker: Address,
    pub pool: Address,
    pub returned: u64,
    pub to_operator: u64,
    /// A `Ruling` byte.
    pub ruling: u8,
    pub _pad: [u8; 7],
}

/// A vote was paid, or punished with so much of the verifier's bond.
#[event(bytemuck)]
pub struct VoteSettled {
    pub dispute: Address,
    pub verifier: Address,
    pub amount: u64,
    /// Zero where it was not punished.
    pub punished_bps: u16,
    pub _pad: [u8; 6],
}
