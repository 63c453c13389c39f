//! Whether to take a seat in a crew.

use furnace_common::state::CrewKind;
use solana_address::Address;

use super::{Policy, Refusal, Surroundings, ensure};
use crate::chain::CrewAccount;

impl Policy {
    /// Decides on a seat as far as the accounts alone allow; `operator` is this worker's.
    pub fn judge_crew(&self, crew: &CrewAccount, operator: &Address, around: &Surroundings<'_>) -> Result<(), Refusal> {
        ensure(crew.is_forming(), || Refusal::NotOpen)?;
        ensure(crew.seat_of(&around.worker).is_none(), || Refusal::Seated)?;
        let apart = crew.kind == CrewKind::Replicas;
        ensure(!apart || crew.seats.iter().all(|seat| seat.operator != *operator), || Refusal::Seated)?;
        ensure(apart || around.reachable, || Refusal::NotReachable)?;
        self.judge_job(&crew.job, around)
    }
}

#[cfg(test)]
mod tests {
    use furnace_common::state::JobState;

    use super::*;
    use crate::{
        policy::tests::{WORKER, around, policy},
        testing::{crew_account, standing},
    };

    const OPERATOR: Address = Address::new_from_array([60; 32]);
    const OTHER: Address = Address::new_from_array([61; 32]);

    fn judged(crew: &CrewAccount, reachable: bool) -> Result<(), &'static str> {
        let own = standing();
        let around = Surroundings { reachable, ..around(&own) };
        policy(|_| ()).judge_crew(crew, &OPERATOR, &around).map_err(|refusal| refusal.name())
    }

    #[test]
    fn replicas_are_of_different_operators_and_gangs_can_be_reached() {
        let replicas = |workers: &[Address]| crew_account(1, CrewKind::Replicas, 3, workers);
        let gang = |workers: &[Address]| crew_account(1, CrewKind::Gang, 3, workers);
        assert_eq!(judged(&replicas(&[OTHER]), false), Ok(()));
        assert_eq!(judged(&replicas(&[OPERATOR]), true), Err("seated"));
        assert_eq!(judged(&gang(&[OPERATOR]), true), Ok(()));
        assert_eq!(judged(&gang(&[]), false), Err("not_reachable"));
        assert_eq!(judged(&gang(&[WORKER]), true), Err("seated"));
    }

    #[test]
    fn a_crew_that_is_complete_or_over_takes_nobody() {
        let mut crew = crew_account(1, CrewKind::Gang, 2, &[OTHER, OPERATOR]);
        assert_eq!(judged(&crew, true), Err("not_open"));
        crew.seats.pop();
        assert_eq!(judged(&crew, true), Ok(()));
        crew.job.state = JobState::Expired;
        assert_eq!(judged(&crew, true), Err("not_open"));
    }
}
