//! Reading: every byte is counted and hashed on its way through.

use std::path::Path;

use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use object_store::ObjectStoreExt;
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt;

use super::{Digest, Hasher, Store, StoreError, store::key};

impl Store {
    /// Reads an object of at most `limit` bytes into memory.
    pub async fn get(&self, digest: Digest, limit: u64) -> Result<Bytes, StoreError> {
        let mut collected = BytesMut::new();
        self.stream(digest, limit, async |chunk| {
            collected.extend_from_slice(&chunk);
            Ok(())
        })
        .await?;
        Ok(collected.freeze())
    }

    /// Reads an object of at most `limit` bytes into a file, which appears whole and verified or not at
    /// all. Returns the size in bytes.
    pub async fn get_to_file(&self, digest: Digest, limit: u64, path: &Path) -> Result<u64, StoreError> {
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        tokio::fs::create_dir_all(folder).await.map_err(StoreError::file(folder))?;
        let temporary = NamedTempFile::new_in(folder).map_err(StoreError::file(path))?;
        let handle = temporary.reopen().map_err(StoreError::file(path))?;
        let mut file = tokio::fs::File::from_std(handle);
        let size = self
            .stream(digest, limit, async |chunk| file.write_all(&chunk).await.map_err(StoreError::file(path)))
            .await?;
        file.sync_all().await.map_err(StoreError::file(path))?;
        make_readable(&file).await.map_err(StoreError::file(path))?;
        temporary.persist(path).map_err(|error| StoreError::file(path)(error.error))?;
        Ok(size)
    }

    /// Reads an object through without keeping it, to prove that it is present and whole.
    pub async fn check(&self, digest: Digest, bytes: u64) -> Result<(), StoreError> {
        let actual = self.stream(digest, bytes, async |_| Ok(())).await?;
        if actual == bytes { Ok(()) } else { Err(StoreError::WrongSize { digest, expected: bytes, actual }) }
    }

    /// Whether the store holds the object, without reading it.
    pub async fn exists(&self, digest: Digest) -> Result<bool, StoreError> {
        match self.objects.head(&key(digest)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(self.failure(digest, error)),
        }
    }

    async fn stream(
        &self,
        digest: Digest,
        limit: u64,
        mut consume: impl AsyncFnMut(Bytes) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let found = self.objects.get(&key(digest)).await.map_err(|error| self.failure(digest, error))?;
        if found.meta.size > limit {
            return Err(StoreError::TooLarge { digest, limit });
        }
        let mut hasher = Hasher::default();
        let mut size = 0_u64;
        let mut chunks = found.into_stream();
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.map_err(|error| self.failure(digest, error))?;
            size = size.saturating_add(chunk.len() as u64);
            // What the store announced is not to be trusted either.
            if size > limit {
                return Err(StoreError::TooLarge { digest, limit });
            }
            hasher.update(&chunk);
            consume(chunk).await?;
        }
        let actual = hasher.finish();
        if actual != digest {
            return Err(StoreError::WrongHash { expected: digest, actual });
        }
        Ok(size)
    }
}

/// Temporary files are private; a downloaded result is an ordinary file.
#[cfg(unix)]
async fn make_readable(file: &tokio::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644)).await
}

#[cfg(not(unix))]
async fn make_readable(_: &tokio::fs::File) -> std::io::Result<()> {
    Ok(())
}
