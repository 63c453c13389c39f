//! What an accuser says.

use clap::Args;
use furnace_client::{
    accounts::{Found, Job, JobState},
    artifacts::Digest,
    furnace::Furnace,
};
use furnace_common::state::CrewKind;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;

use crate::cli::failure::{Refusal, refusal};

/// Whose result is wrong, and which one is right.
#[derive(Clone, Copy, Debug, Args)]
pub(in crate::cli) struct Claim {
    /// Which of a job's replicas is wrong, as 'furnace job show' counts them.
    #[arg(long, value_name = "NUMBER")]
    seat: Option<u8>,
    /// SHA-256 of the right result's manifest, as another run of the same spec makes it. Of a replica that disagrees with
    /// the others: theirs, where you name none.
    #[arg(long, value_name = "SHA256", required_unless_present = "seat")]
    right: Option<Digest>,
}

impl Claim {
    /// The result that is said to be right, where it is time to say so. One worker's is called into question before it is
    /// paid, a replica's once the job has ended.
    pub(in crate::cli) fn of(&self, job: &Found<Job>) -> Result<Digest, Refusal> {
        let (crew, state) = (job.data.crew(), job.data.state());
        match (crew, self.seat) {
            (Some(CrewKind::Gang), _) => return Err(refusal("nobody can judge what a gang computed together")),
            (Some(CrewKind::Replicas), None) => {
                return Err(refusal("the job is done by replicas").hint("name the one that is wrong with '--seat'"));
            }
            (Some(CrewKind::Replicas), Some(_)) if !matches!(state, Some(JobState::Settled | JobState::Failed)) => {
                return Err(refusal("replicas can be accused once the job has ended"));
            }
            (Some(CrewKind::Solo) | None, Some(_)) => {
                return Err(refusal("the job is done by one worker").hint("leave '--seat' out"));
            }
            (Some(CrewKind::Solo) | None, None) if state != Some(JobState::Review) => {
                return Err(refusal("only a result in review can be called into question"));
            }
            _ => {}
        }
        let others = Some(Digest(job.data.result_hash)).filter(|result| !result.is_zero());
        self.right.or(others).ok_or_else(|| refusal("the replicas agree on nothing").hint("name the right result"))
    }

    /// Says so on chain; returns the dispute's address too.
    pub(in crate::cli) async fn open(
        &self,
        furnace: &Furnace,
        accuser: &Keypair,
        job: &Found<Job>,
        claimed: Digest,
    ) -> anyhow::Result<(Signature, Address)> {
        Ok(match self.seat {
            Some(seat) => furnace.seat_dispute_open(accuser, job, seat, claimed).await?,
            None => furnace.dispute_open(accuser, job, claimed).await?,
        })
    }
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;

    use super::*;

    const RESULT: [u8; 32] = [5; 32];
    const OTHER: Digest = Digest([6; 32]);

    fn job(crew: CrewKind, state: JobState, result_hash: [u8; 32]) -> Found<Job> {
        let mut data = Job::parse(&vec![0; Job::SIZE]).expect("a job");
        (data.crew, data.state, data.result_hash) = (crew.byte(), state.byte(), result_hash);
        Found { address: Address::default(), data }
    }

    fn claimed(seat: Option<u8>, right: Option<Digest>, job: &Found<Job>) -> Result<Digest, String> {
        Claim { seat, right }.of(job).map_err(|refusal| refusal.to_string())
    }

    #[test]
    fn one_workers_result_is_accused_in_review_and_names_the_right_one() {
        let review = job(CrewKind::Solo, JobState::Review, RESULT);
        assert_eq!(claimed(None, Some(OTHER), &review), Ok(OTHER));
        for state in [JobState::Running, JobState::Disputed, JobState::Settled] {
            let refused = claimed(None, Some(OTHER), &job(CrewKind::Solo, state, RESULT));
            assert_eq!(refused, Err("only a result in review can be called into question".into()));
        }
        for state in [JobState::Review, JobState::Settled] {
            let refused = claimed(Some(0), Some(OTHER), &job(CrewKind::Solo, state, RESULT));
            assert_eq!(refused, Err("the job is done by one worker".into()));
        }
    }

    #[test]
    fn a_replica_is_accused_once_the_job_has_ended() {
        for state in [JobState::Settled, JobState::Failed] {
            let ended = job(CrewKind::Replicas, state, RESULT);
            assert_eq!(claimed(Some(1), Some(OTHER), &ended), Ok(OTHER));
            assert_eq!(claimed(None, Some(OTHER), &ended), Err("the job is done by replicas".into()));
        }
        for state in [JobState::Open, JobState::Running, JobState::Cancelled] {
            let refused = claimed(Some(1), Some(OTHER), &job(CrewKind::Replicas, state, RESULT));
            assert_eq!(refused, Err("replicas can be accused once the job has ended".into()));
        }
    }

    #[test]
    fn where_no_result_is_named_that_of_the_others_is_right() {
        let settled = job(CrewKind::Replicas, JobState::Settled, RESULT);
        assert_eq!(claimed(Some(1), None, &settled), Ok(Digest(RESULT)));
        let failed = job(CrewKind::Replicas, JobState::Failed, [0; 32]);
        assert_eq!(claimed(Some(1), None, &failed), Err("the replicas agree on nothing".into()));
    }

    #[test]
    fn nobody_accuses_a_gang() {
        for state in [JobState::Review, JobState::Settled] {
            for seat in [None, Some(0)] {
                let refused = claimed(seat, Some(OTHER), &job(CrewKind::Gang, state, RESULT));
                assert_eq!(refused, Err("nobody can judge what a gang computed together".into()));
            }
        }
    }
}
