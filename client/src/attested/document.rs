//! Signed attestations in stores. They are announcements: whoever can write to the store can replace them, so what they
//! are good for is in the signature alone.

use solana_address::Address;

use super::{Attested, AttestedError};
use crate::artifacts::{Store, StoreError};

/// Longest document, in bytes.
const BYTES: u64 = 4 << 10;

impl Attested {
    /// Reads a document. Whether its key signed it is checked; whose key it is, is not.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, AttestedError> {
        let attested: Self = serde_json::from_slice(bytes)?;
        if attested.is_signed() { Ok(attested) } else { Err(AttestedError::Forged(attested.key)) }
    }

    /// The document: equal attestations have equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Only a map with non-text keys or a failing writer can stop this; an attestation has neither.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Writes it into the job's store, in place of what is there for this attempt.
    pub async fn announce(&self, store: &Store) -> Result<(), StoreError> {
        store.announce(&name(&self.job, self.attempt), self.to_bytes()).await
    }

    /// Reads the one of an attempt at a job from the job's store; none where nothing is there. Fails for anything that
    /// its key has not signed, or that is about something else.
    pub async fn find(store: &Store, job: &Address, attempt: u8) -> Result<Option<Self>, AttestedError> {
        let Some(bytes) = store.announced(&name(job, attempt), BYTES).await? else {
            return Ok(None);
        };
        let attested = Self::from_bytes(&bytes)?;
        if (attested.job, attested.attempt) != (*job, attempt) {
            return Err(AttestedError::Elsewhere { job: attested.job, attempt: attested.attempt });
        }
        Ok(Some(attested))
    }
}

/// Named after job and attempt, as it is looked for before anybody knows the name of the result.
fn name(job: &Address, attempt: u8) -> String {
    format!("attestations/{job}-{attempt}.json")
}

#[cfg(test)]
mod tests {
    use solana_keypair::Keypair;

    use super::*;
    use crate::artifacts::Digest;

    const JOB: Address = Address::new_from_array([1; 32]);

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().expect("folder");
        let store = Store::open(&folder.path().display().to_string()).expect("store");
        (folder, store)
    }

    #[tokio::test]
    async fn an_attestation_is_found_by_job_and_attempt() {
        let (_folder, store) = store();
        let attested = Attested::sign(&Keypair::new(), JOB, 2, Digest([3; 32]));
        assert_eq!(Attested::find(&store, &JOB, 2).await.expect("read"), None);
        attested.announce(&store).await.expect("written");
        assert_eq!(Attested::find(&store, &JOB, 2).await.expect("read"), Some(attested));
        assert_eq!(Attested::find(&store, &JOB, 1).await.expect("read"), None);
    }

    #[tokio::test]
    async fn what_others_write_there_is_refused() {
        let (_folder, store) = store();
        let genuine = Attested::sign(&Keypair::new(), JOB, 0, Digest([3; 32]));
        let forged = Attested { result: Digest([4; 32]), ..genuine.clone() };
        let elsewhere = Attested::sign(&Keypair::new(), JOB, 1, Digest([3; 32]));
        let spam = vec![b' '; 5_000];
        for (written, refused) in [
            (forged.to_bytes(), "forged"),
            (elsewhere.to_bytes(), "attempt 1"),
            (b"{}".to_vec(), "cannot be read"),
            (spam, "larger than the limit"),
        ] {
            store.announce(&name(&JOB, 0), written).await.expect("written");
            let error = Attested::find(&store, &JOB, 0).await.expect_err("refused").to_string();
            assert!(error.contains(refused), "{error}");
        }
    }
}
