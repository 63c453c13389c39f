//! What honest parties do in any case, and until when they must have done it.

use furnace_client::accounts::Dispute;
use furnace_common::dispute::APPEAL_FEES;
use furnace_common::state::{DisputeState, JobState, VoteState};

use crate::action::{Action, Party, Say};
use crate::case::Case;
use crate::cast::*;
use crate::model::members;

pub(super) struct Duty {
    pub(super) action: Action,
    pub(super) until: i64,
}

pub(super) fn all(case: &Case) -> Vec<Duty> {
    let mut duties = Vec::new();
    for (index, dispute) in case.view.open_disputes() {
        votes(case, index, dispute, &mut duties);
        appeal(case, index, dispute, &mut duties);
    }
    work(case, &mut duties);
    duties
}

fn votes(case: &Case, index: usize, dispute: &Dispute, duties: &mut Vec<Duty>) {
    if dispute.state() != Some(DisputeState::Voting) {
        return;
    }
    for (vote, member) in (dispute.first..).zip(members(dispute)) {
        let who = verifier_at(&member.verifier).filter(|who| case.setup.is_honest(*who));
        let Some(by) = who else { continue };
        let (dispute_index, say) = (index, Say::Truth);
        match member.state() {
            Some(VoteState::Drawn) if case.view.now <= dispute.commit_ends_at => duties.push(Duty {
                action: Action::Commit { dispute: dispute_index, vote, by, say },
                until: dispute.commit_ends_at,
            }),
            Some(VoteState::Committed) if dispute.may_reveal(case.view.now) => duties.push(Duty {
                action: Action::Reveal { dispute: dispute_index, vote, by, say },
                until: dispute.reveal_ends_at,
            }),
            _ => {}
        }
    }
}

fn appeal(case: &Case, index: usize, dispute: &Dispute, duties: &mut Vec<Duty>) {
    let Some(operator) = case.view.operator_of(&dispute.operator) else { return };
    let by = Party::Operator(operator);
    let open = dispute.state() == Some(DisputeState::Convicted) && case.view.now <= dispute.appeal_ends_at;
    let wrongly = dispute.result_hash == result(case.view.number_of(&dispute.job), Say::Truth);
    let can_pay = case.view.tokens[&purse(by)] >= dispute.fee * APPEAL_FEES;
    if open && wrongly && is_honest_operator(operator) && can_pay {
        duties.push(Duty { action: Action::Appeal { dispute: index, by }, until: dispute.appeal_ends_at });
    }
}

/// An honest worker delivers.
fn work(case: &Case, duties: &mut Vec<Duty>) {
    for (job, account) in case.view.open_jobs() {
        let honest = case.view.operator_of(&account.operator).is_some_and(is_honest_operator);
        let state = JobState::from_byte(account.state);
        if !honest || case.view.now > account.deadline {
            continue;
        }
        let action = match state {
            Some(JobState::Assigned) => Action::Start { job },
            Some(JobState::Running) => Action::Submit { job, say: Say::Truth },
            _ => continue,
        };
        duties.push(Duty { action, until: account.deadline });
    }
}
