//! An open store.

use std::{fmt, fs, sync::Arc, time::Duration};

use object_store::{ClientOptions, ObjectStore, RetryConfig, http::HttpBuilder, local::LocalFileSystem, path::Path};

use super::{Digest, Location, StoreError, location::Kind};

/// Longest time spent retrying one HTTP request before the store counts as unreachable.
const HTTP_RETRY_LIMIT: Duration = Duration::from_secs(15);
const HTTP_CONNECT_LIMIT: Duration = Duration::from_secs(5);
const HTTP_RETRIES: usize = 4;

/// Handle on one artifact store; cheap to clone.
#[derive(Clone)]
pub struct Store {
    location: Location,
    pub(super) objects: Arc<dyn ObjectStore>,
}

impl Store {
    /// Opens the store a URI or folder path names; a missing folder is created.
    pub fn open(uri: &str) -> Result<Self, StoreError> {
        Self::at(uri.parse()?)
    }

    /// Opens the store at a parsed location; a missing folder is created.
    pub fn at(location: Location) -> Result<Self, StoreError> {
        let objects: Arc<dyn ObjectStore> = match location.kind() {
            Kind::Folder(path) => {
                fs::create_dir_all(path).map_err(StoreError::file(path))?;
                let folder = LocalFileSystem::new_with_prefix(path).map_err(|error| bad_uri(&location, &error))?;
                Arc::new(folder.with_fsync(true))
            }
            Kind::Http(uri) => {
                let options = ClientOptions::new().with_allow_http(true).with_connect_timeout(HTTP_CONNECT_LIMIT);
                let retry = RetryConfig {
                    max_retries: HTTP_RETRIES,
                    retry_timeout: HTTP_RETRY_LIMIT,
                    ..RetryConfig::default()
                };
                let http = HttpBuilder::new()
                    .with_url(uri)
                    .with_client_options(options)
                    .with_retry(retry)
                    .build()
                    .map_err(|error| bad_uri(&location, &error))?;
                Arc::new(http)
            }
        };
        Ok(Self { location, objects })
    }

    /// Where the store is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The store's URI, as job accounts carry it.
    pub fn uri(&self) -> &str {
        self.location.uri()
    }

    /// Names the failure of one operation on one object.
    pub(super) fn failure(&self, digest: Digest, error: object_store::Error) -> StoreError {
        match error {
            object_store::Error::NotFound { .. } => StoreError::Missing { digest, store: self.uri().to_owned() },
            other => self.unreachable(&other),
        }
    }

    pub(super) fn unreachable(&self, error: &object_store::Error) -> StoreError {
        StoreError::Unreachable { store: self.uri().to_owned(), reason: error.to_string() }
    }
}

/// Key of an object: fanned out over 256 folders, so that no folder grows without bound.
pub(super) fn key(digest: Digest) -> Path {
    let name = digest.to_string();
    Path::from_iter(["sha256", &name[..2], &name])
}

fn bad_uri(location: &Location, error: &object_store::Error) -> StoreError {
    StoreError::BadUri { uri: location.uri().to_owned(), reason: error.to_string() }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Store({})", self.location)
    }
}
