//! Reading: every byte is counted and hashed on its way through.

use std::path::Path;

use bytes::{Bytes, BytesMut};
use futures::{StreamExt, stream::BoxStream};
use object_store::ObjectStoreExt;
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt;

use super::{Digest, Hasher, Store, StoreError, store::key};

impl Store {
    /// Reads an object of at most `limit` bytes into memory.
    pub async fn get(&self, digest: Digest, limit: u64) -> Result<Bytes, StoreError> {
        let mut collected = BytesMut::new();
        let mut reading = Reading::start(self, digest, limit).await?;
        while let Some(chunk) = reading.next().await? {
            collected.extend_from_slice(&chunk);
        }
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
        let mut reading = Reading::start(self, digest, limit).await?;
        while let Some(chunk) = reading.next().await? {
            file.write_all(&chunk).await.map_err(StoreError::file(path))?;
        }
        file.sync_all().await.map_err(StoreError::file(path))?;
        make_readable(&file).await.map_err(StoreError::file(path))?;
        temporary.persist(path).map_err(|error| StoreError::file(path)(error.error))?;
        Ok(reading.size)
    }

    /// Reads an object through without keeping it, to prove that it is present and whole.
    pub async fn check(&self, digest: Digest, bytes: u64) -> Result<(), StoreError> {
        let mut reading = Reading::start(self, digest, bytes).await?;
        while reading.next().await?.is_some() {}
        if reading.size == bytes {
            Ok(())
        } else {
            Err(StoreError::WrongSize { digest, expected: bytes, actual: reading.size })
        }
    }

    /// Whether the store holds the object, without reading it.
    pub async fn exists(&self, digest: Digest) -> Result<bool, StoreError> {
        match self.objects.head(&key(digest)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(self.failure(digest, error)),
        }
    }
}

/// An object on its way in.
struct Reading<'a> {
    store: &'a Store,
    digest: Digest,
    limit: u64,
    chunks: BoxStream<'static, object_store::Result<Bytes>>,
    hasher: Hasher,
    size: u64,
}

impl<'a> Reading<'a> {
    async fn start(store: &'a Store, digest: Digest, limit: u64) -> Result<Self, StoreError> {
        let found = store.objects.get(&key(digest)).await.map_err(|error| store.failure(digest, error))?;
        if found.meta.size > limit {
            return Err(StoreError::TooLarge { digest, limit });
        }
        Ok(Self { store, digest, limit, chunks: found.into_stream(), hasher: Hasher::default(), size: 0 })
    }

    /// The next piece. The end is reported only when the whole hashes to the object's name.
    async fn next(&mut self) -> Result<Option<Bytes>, StoreError> {
        let digest = self.digest;
        if let Some(chunk) = self.chunks.next().await {
            let chunk = chunk.map_err(|error| self.store.failure(digest, error))?;
            self.size = self.size.saturating_add(chunk.len() as u64);
            // What the store announced is not to be trusted either.
            if self.size > self.limit {
                return Err(StoreError::TooLarge { digest, limit: self.limit });
            }
            self.hasher.update(&chunk);
            return Ok(Some(chunk));
        }
        let actual = std::mem::take(&mut self.hasher).finish();
        if actual == digest { Ok(None) } else { Err(StoreError::WrongHash { expected: digest, actual }) }
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
