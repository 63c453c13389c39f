//! Errors of the jobs program.

use anchor_lang::prelude::*;

#[error_code(offset = 6200)]
pub enum JobsError {
    // 0
    #[msg("New jobs are paused.")]
    JobsPaused,
    #[msg("A parameter is outside its bounds.")]
    ParameterOutOfBounds,
    #[msg("Payment must be in HEAT.")]
    WrongMint,
    #[msg("The vault must be the one that the books name.")]
    WrongVault,
    #[msg("The market's fee vault must belong to the token program and hold the payment mint.")]
    WrongFeeVault,
    // 5
    #[msg("The vault must hold at least what the books say.")]
    VaultShort,
    #[msg("An amount does not fit.")]
    Overflow,
    #[msg("The price must be above zero.")]
    ZeroPrice,
    #[msg("The amount must be above zero.")]
    ZeroAmount,
    #[msg("The client's balance has less free than that; deposit first.")]
    BalanceTooLow,
    // 10
    #[msg("Only the client who owns this balance may do this.")]
    NotClient,
    #[msg("The balance must be in the market's payment mint.")]
    WrongBalance,
    #[msg("The job's time limit is outside what the market allows.")]
    JobTimeOutOfBounds,
    #[msg("The time to wait for a claim is outside its bounds.")]
    ClaimTimeOutOfBounds,
    #[msg("The artifact store URI must not be empty.")]
    StoreUriEmpty,
    // 15
    #[msg("The job must be open.")]
    JobNotOpen,
    #[msg("The job must be assigned and not yet started.")]
    JobNotAssigned,
    #[msg("The job must be running.")]
    JobNotRunning,
    #[msg("The job must be in review.")]
    JobNotInReview,
    #[msg("The job must be assigned or running.")]
    JobNotHeld,
    // 20
    #[msg("The job must have ended.")]
    JobNotEnded,
    #[msg("The job must belong to the accounts given.")]
    JobMismatch,
    #[msg("The job's time to be claimed is over.")]
    ClaimWindowOver,
    #[msg("The job can still be claimed.")]
    ClaimWindowOpen,
    #[msg("The job's deadline has passed.")]
    DeadlinePassed,
    // 25
    #[msg("The job's deadline has not passed.")]
    DeadlineNotPassed,
    #[msg("The review window is still open.")]
    ReviewOpen,
    #[msg("The job is kept readable a while longer; only its client may close it now.")]
    RetentionNotOver,
    #[msg("Only the worker's own key may do this.")]
    NotWorker,
    #[msg("Only the operator may do this.")]
    NotOperator,
    // 30
    #[msg("The worker must belong to this operator.")]
    WorkerMismatch,
    #[msg("The pool must be the operator's own.")]
    WrongPool,
    #[msg("The worker is retired.")]
    WorkerRetired,
    #[msg("The worker still holds jobs.")]
    WorkerBusy,
    #[msg("The worker already holds as many jobs as it may.")]
    WorkerFull,
    // 35
    #[msg("The worker has fewer GPUs or less memory than the job's market asks for.")]
    HardwareTooSmall,
    #[msg("The operator's stake is below the minimum for its GPUs in this market.")]
    StakeTooLow,
    #[msg("At least half of what backs the pool's jobs must be active stake of the operator's own.")]
    OwnStakeTooLow,
    #[msg("The operator's free stake does not cover the job's collateral.")]
    CollateralTooLow,
    #[msg("Only the slashing program may do this.")]
    NotSlashingProgram,
    // 40
    #[msg("The result hash must not be zero.")]
    ResultHashZero,
    #[msg("The rent goes back to whoever paid it.")]
    WrongRentPayer,
    #[msg("The stored state of the job is not a known one.")]
    UnknownState,
    #[msg("The operator has workers, or had until less than 6 days ago.")]
    OperatorBusy,
}
