//! What a worker answers.

use serde::{Deserialize, Serialize};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::{Request, text};
use crate::artifacts::Digest;

/// How a lease is served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    /// The lease.
    #[serde(with = "text::address")]
    pub lease: Address,
    /// The worker that serves it.
    #[serde(with = "text::address")]
    pub worker: Address,
    /// What it computes on.
    pub device: String,
    /// The kernels that it runs, by their names in specs.
    pub kernels: Vec<String>,
    /// Whether it takes work.
    pub state: ServiceState,
}

/// Whether work is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ServiceState {
    /// It is.
    Serving,
    /// Not now: the lease has not started, or is out of funds.
    Paused,
}

/// Where the result of a run is in the lease's store.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Name of the result's manifest.
    pub manifest: Digest,
    /// Name of the log.
    pub log: Digest,
    /// How long it was computed.
    pub seconds: f64,
    /// Of manifest and log as the answer to one request, by the worker's hot key.
    #[serde(with = "text::signature")]
    pub signature: Signature,
}

impl Answer {
    /// Signs the result of a run.
    pub fn sign(request: &Request, manifest: Digest, log: Digest, seconds: f64, worker_key: &Keypair) -> Self {
        let signature = worker_key.sign_message(&message(request, manifest, log));
        Self { manifest, log, seconds, signature }
    }

    /// Whether the worker with a hot key gave it to just this request.
    pub fn is_by(&self, worker_key: &Address, request: &Request) -> bool {
        self.signature.verify(worker_key.as_ref(), &message(request, self.manifest, self.log))
    }
}

fn message(request: &Request, manifest: Digest, log: Digest) -> Vec<u8> {
    let of = request.digest();
    [b"\xfffurnace lease answer\n".as_slice(), format!("{of}\n{manifest}\n{log}\n").as_bytes()].concat()
}

/// Why a request was not served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A short name, for programs.
    pub error: String,
    /// What must hold, or what happened, for people.
    pub message: String,
}
