//! A signed attestation beside what the chain shows of its job.

use furnace_common::state::CrewKind;

use super::{Attested, AttestedError};
use crate::accounts::{Found, Job, JobState};

/// What a signed attestation is worth now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The worker still has the job, and the chain has no result. It cannot attest to another one there without being
    /// punished for it.
    Early,
    /// The worker attested to the same result on chain.
    Agrees,
    /// The worker attested to another result on chain, for which it can be punished.
    Differs,
    /// The chain has nothing of that attempt with which it could be compared, and nothing will follow from it.
    Over,
}

impl Standing {
    /// Its name in documents.
    pub fn name(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Agrees => "agrees",
            Self::Differs => "differs",
            Self::Over => "over",
        }
    }
}

impl Attested {
    /// Compares it with its job. Fails where it is about another job, or an attempt that has not begun, and where the
    /// worker that has or had the job in this attempt did not sign it.
    pub fn standing(&self, job: &Found<Job>) -> Result<Standing, AttestedError> {
        let Found { address, data } = job;
        if self.job != *address || self.attempt > data.attempts {
            return Err(AttestedError::Elsewhere { job: self.job, attempt: self.attempt });
        }
        if self.attempt < data.attempts {
            return Ok(Standing::Over);
        }
        if !self.is_signed() {
            return Err(AttestedError::Forged(self.key));
        }
        // Members of a crew have no attempt of their own, so their signatures say nothing.
        if self.key != data.worker_key || data.crew() != Some(CrewKind::Solo) {
            return Err(AttestedError::Stranger { found: self.key });
        }
        Ok(match data.state() {
            Some(JobState::Assigned | JobState::Running) => Standing::Early,
            Some(JobState::Review | JobState::Disputed | JobState::Settled) => match data.result() {
                Some(result) if result == self.result => Standing::Agrees,
                _ => Standing::Differs,
            },
            _ => Standing::Over,
        })
    }
}

#[cfg(test)]
mod tests {
    use solana_address::Address;
    use solana_keypair::Keypair;
    use solana_signer::Signer;

    use super::*;
    use crate::{accounts::ProgramAccount, artifacts::Digest};

    const RESULT: Digest = Digest([3; 32]);

    /// The second attempt at a job, which the key has.
    fn job(key: &Keypair, state: JobState) -> Found<Job> {
        let mut data = Job::parse(&vec![0; Job::SIZE]).expect("zeros");
        (data.state, data.attempts, data.worker_key) = (state.byte(), 1, key.pubkey());
        (data.crew, data.result_hash) = (CrewKind::Solo.byte(), RESULT.0);
        Found { address: Address::new_from_array([1; 32]), data }
    }

    #[test]
    fn a_result_is_early_until_the_chain_has_one_and_then_agrees_or_differs() {
        let key = Keypair::new();
        let standing = |state, attempt, result| {
            let found = job(&key, state);
            Attested::sign(&key, found.address, attempt, result).standing(&found).expect("comparable")
        };
        for state in [JobState::Assigned, JobState::Running] {
            assert_eq!(standing(state, 1, RESULT), Standing::Early);
        }
        for state in [JobState::Review, JobState::Disputed, JobState::Settled] {
            assert_eq!(standing(state, 1, RESULT), Standing::Agrees);
            assert_eq!(standing(state, 1, Digest([4; 32])), Standing::Differs);
            assert_eq!(standing(state, 0, Digest([4; 32])), Standing::Over);
        }
        assert_eq!(standing(JobState::Open, 1, RESULT), Standing::Over);
    }

    #[test]
    fn what_says_nothing_about_the_job_is_refused() {
        let key = Keypair::new();
        let found = job(&key, JobState::Review);
        let genuine = Attested::sign(&key, found.address, 1, RESULT);
        let another_job = Attested::sign(&key, Address::default(), 1, RESULT);
        let not_begun = Attested::sign(&key, found.address, 2, RESULT);
        let of_a_stranger = Attested::sign(&Keypair::new(), found.address, 1, RESULT);
        let forged = Attested { result: Digest([4; 32]), ..genuine.clone() };
        for attested in [another_job, not_begun, of_a_stranger, forged] {
            assert!(attested.standing(&found).is_err(), "{attested:?}");
        }
        let mut of_a_crew = found.clone();
        of_a_crew.data.crew = CrewKind::Replicas.byte();
        assert!(genuine.standing(&of_a_crew).is_err());
    }
}
