//! What can go wrong between here and a store.

use std::{io, path::PathBuf};

use thiserror::Error;

use super::Digest;

/// A failed read from or write to an artifact store.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The URI names no store this client can use.
    #[error("'{uri}' is not a usable artifact store: {reason}")]
    BadUri {
        /// The URI as given.
        uri: String,
        /// Why it cannot be used.
        reason: String,
    },
    /// The store does not hold the object.
    #[error("artifact {digest} is missing from {store}")]
    Missing {
        /// Name of the object.
        digest: Digest,
        /// URI of the store.
        store: String,
    },
    /// The bytes do not hash to the name they are stored under.
    #[error("artifact {expected} is corrupt: its bytes hash to {actual}")]
    WrongHash {
        /// Name of the object.
        expected: Digest,
        /// Hash of the bytes found.
        actual: Digest,
    },
    /// The object has another size than its description says.
    #[error("artifact {digest} should be {expected} bytes and is {actual}")]
    WrongSize {
        /// Name of the object.
        digest: Digest,
        /// Size its description gives, in bytes.
        expected: u64,
        /// Size found, in bytes.
        actual: u64,
    },
    /// The object is larger than the reader is willing to take.
    #[error("artifact {digest} is larger than the limit of {limit} bytes")]
    TooLarge {
        /// Name of the object.
        digest: Digest,
        /// The reader's limit, in bytes.
        limit: u64,
    },
    /// An announcement is larger than the reader is willing to take.
    #[error("announcement {name} is larger than the limit of {limit} bytes")]
    TooLong {
        /// Its name.
        name: String,
        /// The reader's limit, in bytes.
        limit: u64,
    },
    /// The store did not answer, or answered with a failure.
    #[error("artifact store {store} cannot be reached: {reason}")]
    Unreachable {
        /// URI of the store.
        store: String,
        /// The transport's own words.
        reason: String,
    },
    /// A local file could not be read or written.
    #[error("cannot use the file {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

impl StoreError {
    /// True when trying again later may help.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unreachable { .. })
    }

    pub(crate) fn file(path: &std::path::Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::File { path: path.to_owned(), source }
    }
}
