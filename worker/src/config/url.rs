//! URLs: of nodes, which may hold access keys, and of the stores that jobs may name.

use std::{fmt, str::FromStr};

use furnace_client::{artifacts::Location, config::Cluster};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use thiserror::Error;
use url::Url;

/// A node's URL. Only its scheme, host and port are ever shown: the rest may hold an access key.
#[derive(Clone, PartialEq, Eq)]
pub struct RpcUrl(String);

impl RpcUrl {
    /// The node of a network on this machine.
    pub fn localnet() -> Self {
        Self("http://127.0.0.1:8899".to_owned())
    }

    /// The URL with its secrets, for connecting.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for RpcUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let scheme = Url::parse(text).ok().map(|url| url.scheme().to_owned());
        if matches!(scheme.as_deref(), Some("ws" | "wss")) {
            return Ok(Self(text.to_owned()));
        }
        // The text itself is not repeated: it may hold an access key.
        let cluster: Cluster = text.parse().map_err(|_| {
            "not a node's URL: give localnet, devnet, testnet, mainnet, or a URL with http, https, ws or wss".to_owned()
        })?;
        Ok(Self(cluster.url().to_owned()))
    }
}

impl fmt::Display for RpcUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ok(url) = Url::parse(&self.0) else {
            return formatter.write_str("(hidden)");
        };
        write!(formatter, "{}://{}", url.scheme(), url.host_str().unwrap_or_default())?;
        if let Some(port) = url.port() {
            write!(formatter, ":{port}")?;
        }
        let plain = url.path().len() <= 1 && url.query().is_none();
        if plain { Ok(()) } else { formatter.write_str("/(hidden)") }
    }
}

impl fmt::Debug for RpcUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RpcUrl({self})")
    }
}

impl Serialize for RpcUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RpcUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// The beginning of the stores that jobs may name: a scheme alone, or a scheme, a host and a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StorePrefix(String);

/// A text that begins no store.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("must begin with file://, http:// or https://")]
pub struct ParseStorePrefixError;

impl StorePrefix {
    /// Every store behind HTTPS.
    pub fn https() -> Self {
        Self("https://".to_owned())
    }

    /// Whether a store lies under this prefix; `/data` covers `/data/x` and not `/database`.
    pub fn covers(&self, store: &Location) -> bool {
        let Some(rest) = store.uri().strip_prefix(&self.0) else {
            return false;
        };
        self.0.ends_with('/') || rest.is_empty() || rest.starts_with('/')
    }
}

impl FromStr for StorePrefix {
    type Err = ParseStorePrefixError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if matches!(text, "file://" | "http://" | "https://") {
            return Ok(Self(text.to_owned()));
        }
        if !text.contains("://") {
            return Err(ParseStorePrefixError);
        }
        // Written as stores are, so that both compare letter by letter.
        let location: Location = text.parse().map_err(|_| ParseStorePrefixError)?;
        Ok(Self(location.uri().to_owned()))
    }
}

impl fmt::Display for StorePrefix {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
