//! Asserting that an instruction failed, and by which name.

use furnace_client::generated::{governance, jobs, proofs, slashing, staking, token};
use solana_instruction::error::InstructionError;
use solana_transaction_error::TransactionError;

/// A transaction that did not go through.
#[derive(Debug)]
pub struct Failure {
    pub error: TransactionError,
    pub logs: Vec<String>,
}

/// The number under which a program returns a named error.
pub trait Code: std::fmt::Debug {
    fn code(&self) -> u32;
}

macro_rules! codes {
    ($($error:path),+) => {
        $(impl Code for $error {
            fn code(&self) -> u32 {
                self.clone() as u32
            }
        })+
    };
}

codes!(
    governance::errors::FurnaceGovernanceError,
    jobs::errors::FurnaceJobsError,
    proofs::errors::FurnaceProofsError,
    slashing::errors::FurnaceSlashingError,
    staking::errors::FurnaceStakingError,
    token::errors::FurnaceTokenError
);

/// The framework's own errors, where no error of ours can come first.
#[derive(Debug, Clone, Copy)]
#[repr(u32)]
pub enum FrameworkError {
    ConstraintSigner = 2002,
    ConstraintSeeds = 2006,
    ConstraintAddress = 2012,
    DuplicateMutableAccount = 2040,
}

impl Code for FrameworkError {
    fn code(&self) -> u32 {
        *self as u32
    }
}

/// Errors of the SPL Token program.
#[derive(Debug, Clone, Copy)]
#[repr(u32)]
pub enum SplTokenError {
    InsufficientFunds = 1,
    MintMismatch = 3,
    OwnerMismatch = 4,
    MintCannotFreeze = 16,
}

impl Code for SplTokenError {
    fn code(&self) -> u32 {
        *self as u32
    }
}

/// Errors of the system program.
#[derive(Debug, Clone, Copy)]
#[repr(u32)]
pub enum SystemProgramError {
    AccountAlreadyInUse = 0,
}

impl Code for SystemProgramError {
    fn code(&self) -> u32 {
        *self as u32
    }
}

/// Asserts that the transaction failed with exactly this named error.
#[track_caller]
pub fn assert_error<T>(result: Result<T, Failure>, expected: impl Code) {
    let failure = match result {
        Ok(_) => panic!("expected {expected:?}, but the transaction went through"),
        Err(failure) => failure,
    };
    match failure.error {
        TransactionError::InstructionError(_, InstructionError::Custom(code)) if code == expected.code() => {}
        ref other => panic!("expected {expected:?} ({}), got {other:?}\n{}", expected.code(), failure.logs.join("\n")),
    }
}

/// Asserts that the transaction failed with this error of the runtime.
#[track_caller]
pub fn assert_runtime_error<T>(result: Result<T, Failure>, expected: InstructionError) {
    let failure = match result {
        Ok(_) => panic!("expected {expected:?}, but the transaction went through"),
        Err(failure) => failure,
    };
    match failure.error {
        TransactionError::InstructionError(_, ref error) if *error == expected => {}
        ref other => panic!("expected {expected:?}, got {other:?}\n{}", failure.logs.join("\n")),
    }
}
