//! What can go wrong between a client and the worker that it rents.

use std::time::Duration;

use thiserror::Error;

use super::Problem;
use crate::artifacts::StoreError;

/// A request that was not served, or an answer that does not count.
#[derive(Debug, Error)]
pub enum ServiceError {
    /// Nobody answers there, or not to the end.
    #[error("the worker at {url} cannot be reached: {reason}")]
    Unreachable {
        /// Where it is said to be.
        url: String,
        /// The transport's own words.
        reason: String,
    },
    /// The worker says no.
    #[error("the worker refuses: {}", .problem.message)]
    Refused {
        /// Why.
        problem: Problem,
        /// When to ask again, where it is only busy.
        again_in: Option<Duration>,
    },
    /// Something other than the lease's worker has written it.
    #[error("{0} is not signed by the lease's worker")]
    Forged(&'static str),
    /// It is no document of the expected kind.
    #[error("{what} cannot be read: {reason}")]
    Malformed {
        /// What was read.
        what: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The lease's store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
}
