//! What is wrong with what a worker is said to have signed.

use solana_address::Address;
use thiserror::Error;

use crate::artifacts::StoreError;

/// A refused attestation.
#[derive(Debug, Error)]
pub enum AttestedError {
    /// The document is not an attestation.
    #[error("signed attestation cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// Its key did not sign it.
    #[error("signed attestation is forged: {0} did not sign it")]
    Forged(Address),
    /// It speaks of another job or another attempt than it was asked for.
    #[error("signed attestation is of attempt {attempt} at job {job}")]
    Elsewhere {
        /// The job that it is about.
        job: Address,
        /// The attempt that it is about.
        attempt: u8,
    },
    /// Somebody else's key signed it.
    #[error("signed attestation is of {found}, which does not have the job")]
    Stranger {
        /// Whose it is.
        found: Address,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
