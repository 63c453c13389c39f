//! The header by which a client proves that it is the lease's.

use std::{fmt, str::FromStr};

use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;
use thiserror::Error;

use super::{Request, text::signature};

/// How far the time of a request may be from that of the chain, in seconds.
pub const WINDOW_SECONDS: i64 = 60;
const SCHEME: &str = "Furnace ";

/// The value of an `authorization` header: `Furnace <unix seconds>:<base64 signature>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authorization {
    /// When the request was made, unix seconds of the chain's clock.
    pub at: i64,
    /// Of the request, by the lease's client.
    pub signature: Signature,
}

impl Authorization {
    /// Signs a request.
    pub fn of(request: &Request, client: &Keypair) -> Self {
        Self { at: request.at(), signature: client.sign_message(&request.message()) }
    }

    /// Whether `client` has signed just this request.
    pub fn is_by(&self, client: &Address, request: &Request) -> bool {
        self.at == request.at() && self.signature.verify(client.as_ref(), &request.message())
    }

    /// Whether it was made just now, by the chain's time.
    pub fn is_fresh(&self, now: i64) -> bool {
        now.abs_diff(self.at) <= WINDOW_SECONDS.unsigned_abs()
    }
}

/// A header that authorises nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the authorization header must be 'Furnace <unix seconds>:<base64 signature>'")]
pub struct ParseAuthorizationError;

impl FromStr for Authorization {
    type Err = ParseAuthorizationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (at, signature) =
            text.strip_prefix(SCHEME).and_then(|rest| rest.split_once(':')).ok_or(ParseAuthorizationError)?;
        let at = at.parse().map_err(|_| ParseAuthorizationError)?;
        Ok(Self { at, signature: signature::read(signature).ok_or(ParseAuthorizationError)? })
    }
}

impl fmt::Display for Authorization {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{SCHEME}{}:{}", self.at, signature::write(&self.signature))
    }
}
