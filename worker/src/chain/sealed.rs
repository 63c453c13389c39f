//! Results that nobody may see yet.

use furnace_client::artifacts::Digest;
use solana_address::Address;

use super::{Action, Attestation};

/// A replica's result with what hides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The result.
    pub attestation: Attestation,
    /// Random: without it the commitment says nothing, however few results there can be.
    pub salt: [u8; 32],
}

impl Sealed {
    /// Hides a result.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn new(attestation: Attestation) -> Result<Self, getrandom::Error> {
        let mut salt = [0; 32];
        getrandom::fill(&mut salt)?;
        Ok(Self { attestation, salt })
    }

    /// Commits the worker at a seat to it.
    pub fn commit(&self, seat: u8, worker: &Address) -> Action {
        let bound = [self.attestation.result.0, worker.to_bytes(), self.salt].concat();
        Action::Commit { seat, commitment: Digest::of(&bound).0 }
    }

    /// Shows it.
    pub fn reveal(&self, seat: u8) -> Action {
        Action::Reveal { seat, attestation: self.attestation, salt: self.salt }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESULT: Attestation = Attestation { result: Digest([1; 32]), log: Digest([2; 32]), exit_code: 0 };

    #[test]
    fn a_commitment_is_the_hash_of_result_worker_and_salt() {
        let sealed = Sealed { attestation: RESULT, salt: [3; 32] };
        let bytes: Vec<u8> = [[1; 32], [9; 32], [3; 32]].concat();
        let commitment = Digest::of(&bytes).0;
        assert_eq!(sealed.commit(4, &Address::new_from_array([9; 32])), Action::Commit { seat: 4, commitment });
        assert_eq!(sealed.reveal(4), Action::Reveal { seat: 4, attestation: RESULT, salt: [3; 32] });
    }

    #[test]
    fn no_two_seals_are_alike() {
        let [first, second] = [Sealed::new(RESULT).expect("sealed"), Sealed::new(RESULT).expect("sealed")];
        assert_ne!(first.salt, second.salt);
        assert_eq!(first.attestation, second.attestation);
    }
}
