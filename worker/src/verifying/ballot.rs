//! A vote with what hides it.

use furnace_client::artifacts::Digest;

/// What a verifier votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// The result that it came to; zeros where the work could not be done again.
    pub result: Digest,
    /// Random: without it the commitment says nothing, although all of a committee may come to the same result.
    pub salt: [u8; 32],
}

impl Ballot {
    /// Hides a result.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn seal(result: Digest) -> Result<Self, getrandom::Error> {
        let mut salt = [0; 32];
        getrandom::fill(&mut salt)?;
        Ok(Self { result, salt })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_ballots_are_alike() {
        let [first, second] = [(); 2].map(|()| Ballot::seal(Digest([1; 32])).expect("sealed"));
        assert_eq!(first.result, second.result);
        assert_ne!(first.salt, second.salt);
    }
}
