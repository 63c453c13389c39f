//! Jobs: some lie, some accuse, and anyone brings them to their end.

use furnace_client::accounts::Job;
use furnace_common::state::JobState;

use super::Choice;
use crate::action::{Action, Errand, Party, Say};
use crate::case::Case;
use crate::cast::*;
use crate::model::{Outcome, outcome};

/// Jobs at a time.
const JOBS: usize = 6;

pub(super) fn offer(case: &Case, choice: &mut Choice) {
    let live = case.view.open_jobs().filter(|(_, job)| JobState::from_byte(job.state).is_some_and(|at| !at.is_final()));
    if live.count() < JOBS {
        let (client, market) = (choice.random.index(CLIENTS), choice.random.index(AUDITS.len()));
        let most = choice.random.one(&[USUAL_PRICE, USUAL_PRICE, USUAL_PRICE, MAX_PRICE]);
        let price = 1 + choice.random.below(most);
        choice.add(6, Action::Post { client, market, price });
    }
    for (job, account) in case.view.open_jobs() {
        match JobState::from_byte(account.state).expect("a state") {
            JobState::Open if case.view.now <= account.expires_at => {
                let worker = choice.random.index(OPERATORS);
                choice.add(6, Action::Claim { job, worker });
                choice.add(1, Action::Cancel { job });
            }
            JobState::Assigned | JobState::Running if case.view.now > account.deadline => {}
            JobState::Assigned => choice.add(8, Action::Start { job }),
            JobState::Running if !case.view.operator_of(&account.operator).is_some_and(is_honest_operator) => {
                let say = choice.random.one(&[Say::Lie(0), Say::Lie(0), Say::Truth]);
                choice.add(10, Action::Submit { job, say });
            }
            JobState::Review if account.upheld == 0 && case.view.now < account.review_ends_at => {
                review(case, job, account, choice);
            }
            _ => {}
        }
        for errand in errands(case, job) {
            choice.add(if errand == Errand::Miss { 2 } else { 4 }, Action::Errand { job, errand });
        }
    }
}

/// Every step of a job that anyone can take now.
pub(crate) fn errands(case: &Case, job: usize) -> Vec<Errand> {
    use Errand::*;
    let allowed =
        |errand: &Errand| matches!(outcome(&case.view, &Action::Errand { job, errand: *errand }), Outcome::Taken(_));
    [DrawAudit, OpenAudit, Settle, Expire, Miss, Close].into_iter().filter(allowed).collect()
}

fn review(case: &Case, job: usize, account: &Job, choice: &mut Choice) {
    let right = account.result_hash == result(job, Say::Truth);
    let honest_client = account.client == wallet(Party::Client(0));
    let client = Party::Client(usize::from(!honest_client));
    let verifier = choice.random.index(case.world.verifiers);
    if right || !honest_client {
        choice.add(1, Action::Accept { job });
    }
    if right && !honest_client {
        choice.add(5, Action::Accuse { job, by: client, say: Say::Lie(0) });
    }
    if right && !case.setup.is_honest(verifier) {
        choice.add(1, Action::Accuse { job, by: Party::Verifier(verifier), say: Say::Lie(0) });
    }
    if !right && honest_client {
        choice.add(6, Action::Accuse { job, by: client, say: Say::Truth });
    }
    if !right && case.setup.is_honest(verifier) {
        choice.add(2, Action::Accuse { job, by: Party::Verifier(verifier), say: Say::Truth });
    }
}
