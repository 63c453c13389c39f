//! Where a store is: `file://` folders and `http(s)://` prefixes.

use std::{
    fmt,
    path::{Path, PathBuf, absolute},
    str::FromStr,
};

use serde::{Deserialize, Serialize};
use url::Url;

use super::StoreError;

/// Address of a store, written as the URI that job accounts carry.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Location {
    uri: String,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Folder(PathBuf),
    Http(String),
}

impl Location {
    /// The store in a local folder; a relative path is taken from the current directory.
    pub fn folder(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let given = path.as_ref();
        let path = absolute(given).map_err(StoreError::file(given))?;
        let uri = Url::from_directory_path(&path).map_err(|()| StoreError::BadUri {
            uri: given.display().to_string(),
            reason: "the folder has no absolute path".into(),
        })?;
        Ok(Self { uri: uri.as_str().trim_end_matches('/').to_owned(), kind: Kind::Folder(path) })
    }

    /// The store at a URI that somebody else wrote: unlike a person's input it must name its scheme.
    pub fn from_uri(uri: &str) -> Result<Self, StoreError> {
        if uri.contains("://") {
            return uri.parse();
        }
        Err(StoreError::BadUri { uri: uri.to_owned(), reason: "it has no scheme".into() })
    }

    /// The canonical URI, without a trailing slash.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// The local folder, if the store is one.
    pub fn as_folder(&self) -> Option<&Path> {
        match &self.kind {
            Kind::Folder(path) => Some(path),
            Kind::Http(_) => None,
        }
    }

    pub(super) fn kind(&self) -> &Kind {
        &self.kind
    }
}

impl FromStr for Location {
    type Err = StoreError;

    /// Reads a URI; text without a scheme is a path to a folder.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = |reason: &str| StoreError::BadUri { uri: text.to_owned(), reason: reason.to_owned() };
        if text.is_empty() {
            return Err(refused("it is empty"));
        }
        if !text.contains("://") {
            return Self::folder(text);
        }
        let url = Url::parse(text).map_err(|error| refused(&error.to_string()))?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refused("a store has neither a query nor a fragment"));
        }
        match url.scheme() {
            "file" => {
                let path = url.to_file_path().map_err(|()| refused("a file URI names an absolute local path"))?;
                Self::folder(path)
            }
            // The URI ends up in a public account.
            "http" | "https" if !url.username().is_empty() || url.password().is_some() => {
                Err(refused("it must not carry a user name or password"))
            }
            "http" | "https" => {
                let uri = url.as_str().trim_end_matches('/').to_owned();
                Ok(Self { kind: Kind::Http(uri.clone()), uri })
            }
            other => Err(refused(&format!("the scheme is file, http or https, not {other}"))),
        }
    }
}

impl TryFrom<String> for Location {
    type Error = StoreError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Location> for String {
    fn from(location: Location) -> Self {
        location.uri
    }
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.uri)
    }
}
