//! Errors of the proofs program.

use anchor_lang::prelude::*;

#[error_code(offset = 6600)]
pub enum ProofsError {
    // 0
    #[msg("The epoch's proof has begun already.")]
    EpochAnnounced,
    #[msg("The seed is drawn already, or none is to be drawn.")]
    NothingToDraw,
    #[msg("No block has come since the slot that draws.")]
    DrawTooEarly,
    #[msg("The slot that draws is so long ago that its block may be forgotten.")]
    DrawTooLate,
    #[msg("The epoch's seed is not drawn yet.")]
    SeedNotDrawn,
    // 5
    #[msg("The time to commit to the epoch's proof is over.")]
    WindowOver,
    #[msg("This GPU has committed in this epoch already.")]
    AlreadyCommitted,
    #[msg("The samples of an earlier attempt were not opened; end it first.")]
    AttemptPending,
    #[msg("This GPU did not open its samples lately, and cannot prove in this epoch.")]
    Barred,
    #[msg("A wrong proof was opened; this worker can prove nothing any more.")]
    Convicted,
    // 10
    #[msg("Size, inner length and rounds must be within their bounds.")]
    ShapeOutOfBounds,
    #[msg("The worker has no such GPU.")]
    UnknownGpu,
    #[msg("The worker has retired.")]
    WorkerRetired,
    #[msg("The worker has not retired.")]
    WorkerActive,
    #[msg("Only the worker's own key may do that.")]
    NotWorker,
    // 15
    #[msg("The accounts must be of the same worker.")]
    WorkerMismatch,
    #[msg("The samples are not drawn yet, or there are none.")]
    NoSamples,
    #[msg("There is no such sample.")]
    UnknownSample,
    #[msg("The sample was opened already.")]
    AlreadyOpened,
    #[msg("The opening does not lead to the root that was committed to.")]
    OpeningUnrelated,
    // 20
    #[msg("The time to open the samples is over.")]
    OpeningOver,
    #[msg("The time to open the samples is not over, or nothing is open.")]
    NotFailed,
    #[msg("The rent goes back to whoever paid it.")]
    WrongRentPayer,
    #[msg("The account has a state that this program does not know.")]
    UnknownState,
    #[msg("An amount does not fit.")]
    Overflow,
    // 25
    #[msg("The account must be the sysvar of slot hashes.")]
    NotSlotHashes,
    #[msg("Points of an epoch are given once no proof of it can be completed any more.")]
    PointsTooEarly,
    #[msg("No GPU of the worker was proven in the epoch.")]
    NothingProven,
    #[msg("The roots of all rounds must be shown first.")]
    RootsNotShown,
    #[msg("The roots do not lead to what was committed to.")]
    RootsUnrelated,
    // 30
    #[msg("The roots must reach those that are shown already, and one at least must come before them.")]
    RootsOutOfPlace,
    #[msg("A table must have 1 MiB to 128 GiB.")]
    SizeOutOfBounds,
}
