//! Disputes: steps that anyone can take, and those who collude.

use furnace_client::accounts::Dispute;
use furnace_common::state::{DisputeState, VoteState};

use super::Choice;
use crate::action::{Action, Party, Say, Step};
use crate::case::Case;
use crate::cast::*;
use crate::model::{Outcome, given, members, outcome, sealed};

/// Every step of a dispute that anyone can take now.
pub(crate) fn steps(case: &Case, dispute: usize) -> Vec<Step> {
    let Some(found) = &case.view.disputes[dispute] else { return Vec::new() };
    let all = [Step::Draw, Step::Rule, Step::Uphold, Step::Convict, Step::Retry, Step::Release, Step::Reverse];
    let votes = (0..given(found).len() as u8).flat_map(|vote| [Step::Settle(vote), Step::Void(vote)]);
    let mut steps: Vec<Step> = all.into_iter().chain(votes).chain([Step::Close]).collect();
    steps.retain(|step| {
        let action = Action::Take { dispute, step: *step };
        matches!(outcome(&case.view, &action), Outcome::Taken(_))
    });
    steps
}

pub(super) fn offer(case: &Case, choice: &mut Choice) {
    for (dispute, found) in case.view.open_disputes() {
        for step in steps(case, dispute) {
            let weight = if matches!(step, Step::Settle(_) | Step::Void(_)) { 2 } else { 6 };
            choice.add(weight, Action::Take { dispute, step });
        }
        collude(case, dispute, found, choice);
        if found.state() == Some(DisputeState::Convicted) && case.view.now <= found.appeal_ends_at {
            let operator = case.view.operator_of(&found.operator).expect("an operator of the cast");
            let by = if choice.random.chance(4) { Party::Stranger } else { Party::Operator(operator) };
            choice.add(2, Action::Appeal { dispute, by });
        }
    }
}

fn collude(case: &Case, dispute: usize, found: &Dispute, choice: &mut Choice) {
    if found.state() != Some(DisputeState::Voting) {
        return;
    }
    let address = case.world.disputes[dispute].0;
    let job = case.view.number_of(&found.job);
    for (vote, member) in (found.first..).zip(members(found)) {
        let Some(by) = verifier_at(&member.verifier).filter(|who| !case.setup.is_honest(*who)) else { continue };
        match member.state() {
            Some(VoteState::Drawn) if case.view.now <= found.commit_ends_at => {
                if let Some(say) = said(case.setup.policy, by, choice) {
                    choice.add(6, Action::Commit { dispute, vote, by, say });
                }
                let of = found.first + choice.random.below(u64::from(found.seats)) as u8;
                choice.add(1, Action::Copy { dispute, vote, by, of });
            }
            Some(VoteState::Committed) if found.may_reveal(case.view.now) => {
                let opens = |say: &Say| member.commitment == sealed(&address, found.round, by, &result(job, *say));
                let lies = (0..MOST_VERIFIERS as u8).map(Say::Lie);
                let say = [Say::Truth, Say::Unavailable].into_iter().chain(lies).find(opens);
                choice.add(5, Action::Reveal { dispute, vote, by, say: say.unwrap_or(Say::Truth) });
            }
            _ => {}
        }
    }
}

/// What one that colludes says, if anything.
fn said(policy: Policy, by: usize, choice: &mut Choice) -> Option<Say> {
    match policy {
        Policy::Lie => Some(Say::Lie(0)),
        Policy::Scatter => Some(Say::Lie(by as u8)),
        Policy::Silent => None,
        Policy::Unavailable => Some(Say::Unavailable),
        Policy::Fickle => choice.random.one(&[
            None,
            Some(Say::Lie(0)),
            Some(Say::Lie(by as u8)),
            Some(Say::Unavailable),
            Some(Say::Truth),
        ]),
    }
}
