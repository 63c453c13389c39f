//! Announcements: small objects under a name of their own, which later ones replace.
//!
//! Unlike artifacts they prove nothing by their name, so their readers go by a signature.

use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use object_store::{ObjectStoreExt, PutPayload, path::Path};

use super::{Store, StoreError};

impl Store {
    /// Writes an announcement under a path such as `leases/x.json`.
    pub async fn announce(&self, name: &str, bytes: impl Into<Bytes>) -> Result<(), StoreError> {
        let payload = PutPayload::from_bytes(bytes.into());
        self.objects.put(&Path::from(name), payload).await.map_err(|error| self.unreachable(&error))?;
        Ok(())
    }

    /// Reads an announcement of at most `limit` bytes; none where nothing was announced.
    pub async fn announced(&self, name: &str, limit: u64) -> Result<Option<Bytes>, StoreError> {
        let found = match self.objects.get(&Path::from(name)).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(self.unreachable(&error)),
        };
        let mut collected = BytesMut::new();
        let mut chunks = found.into_stream();
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.map_err(|error| self.unreachable(&error))?;
            collected.extend_from_slice(&chunk);
            if collected.len() as u64 > limit {
                return Err(StoreError::TooLong { name: name.to_owned(), limit });
            }
        }
        Ok(Some(collected.freeze()))
    }
}
