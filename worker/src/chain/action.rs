//! What a worker does on chain.

use furnace_client::{artifacts::Digest, heat::Heat};

use super::Checkpoint;
use crate::journal::Step;

/// What a worker says of its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attestation {
    /// Hash of the result's manifest.
    pub result: Digest,
    /// Hash of the log.
    pub log: Digest,
    /// Exit code of the workload.
    pub exit_code: i32,
}

/// A step with all that it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Takes an open job.
    Claim,
    /// Begins the work.
    Start {
        /// From how many checkpoints of others.
        from: u8,
    },
    /// Records a state from which others can go on.
    Checkpoint(Checkpoint),
    /// Attests to the result.
    Submit(Attestation),
    /// Hands the job back, at the price of a part of the collateral.
    Quit,
    /// Draws whether the result is audited.
    DrawAudit,
    /// Begins the audit that was drawn.
    OpenAudit,
    /// Settles after the review; of a crew, also pays or frees its seats.
    Settle,

    /// Bids for a job, or for a lease by the second, in place of an earlier bid.
    Bid(Heat),
    /// Takes the bid back.
    Withdraw,
    /// Gives the order to the best bidder.
    Award,

    /// Takes the next seat of a crew.
    Join,
    /// Tells a rank how to reach rank 0.
    Meet {
        /// Whom.
        rank: u8,
        /// Sealed for that rank's worker.
        rendezvous: [u8; 96],
    },
    /// Commits to a result that nobody can see yet.
    Commit {
        /// The own seat.
        seat: u8,
        /// sha256 of result, worker and salt.
        commitment: [u8; 32],
    },
    /// Shows the result that was committed to.
    Reveal {
        /// The own seat.
        seat: u8,
        /// The result.
        attestation: Attestation,
        /// What hid it.
        salt: [u8; 32],
    },
    /// Attests to a gang member's part.
    SubmitPart {
        /// The own seat.
        seat: u8,
        /// The part.
        attestation: Attestation,
    },
    /// Hands a seat back, at the price of a part of the collateral.
    QuitSeat {
        /// The own seat.
        seat: u8,
    },

    /// Takes an open lease.
    LeaseClaim,
    /// Says that the workload answers: from now on it is billed.
    LeaseStart,
    /// Collects what is earned.
    LeaseSettle,
    /// Answers a ping.
    LeaseAnswer,
    /// Says that the worker leaves when its notice is over.
    LeaseNotice,
    /// Brings a lease whose time, notice or grace is over to its end.
    LeaseEnd,
}

impl Action {
    /// The step it is.
    pub fn step(&self) -> Step {
        match self {
            Self::Claim => Step::Claim,
            Self::Start { .. } => Step::Start,
            Self::Checkpoint(checkpoint) => Step::Checkpoint(checkpoint.sequence),
            Self::Submit(_) => Step::Submit,
            Self::Quit => Step::Quit,
            Self::DrawAudit => Step::DrawAudit,
            Self::OpenAudit => Step::OpenAudit,
            Self::Settle => Step::Settle,
            Self::Bid(price) => Step::Bid(price.0),
            Self::Withdraw => Step::Withdraw,
            Self::Award => Step::Award,
            Self::Join => Step::Join,
            Self::Meet { rank, .. } => Step::Meet(*rank),
            Self::Commit { .. } => Step::Commit,
            Self::Reveal { .. } => Step::Reveal,
            Self::SubmitPart { .. } => Step::SubmitPart,
            Self::QuitSeat { .. } => Step::QuitSeat,
            Self::LeaseClaim => Step::LeaseClaim,
            Self::LeaseStart => Step::LeaseStart,
            Self::LeaseSettle => Step::LeaseSettle,
            Self::LeaseAnswer => Step::LeaseAnswer,
            Self::LeaseNotice => Step::LeaseNotice,
            Self::LeaseEnd => Step::LeaseEnd,
        }
    }
}
