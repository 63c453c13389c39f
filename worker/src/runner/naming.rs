//! What a result is called: whoever computes a job again must come to the same name.

use furnace_client::{
    artifacts::{Digest, StoreError, hash_file},
    manifest::{Manifest, ManifestError, OutputFile},
};
use thiserror::Error;

use crate::executor::Run;

/// The device in the manifests of jobs, whose hashes must agree wherever they were computed.
pub(super) const ANY_DEVICE: &str = "any";

/// Why a result cannot be named.
#[derive(Debug, Error)]
pub(crate) enum NamingError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

/// The manifest of what a run of a job has left, none of which is brought to a store.
pub(crate) async fn manifest_of(spec: Digest, kernel: &str, run: &Run) -> Result<Manifest, NamingError> {
    let mut files = Vec::new();
    for (name, path) in run.output.files() {
        let (sha256, bytes) = hash_file(&path).await?;
        files.push(OutputFile { path: name.to_owned(), bytes, sha256 });
    }
    Ok(Manifest::new(spec, kernel, ANY_DEVICE, files)?)
}
