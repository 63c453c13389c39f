//! Where a lease is served: a small document in its store, signed by the worker.

use serde::{Deserialize, Serialize};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;
use url::Url;

use super::{ServiceError, text};
use crate::{
    accounts::{Found, Lease},
    artifacts::Store,
};

/// Longest document, in bytes.
const BYTES: u64 = 4 << 10;
const WHAT: &str = "the endpoint in the lease's store";

/// Where a worker serves a lease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The lease.
    pub lease: Address,
    /// The worker that serves it.
    pub worker: Address,
    /// Its `http` or `https` URL, without a slash at the end.
    pub url: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(with = "text::address")]
    lease: Address,
    #[serde(with = "text::address")]
    worker: Address,
    url: String,
    #[serde(with = "text::signature")]
    signature: Signature,
}

impl Endpoint {
    /// Writes it into the lease's store, signed with the worker's hot key.
    pub async fn announce(&self, store: &Store, worker_key: &Keypair) -> Result<(), ServiceError> {
        Ok(store.announce(&name(&self.lease), self.to_bytes(worker_key)).await?)
    }

    /// Reads it from the lease's store; none where the present worker has not said where it is.
    pub async fn find(store: &Store, lease: &Found<Lease>) -> Result<Option<Self>, ServiceError> {
        let Some(bytes) = store.announced(&name(&lease.address), BYTES).await? else {
            return Ok(None);
        };
        Self::from_bytes(&bytes, &lease.address, &lease.data.worker, &lease.data.worker_key)
    }

    pub(super) fn to_bytes(&self, worker_key: &Keypair) -> Vec<u8> {
        let Self { lease, worker, url } = self.clone();
        let document = Document { lease, worker, url, signature: worker_key.sign_message(&self.message()) };
        // Only a map with non-text keys or a failing writer can stop this; the document has neither.
        serde_json::to_vec(&document).unwrap_or_default()
    }

    /// None for the document of another worker, which served the lease before.
    pub(super) fn from_bytes(
        bytes: &[u8],
        lease: &Address,
        worker: &Address,
        worker_key: &Address,
    ) -> Result<Option<Self>, ServiceError> {
        let malformed = |reason: String| ServiceError::Malformed { what: WHAT, reason };
        let document: Document = serde_json::from_slice(bytes).map_err(|error| malformed(error.to_string()))?;
        if document.worker != *worker {
            return Ok(None);
        }
        let endpoint = Self { lease: *lease, worker: *worker, url: document.url };
        if document.lease != *lease || !document.signature.verify(worker_key.as_ref(), &endpoint.message()) {
            return Err(ServiceError::Forged(WHAT));
        }
        let url = Url::parse(&endpoint.url).map_err(|error| malformed(error.to_string()))?;
        if matches!(url.scheme(), "http" | "https") && url.has_host() {
            Ok(Some(endpoint))
        } else {
            Err(malformed(format!("'{}' is no http or https URL", endpoint.url.escape_debug())))
        }
    }

    fn message(&self) -> Vec<u8> {
        let Self { lease, worker, url } = self;
        [b"\xfffurnace lease endpoint\n".as_slice(), format!("{lease}\n{worker}\n{url}\n").as_bytes()].concat()
    }
}

/// Name of the document in the store.
fn name(lease: &Address) -> String {
    format!("leases/{lease}.json")
}
