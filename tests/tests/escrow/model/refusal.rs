//! Why an action does not go through, as the reference predicts it.

use std::fmt;

use furnace_tests::errors::{Code, Failure};
use solana_instruction::error::InstructionError;
use solana_transaction_error::TransactionError;

/// What an action comes to.
pub(crate) type Outcome<T = ()> = Result<T, Refusal>;

#[derive(Clone)]
pub(crate) enum Refusal {
    /// An error of a program by its name.
    Named(String, u32),
    /// An account that is not there, or none of the kind; the framework says so in several ways.
    Unfit,
    /// More than one thing is wrong, and either may be said.
    Several,
}

impl fmt::Debug for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name, code) => write!(formatter, "{name} ({code})"),
            Self::Unfit => formatter.write_str("an account that does not fit"),
            Self::Several => formatter.write_str("one of several errors"),
        }
    }
}

impl<E: Code> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Named(format!("{error:?}"), error.code())
    }
}

impl Refusal {
    /// Whether this is how a transaction failed.
    pub(crate) fn is(&self, failure: &Failure) -> bool {
        let TransactionError::InstructionError(_, error) = &failure.error else { return false };
        match (self, error) {
            (Self::Named(_, expected), InstructionError::Custom(code)) => expected == code,
            (Self::Named(..), _) => false,
            // Numbers of the programs' own errors begin at 6000; two of them stand for what an account should be.
            (Self::Unfit, InstructionError::Custom(code)) => *code < 6_000 || OF_ACCOUNTS.contains(code),
            (Self::Unfit | Self::Several, _) => true,
        }
    }
}

/// Errors of an account that is not the order's.
const OF_ACCOUNTS: [u32; 2] = [
    furnace_client::generated::jobs::errors::FurnaceJobsError::JobMismatch as u32,
    furnace_client::generated::jobs::errors::FurnaceJobsError::NotWorker as u32,
];

/// Refuses with `error` unless it `holds`.
pub(crate) fn require(holds: bool, error: impl Into<Refusal>) -> Outcome {
    if holds { Ok(()) } else { Err(error.into()) }
}
