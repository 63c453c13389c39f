//! What a chain can answer instead of a result.

use solana_address::Address;
use solana_signature::Signature;
use solana_transaction_error::TransactionError;
use thiserror::Error;

/// A failed read or transaction.
#[derive(Clone, Debug, Error)]
pub enum ChainError {
    /// The RPC node did not answer, after several tries.
    #[error("the RPC node {url} cannot be reached: {reason}")]
    Unreachable {
        /// The node, without the path and query that may hold an access key.
        url: String,
        /// The transport's own words.
        reason: String,
    },
    /// The RPC node answered with an error of its own.
    #[error("the RPC node {url} refused: {reason}")]
    Rpc {
        /// The node, without the path and query that may hold an access key.
        url: String,
        /// The node's own words.
        reason: String,
    },
    /// A program refused the transaction with one of its own errors.
    #[error("{message} ({name}, error {code} of {program})")]
    Program {
        /// The program that refused, which may be one called by the one addressed.
        program: Address,
        /// Number of the error.
        code: u32,
        /// Name of the error in the program.
        name: String,
        /// The program's own message.
        message: String,
        /// What the programs logged.
        logs: Vec<String>,
    },
    /// The runtime stopped a program.
    #[error("the program {program} was stopped: {reason}")]
    Instruction {
        /// The program addressed.
        program: Address,
        /// The runtime's reason.
        reason: String,
        /// What the programs logged.
        logs: Vec<String>,
    },
    /// The cluster refused the transaction as a whole.
    #[error("the transaction was refused: {0}")]
    Transaction(TransactionError),
    /// The fee payer cannot pay.
    #[error("{payer} has not enough SOL to pay for the transaction")]
    Unfunded {
        /// Who was to pay.
        payer: Address,
    },
    /// The transaction was sent and its fate is not known. It may still be executed.
    #[error("the transaction {signature} was sent, and whether it was executed is unknown: {reason}")]
    Unconfirmed {
        /// The transaction.
        signature: Signature,
        /// Why its fate is not known.
        reason: String,
    },
    /// The transaction was signed several times and never executed; it no longer can be.
    #[error("the cluster took up the transaction at none of {signings} attempts")]
    Expired {
        /// How often it was signed.
        signings: u32,
    },
    /// The transaction could not be signed or does not fit.
    #[error("the transaction cannot be built: {0}")]
    Build(String),
    /// An account that has to exist does not.
    #[error("there is no {what} at {address}")]
    Missing {
        /// What was looked for.
        what: &'static str,
        /// Where.
        address: Address,
    },
    /// An account holds something else than it should.
    #[error("the account {address} is not a {what}")]
    Malformed {
        /// What it should be.
        what: &'static str,
        /// The account.
        address: Address,
    },
}

impl ChainError {
    /// True when the same call may succeed later without anything being changed.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Unconfirmed { .. } | Self::Expired { .. })
    }

    /// The program and the number of the error, when a program refused.
    pub fn program_code(&self) -> Option<(Address, u32)> {
        match self {
            Self::Program { program, code, .. } => Some((*program, *code)),
            _ => None,
        }
    }

    /// What the programs logged.
    pub fn logs(&self) -> &[String] {
        match self {
            Self::Program { logs, .. } | Self::Instruction { logs, .. } => logs,
            _ => &[],
        }
    }
}
