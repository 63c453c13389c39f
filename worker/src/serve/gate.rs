//! Who may ask: the lease's client, lately, and once with one signature.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use furnace_client::service::{Authorization, Request, WINDOW_SECONDS};
use solana_address::Address;
use solana_signature::Signature;

use super::refusal::Denied;

/// The gate of one lease.
#[derive(Debug, Default)]
pub(super) struct Gate {
    /// Signatures that were used, with their times, for as long as they would count again.
    used: Mutex<HashMap<Signature, i64>>,
}

impl Gate {
    /// Lets the request of `client` in, by the chain's time `now`.
    pub(super) fn admit(
        &self,
        authorization: &Authorization,
        request: &Request,
        client: &Address,
        now: i64,
    ) -> Result<(), Denied> {
        if !authorization.is_fresh(now) {
            return Err(Denied::Untimely { at: authorization.at, now });
        }
        if !authorization.is_by(client, request) {
            return Err(Denied::Stranger(*client));
        }
        // Only what the client has signed is remembered, so nobody else makes this grow.
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.retain(|_, at| now.saturating_sub(*at) <= WINDOW_SECONDS);
        match used.insert(authorization.signature, authorization.at) {
            Some(_) => Err(Denied::Replayed),
            None => Ok(()),
        }
    }
}
