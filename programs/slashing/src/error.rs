//! Errors of the slashing program.

use anchor_lang::prelude::*;

#[error_code(offset = 6500)]
pub enum SlashingError {
    // 0
    #[msg("The job's deadline has not passed.")]
    DeadlineNotPassed,
    #[msg("The job's deadline has passed; quitting is no longer possible.")]
    DeadlinePassed,
    #[msg("No worker holds the job.")]
    JobNotHeld,
    #[msg("Only the worker's own key may hand its job back.")]
    NotWorker,
    #[msg("The account must be the one that the job names.")]
    JobMismatch,
    // 5
    #[msg("The pool must be the operator's own.")]
    WrongPool,
    #[msg("An amount does not fit.")]
    Overflow,
    #[msg("The worker was not down for as long as the next penalty takes.")]
    NotDown,
    #[msg("No wrong proof was opened in this attempt.")]
    ProofNotWrong,
    #[msg("The worker must be the one of the attempt.")]
    WorkerMismatch,
    // 10
    #[msg("The vault must hold at least what the books say.")]
    VaultShort,
    #[msg("The account must be the program's vault of bonds.")]
    WrongVault,
    #[msg("The amount must be above zero.")]
    ZeroAmount,
    #[msg("Only the verifier's wallet may do this.")]
    NotVerifier,
    #[msg("The verifier is leaving; register again when its bond is out.")]
    Leaving,
    // 15
    #[msg("Nothing is free to withdraw: a bond is free 35 days after the verifier left, when its votes are settled.")]
    NothingToWithdraw,
    #[msg("A verifier closes when its bond and its pay are withdrawn and its votes are settled.")]
    VerifierNotEmpty,
    #[msg("The rent goes back to whoever paid it.")]
    WrongRentPayer,
    #[msg("The roster has no such place.")]
    NoSuchPlace,
    #[msg("The place is another verifier's, or its own place is elsewhere.")]
    PlaceTaken,
    // 20
    #[msg("The place changed less than 10 minutes ago; try again later.")]
    PlaceSettling,
    #[msg("The verifier must be on the roster, with at least the least bond.")]
    NotListed,
    #[msg("Only the client, or a verifier on the roster, may say that the result is wrong.")]
    NotAccuser,
    #[msg("Say which result is right; it must differ from the worker's.")]
    SameResult,
    #[msg("The dispute must be waiting for its committee to be drawn.")]
    NotDrawing,
    // 25
    #[msg("The block that draws has not come yet; try again in a second.")]
    SlotNotReached,
    #[msg("The account must be the sysvar of slot hashes.")]
    NotSlotHashes,
    #[msg("The committee must be voting.")]
    NotVoting,
    #[msg("The time to commit is over.")]
    CommitOver,
    #[msg("The vote was committed to already.")]
    AlreadyCommitted,
    // 30
    #[msg("The time to show votes is over.")]
    RevealOver,
    #[msg("Votes are shown once every member committed, or the time for that is over.")]
    RevealTooEarly,
    #[msg("The vote was not committed to, or is shown already.")]
    NotCommitted,
    #[msg("Result and salt are not those of the commitment.")]
    CommitmentMismatch,
    #[msg("There is no such vote in this round.")]
    NoSuchVote,
    // 35
    #[msg("The vote is another verifier's.")]
    NotMember,
    #[msg("A member of the committee may still vote.")]
    VotingOpen,
    #[msg("No ruling waits to be carried out.")]
    NotRuled,
    #[msg("The ruling is another one.")]
    OtherRuling,
    #[msg("The dispute must have ended with a penalty that can be appealed against.")]
    NotConvicted,
    // 40
    #[msg("The time to appeal is over.")]
    AppealOver,
    #[msg("The penalty may still be appealed against.")]
    AppealOpen,
    #[msg("The dispute must have ended.")]
    NotEnded,
    #[msg("The vote is settled.")]
    AlreadySettled,
    #[msg("Settle first the votes that are to be punished: they pay the others.")]
    FaultsFirst,
    // 45
    #[msg("Some votes are not settled.")]
    VotesUnsettled,
    #[msg("The account holds a state that this version does not know.")]
    UnknownState,
    #[msg("The account must be the one that the dispute names.")]
    DisputeMismatch,
    #[msg("The token account must hold HEAT and belong to whom the money is due.")]
    WrongRecipient,
    #[msg("The verifier's account is there; give it.")]
    VerifierOpen,
    // 50
    #[msg("No result of one worker is attested to on chain.")]
    NothingAttested,
    #[msg(
        "The instruction before must check a signature of the worker's hot key under another result of this attempt."
    )]
    NotTwoResults,
    #[msg("The roster has a place that is free, or soon is.")]
    RosterNotFull,
    #[msg("Only the place with the lowest bond can be taken, and only by a larger one.")]
    NotLowest,
    #[msg("The product must be within bounds, and the entry in it.")]
    EntryOutside,
    // 55
    #[msg("The job's spec must be that of this product, as clients spell it.")]
    SpecMismatch,
    #[msg("The entries and the path must lead to the job's result.")]
    ResultMismatch,
    #[msg("The entry is right.")]
    EntryRight,
    #[msg("A committee judges the result; the penalty for a wrong entry waits for the ruling.")]
    ResultJudged,
    #[msg("The worker was punished for this result already.")]
    AlreadyPunished,
    // 60
    #[msg("The record stays until the job is closed, or has gone on after its worker was punished.")]
    RefutationCounts,
}
