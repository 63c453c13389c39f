//! Writing: an object is put under the hash of what was written.

use std::path::Path;

use bytes::Bytes;
use object_store::{ObjectStoreExt, PutPayload, WriteMultipart};
use tokio::io::{AsyncRead, AsyncReadExt};

use super::{Digest, Hasher, Store, StoreError, store::key};

/// Bytes read from a file at a time.
const CHUNK: usize = 1 << 20;

impl Store {
    /// Stores bytes held in memory. Storing the same bytes again changes nothing.
    pub async fn put(&self, bytes: impl Into<Bytes>) -> Result<Digest, StoreError> {
        let bytes = bytes.into();
        let digest = Digest::of(&bytes);
        self.objects
            .put(&key(digest), PutPayload::from_bytes(bytes))
            .await
            .map_err(|error| self.failure(digest, error))?;
        Ok(digest)
    }

    /// Stores a file of any size. Returns its digest and its size in bytes.
    pub async fn put_file(&self, path: &Path) -> Result<(Digest, u64), StoreError> {
        // The name is the hash, so the file is read twice: once to name it, once to send it.
        let (digest, size) = hash_file(path).await?;
        let mut file = tokio::fs::File::open(path).await.map_err(StoreError::file(path))?;
        let sent = if self.location().as_folder().is_some() {
            self.put_in_parts(digest, path, &mut file).await?
        } else {
            self.put_in_one_request(digest, path, &mut file).await?
        };
        if sent == digest { Ok((digest, size)) } else { Err(StoreError::WrongHash { expected: digest, actual: sent }) }
    }

    async fn put_in_parts(
        &self,
        digest: Digest,
        path: &Path,
        file: &mut tokio::fs::File,
    ) -> Result<Digest, StoreError> {
        let upload = self.objects.put_multipart(&key(digest)).await.map_err(|error| self.failure(digest, error))?;
        let mut writer = WriteMultipart::new(upload);
        let sent = for_each_chunk(path, file, |chunk| writer.put(chunk)).await;
        match sent {
            Ok(sent) if sent == digest => {
                writer.finish().await.map_err(|error| self.failure(digest, error))?;
                Ok(sent)
            }
            // The file changed or could not be read: nothing may appear under the name.
            other => {
                writer.abort().await.map_err(|error| self.failure(digest, error))?;
                other
            }
        }
    }

    /// HTTP knows no multi-part upload; the body is held in memory as the pieces it was read in.
    async fn put_in_one_request(
        &self,
        digest: Digest,
        path: &Path,
        file: &mut tokio::fs::File,
    ) -> Result<Digest, StoreError> {
        let mut pieces = Vec::new();
        let sent = for_each_chunk(path, file, |chunk| pieces.push(chunk)).await?;
        if sent == digest {
            self.objects
                .put(&key(digest), PutPayload::from_iter(pieces))
                .await
                .map_err(|error| self.failure(digest, error))?;
        }
        Ok(sent)
    }
}

/// The digest of a file of any size, and its size in bytes.
pub async fn hash_file(path: &Path) -> Result<(Digest, u64), StoreError> {
    let mut file = tokio::fs::File::open(path).await.map_err(StoreError::file(path))?;
    let mut size = 0;
    let digest = for_each_chunk(path, &mut file, |chunk| size += chunk.len() as u64).await?;
    Ok((digest, size))
}

/// Hands a reader's content on in pieces and returns the hash of all of them.
async fn for_each_chunk(
    path: &Path,
    reader: &mut (impl AsyncRead + Unpin),
    mut consume: impl FnMut(Bytes),
) -> Result<Digest, StoreError> {
    let mut hasher = Hasher::default();
    let mut buffer = vec![0; CHUNK];
    loop {
        let read = reader.read(&mut buffer).await.map_err(StoreError::file(path))?;
        if read == 0 {
            return Ok(hasher.finish());
        }
        hasher.update(&buffer[..read]);
        consume(Bytes::copy_from_slice(&buffer[..read]));
    }
}
