//! Lease specs: what a client rents.

use serde::{Deserialize, Serialize};

use super::{SpecError, VERSION, parse::whole};

/// What a worker serves for as long as it is rented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "name", rename_all = "lowercase")]
pub enum Service {
    /// Its kernels: the client sends job specs, one after the other, and gets their results.
    Kernels,
}

impl Service {
    /// The service's name in specs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Kernels => "kernels",
        }
    }
}

/// A validated lease spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LeaseSpec {
    version: u32,
    service: Service,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "version")]
    _version: serde::de::IgnoredAny,
    service: Named,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: Name,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Name {
    Kernels,
}

impl LeaseSpec {
    /// A spec for a service.
    pub fn new(service: Service) -> Self {
        Self { version: VERSION, service }
    }

    /// Reads and validates a document.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn from_json(bytes: &[u8]) -> Result<Self, SpecError> {
        let whole = whole(bytes)?;
        Ok(Self::new(match whole.read::<Document>()?.service.name {
            Name::Kernels => Service::Kernels,
        }))
    }

    /// The canonical document, of which the hash goes on chain.
    pub fn to_bytes(&self) -> Vec<u8> {
        format!("{{\"version\":{},\"service\":{{\"name\":\"{}\"}}}}", self.version, self.service.name()).into_bytes()
    }

    /// What is served.
    pub fn service(&self) -> Service {
        self.service
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let spec = LeaseSpec::new(Service::Kernels);
        assert_eq!(LeaseSpec::from_json(&spec.to_bytes()).expect("read back"), spec);
        assert_eq!(serde_json::to_vec(&spec).expect("written"), spec.to_bytes());
    }

    #[test]
    fn a_wrong_document_says_where() {
        let refusal = |text: &str| LeaseSpec::from_json(text.as_bytes()).expect_err("refused").to_string();
        for (text, expected) in [
            (r#"{"version":2,"service":{"name":"kernels"}}"#, "version"),
            (r#"{"version":1,"service":{"name":"casino"}}"#, "service"),
            (r#"{"version":1,"service":{"name":"kernels","size":1}}"#, "size"),
            (r#"{"version":1,"kernel":{"name":"matmul"}}"#, "kernel"),
        ] {
            assert!(refusal(text).contains(expected), "{}", refusal(text));
        }
    }
}
