//! Manifests and stores.

use std::path::{Path, PathBuf};

use super::{MANIFEST_BYTES, Manifest, ManifestError, OutputFile};
use crate::artifacts::{Digest, Store, StoreError};

impl Manifest {
    /// Fetches the manifest a worker attested to.
    pub async fn load(store: &Store, digest: Digest) -> Result<Self, ManifestError> {
        let bytes = store.get(digest, MANIFEST_BYTES).await?;
        Self::from_bytes(&bytes)
    }

    /// Stores the manifest and returns the digest to attest to.
    pub async fn save(&self, store: &Store) -> Result<Digest, StoreError> {
        store.put(self.to_bytes()).await
    }

    /// Proves that every file is in the store, of the right size and hash.
    pub async fn verify(&self, store: &Store) -> Result<(), ManifestError> {
        for file in self.files() {
            store.check(file.sha256, file.bytes).await.map_err(|source| named(file, source))?;
        }
        Ok(())
    }

    /// Fetches every file into a folder, verified. Returns the paths written.
    pub async fn download(&self, store: &Store, folder: &Path) -> Result<Vec<PathBuf>, ManifestError> {
        let mut written = Vec::with_capacity(self.files().len());
        for file in self.files() {
            let path = folder.join(&file.path);
            fetch(store, file, &path).await.map_err(|source| named(file, source))?;
            written.push(path);
        }
        Ok(written)
    }
}

async fn fetch(store: &Store, file: &OutputFile, path: &Path) -> Result<(), StoreError> {
    let actual = store.get_to_file(file.sha256, file.bytes, path).await?;
    if actual == file.bytes {
        return Ok(());
    }
    // The content is what the hash says, yet not what the manifest describes.
    tokio::fs::remove_file(path).await.map_err(StoreError::file(path))?;
    Err(StoreError::WrongSize { digest: file.sha256, expected: file.bytes, actual })
}

fn named(file: &OutputFile, source: StoreError) -> ManifestError {
    ManifestError::File { path: file.path.clone(), source }
}
