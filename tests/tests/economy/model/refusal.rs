//! Why an action does not go through, as the reference predicts it.

use furnace_client::generated::governance::errors::FurnaceGovernanceError;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_tests::errors::{Failure, SplTokenError, SystemProgramError};
use solana_instruction::error::InstructionError;
use solana_transaction_error::TransactionError;

/// An error by name.
#[derive(Clone, Debug)]
pub(crate) enum Refusal {
    Governance(FurnaceGovernanceError),
    Jobs(FurnaceJobsError),
    Slashing(FurnaceSlashingError),
    Staking(FurnaceStakingError),
    Token(FurnaceTokenError),
    SplToken(SplTokenError),
    System(SystemProgramError),
    /// An account that is not there; the framework says so in several ways.
    Missing,
}

macro_rules! refusals {
    ($($variant:ident($error:ty),)+) => {
        $(impl From<$error> for Refusal {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        })+

        impl Refusal {
            /// The number that the program returns.
            fn code(&self) -> Option<u32> {
                match self {
                    $(Self::$variant(error) => Some(error.clone() as u32),)+
                    Self::Missing => None,
                }
            }
        }
    };
}

refusals! {
    Governance(FurnaceGovernanceError),
    Jobs(FurnaceJobsError),
    Slashing(FurnaceSlashingError),
    Staking(FurnaceStakingError),
    Token(FurnaceTokenError),
    SplToken(SplTokenError),
    System(SystemProgramError),
}

impl Refusal {
    /// Whether this is how a transaction failed.
    pub(crate) fn is(&self, failure: &Failure) -> bool {
        let TransactionError::InstructionError(_, error) = &failure.error else { return false };
        match (self.code(), error) {
            (Some(expected), InstructionError::Custom(code)) => expected == *code,
            (Some(_), _) => false,
            // Numbers of the programs' own errors begin at 6000.
            (None, InstructionError::Custom(code)) => *code < 6_000,
            (None, _) => true,
        }
    }
}

/// Refuses with `error` unless it `holds`.
pub(crate) fn require(holds: bool, error: impl Into<Refusal>) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(error.into()) }
}
