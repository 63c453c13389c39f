//! What is wrong with a result.

use thiserror::Error;

use crate::artifacts::StoreError;

/// A refused manifest, or a result that does not match it.
#[derive(Debug, Error)]
pub enum ManifestError {
    /// The document is not a manifest.
    #[error("result manifest cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// The document is of a version this client does not know.
    #[error("result manifest has version {0}; this program reads version {known}", known = super::VERSION)]
    Version(u32),
    /// The document has another spelling than the canonical one.
    #[error("result manifest is not in canonical form")]
    NotCanonical,
    /// A path would leave the folder or mean different things on different systems.
    #[error("result names the file '{path}', which is refused: {reason}")]
    UnsafePath {
        /// The path, with odd characters escaped.
        path: String,
        /// Why it is refused.
        reason: &'static str,
    },
    /// Two files have one path, or the list is not sorted.
    #[error("result lists the file '{0}' twice or out of order")]
    Order(String),
    /// More files than a result may have.
    #[error("result lists {0} files; the limit is {limit}", limit = super::FILES)]
    TooManyFiles(usize),
    /// A file is missing from the store, or is not what the manifest says.
    #[error("result file '{path}': {source}")]
    File {
        /// The file's path in the result.
        path: String,
        /// What the store says.
        source: StoreError,
    },
    /// The manifest itself could not be read from the store.
    #[error(transparent)]
    Store(#[from] StoreError),
}
