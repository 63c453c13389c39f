//! Clusters by short name or URL.

use std::{fmt, str::FromStr};

use thiserror::Error;
use url::Url;

/// A cluster's RPC URL.
#[derive(Clone, PartialEq, Eq)]
pub struct Cluster {
    url: String,
}

/// A text that names no cluster.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("'{0}' is no cluster: give localnet, devnet, testnet, mainnet or an http(s) URL")]
pub struct ParseClusterError(String);

impl Cluster {
    /// The RPC URL. It may hold an access key.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl FromStr for Cluster {
    type Err = ParseClusterError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = match text {
            "localnet" | "localhost" => "http://127.0.0.1:8899",
            "devnet" => "https://api.devnet.solana.com",
            "testnet" => "https://api.testnet.solana.com",
            "mainnet" | "mainnet-beta" => "https://api.mainnet-beta.solana.com",
            other => match Url::parse(other) {
                Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => other,
                _ => return Err(ParseClusterError(text.to_owned())),
            },
        };
        Ok(Self { url: url.to_owned() })
    }
}

/// Shows the host alone: the rest of a URL may hold an access key.
impl fmt::Debug for Cluster {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = Url::parse(&self.url).ok().and_then(|url| url.host_str().map(str::to_owned));
        write!(formatter, "Cluster({})", host.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_have_short_names() {
        let localnet: Cluster = "localnet".parse().expect("known");
        assert_eq!(localnet.url(), "http://127.0.0.1:8899");
        let own: Cluster = "https://rpc.example/key".parse().expect("a URL");
        assert_eq!(own.url(), "https://rpc.example/key");
        assert!(!format!("{own:?}").contains("key"));
        for text in ["", "moon", "ws://host", "http://"] {
            assert!(text.parse::<Cluster>().is_err(), "{text}");
        }
    }
}
