//! The URLs of a node.

use url::Url;

use super::ChainError;

/// A node's HTTP and WebSocket URLs, and a name without secrets.
pub(super) struct Endpoint {
    http: String,
    websocket: String,
    name: String,
}

impl Endpoint {
    pub(super) fn parse(http: &str, websocket: Option<&str>) -> Result<Self, ChainError> {
        let refused = |reason: String| ChainError::Build(reason);
        let url = Url::parse(http).map_err(|error| refused(format!("'{http}' is not an RPC URL: {error}")))?;
        let host = url.host_str().ok_or_else(|| refused(format!("'{http}' names no host")))?;
        let name = match url.port() {
            Some(port) => format!("{}://{host}:{port}", url.scheme()),
            None => format!("{}://{host}", url.scheme()),
        };
        let websocket = match websocket {
            Some(given) => given.to_owned(),
            None => derived_websocket(&url).map_err(refused)?,
        };
        Ok(Self { http: http.to_owned(), websocket, name })
    }

    pub(super) fn http(&self) -> &str {
        &self.http
    }

    pub(super) fn websocket(&self) -> &str {
        &self.websocket
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// By convention the same URL with a WebSocket scheme, on the next port where one is written out.
fn derived_websocket(http: &Url) -> Result<String, String> {
    let scheme = match http.scheme() {
        "http" => "ws",
        "https" => "wss",
        other => return Err(format!("an RPC URL is http or https, not {other}")),
    };
    let mut url = http.clone();
    let changed = url.set_scheme(scheme).is_ok()
        && match http.port() {
            Some(port) => url.set_port(port.checked_add(1)).is_ok(),
            None => true,
        };
    if changed { Ok(url.into()) } else { Err(format!("no WebSocket URL follows from '{http}'")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_websocket_follows_from_the_url() {
        for (http, websocket) in [
            ("http://127.0.0.1:8899", "ws://127.0.0.1:8900/"),
            ("https://api.devnet.solana.com", "wss://api.devnet.solana.com/"),
            ("https://host/key?a=b", "wss://host/key?a=b"),
        ] {
            let endpoint = Endpoint::parse(http, None).expect(http);
            assert_eq!(endpoint.websocket(), websocket);
        }
    }

    #[test]
    fn the_name_hides_access_keys() {
        let endpoint = Endpoint::parse("https://host/secret?key=secret", None).expect("URL");
        assert_eq!(endpoint.name(), "https://host");
    }

    #[test]
    fn other_schemes_are_refused() {
        for url in ["ftp://host", "host", "", "file:///x"] {
            assert!(Endpoint::parse(url, None).is_err(), "{url}");
        }
    }
}
