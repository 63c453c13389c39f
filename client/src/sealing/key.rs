//! A worker's key for what is sealed to it.

use hpke::{Kem as _, Serializable};
use sha2::{Digest, Sha256};
use solana_keypair::Keypair;

use super::{
    SealingError,
    envelope::{Kem, PrivateKey, open},
};

/// Keeps this key apart from any other that may one day be derived from a hot key.
const PURPOSE: &[u8] = b"furnace worker encryption key";

/// The secret half of a worker's X25519 key, wiped from memory when it is dropped.
///
/// It follows from the worker's hot key, so that there is no second file to guard, to back up and to lose. The price:
/// whoever gets hold of the hot key can also open all that was ever sealed to the worker, and a worker that changes
/// one changes both. The other way nothing leaks: the hot key does not follow from this one.
pub struct SecretKey(PrivateKey);

impl SecretKey {
    /// The key that belongs to a hot key.
    pub fn of(hot_key: &Keypair) -> Self {
        let material = Sha256::new().chain_update(PURPOSE).chain_update(hot_key.secret_bytes()).finalize();
        Self(Kem::derive_keypair(&material).0)
    }

    /// The public half, which a worker registers.
    pub fn public(&self) -> [u8; 32] {
        Kem::sk_to_pk(&self.0).to_bytes().into()
    }

    /// Opens what was sealed to the public half, in the context it was sealed for.
    ///
    /// Fails with [`SealingError::DoesNotOpen`].
    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealingError> {
        open(&self.0, context, sealed)
    }
}
