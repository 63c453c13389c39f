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
}
