//! What a client asks of a worker, as it is signed.

use solana_address::Address;

use crate::artifacts::Digest;

/// Where a worker tells how a lease is served.
pub fn lease_path(lease: &Address) -> String {
    format!("/leases/{lease}")
}

/// Where it takes work.
pub fn runs_path(lease: &Address) -> String {
    format!("/leases/{lease}/runs")
}

/// A request that its client signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    lease: Address,
    method: &'static str,
    path: String,
    at: i64,
    body: Digest,
}

impl Request {
    /// Asks for a run of the job spec in `body`, at a time of the chain in unix seconds.
    pub fn run(lease: Address, body: &[u8], at: i64) -> Self {
        Self { lease, method: "POST", path: runs_path(&lease), at, body: Digest::of(body) }
    }

    /// When it was made, unix seconds.
    pub fn at(&self) -> i64 {
        self.at
    }

    /// What is signed. The first byte is one that no transaction begins with, so that no wallet signs one by mistake.
    pub(super) fn message(&self) -> Vec<u8> {
        let Self { lease, method, path, at, body } = self;
        [b"\xfffurnace lease request\n".as_slice(), format!("{lease}\n{method}\n{path}\n{at}\n{body}\n").as_bytes()]
            .concat()
    }

    /// What its answer refers to.
    pub(super) fn digest(&self) -> Digest {
        Digest::of(&self.message())
    }
}
