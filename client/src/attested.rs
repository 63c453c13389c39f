//! What a worker says outside of the chain of the result that it came to, signed, so that anyone can hold it to it.

use furnace_common::attestation;
use serde::{Deserialize, Serialize};
use solana_address::Address;
use solana_ed25519_program::new_ed25519_instruction_with_signature;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use crate::artifacts::Digest;

mod document;
mod error;
mod standing;

pub use error::AttestedError;
pub use standing::Standing;

/// A result of one attempt at a job, under the signature of the worker's hot key. Who holds one that differs from the
/// worker's attestation on chain can have the worker punished for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attested {
    /// The job's account.
    #[serde(with = "text")]
    pub job: Address,
    /// Which of the job's attempts it is: how many workers lost it before.
    pub attempt: u8,
    /// Name of the result's manifest.
    pub result: Digest,
    /// The worker's hot key.
    #[serde(with = "text")]
    pub key: Address,
    /// Of the message that the protocol defines.
    #[serde(with = "text")]
    pub signature: Signature,
}

impl Attested {
    /// Signs a result with a worker's hot key.
    pub fn sign(key: &Keypair, job: Address, attempt: u8, result: Digest) -> Self {
        let signature = key.sign_message(&attestation::message(job.as_array(), attempt, &result.0));
        Self { job, attempt, result, key: key.pubkey(), signature }
    }

    /// Whether the key signed it.
    pub fn is_signed(&self) -> bool {
        self.signature.verify(self.key.as_ref(), &self.message())
    }

    /// The signature, as the chain checks it.
    pub fn check(&self) -> Instruction {
        let signature = self.signature.as_array();
        new_ed25519_instruction_with_signature(&self.message(), signature, self.key.as_array())
    }

    fn message(&self) -> [u8; attestation::MESSAGE_BYTES] {
        attestation::message(self.job.as_array(), self.attempt, &self.result.0)
    }
}

/// Addresses and signatures in Base58.
mod text {
    use std::{fmt::Display, str::FromStr};

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_signed_survives_a_file_and_nothing_else_passes() {
        let key = Keypair::new();
        let attested = Attested::sign(&key, Address::new_from_array([1; 32]), 2, Digest([3; 32]));
        let file = serde_json::to_string(&attested).unwrap();
        assert_eq!(serde_json::from_str::<Attested>(&file).unwrap(), attested);
        assert!(attested.is_signed());
        for forged in [
            Attested { attempt: 3, ..attested.clone() },
            Attested { result: Digest([4; 32]), ..attested.clone() },
            Attested { key: Keypair::new().pubkey(), ..attested.clone() },
            Attested { job: Address::new_from_array([2; 32]), ..attested },
        ] {
            assert!(!forged.is_signed());
        }
    }
}
