//! Results under the worker's signature, in the stores of their jobs before the chain has them.
//!
//! Two results signed for one attempt at a job cost a part of the pool. So nothing is signed but what the journal has as
//! the result of the attempt, and that is never exchanged. Where a journal is lost, the store tells what was signed.

use std::{sync::Arc, time::Duration};

use furnace_client::{
    artifacts::{Digest, Store, StoreError},
    attested::Attested,
};
use solana_address::Address;
use solana_keypair::Keypair;
use thiserror::Error;
use tracing::{debug, warn};

use crate::{
    chain::JobAccount,
    policy::{Policy, Refusal},
};

/// How long a store may take to tell what was signed.
const PATIENCE: Duration = Duration::from_secs(5);

/// Signs results for whoever wants to take them early.
pub struct Notary {
    /// The hot key, which attests on chain too.
    pub key: Arc<Keypair>,
    /// Says which stores this worker writes to.
    pub policy: Arc<Policy>,
}

#[derive(Debug, Error)]
enum NotaryError {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Notary {
    /// Signs the result that the journal has of this attempt, and brings it to the job's store. Nothing depends on it for
    /// the worker, so a store that does not take it changes nothing.
    pub async fn publish(&self, job: &JobAccount, result: Digest) {
        let attested = Attested::sign(&self.key, job.address, job.attempt, result);
        match self.announce(job, &attested).await {
            Ok(()) => debug!(job = %job.address, %result, "a signed result is in the store"),
            Err(error) => warn!(job = %job.address, %error, "a signed result is not in the store"),
        }
    }

    async fn announce(&self, job: &JobAccount, attested: &Attested) -> Result<(), NotaryError> {
        let store = Store::at(self.policy.judge_store(&job.store_uri)?)?;
        Ok(attested.announce(&store).await?)
    }
}

/// The result that a worker's key has signed of this attempt, as far as the job's store tells.
pub(crate) async fn signed_before(key: &Address, job: &JobAccount, store: &Store) -> Option<Digest> {
    match tokio::time::timeout(PATIENCE, Attested::find(store, &job.address, job.attempt)).await {
        Ok(Ok(found)) => found.filter(|attested| attested.key == *key).map(|attested| attested.result),
        Ok(Err(error)) => {
            debug!(job = %job.address, %error, "the store does not tell what was signed");
            None
        }
        Err(_) => None,
    }
}
