//! Who loses by a verdict, and whether that is right.

use furnace_client::accounts::Dispute;
use furnace_client::generated::slashing::types::Vote;
use furnace_common::state::VoteState;
use solana_address::Address;

use crate::action::{Say, Step};
use crate::cast::*;
use crate::model::{given, members};
use crate::tally::{self, Count};
use crate::view::View;

/// What the last round that was counted was like.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Heard {
    /// More than half of its committee were honest and showed the truth.
    pub(crate) honest: bool,
}

impl Heard {
    pub(crate) fn of(dispute: &Dispute, job: usize, setup: &Setup) -> Self {
        let members = members(dispute);
        let honest = members.iter().filter(|vote| is_honest(&vote.verifier, setup) && is_true(vote, job));
        Self { honest: honest.count() * 2 > members.len() }
    }
}

fn is_honest(verifier: &Address, setup: &Setup) -> bool {
    verifier_at(verifier).is_some_and(|who| setup.is_honest(who))
}

fn is_true(vote: &Vote, job: usize) -> bool {
    vote.state() == Some(VoteState::Shown) && vote.result_hash == result(job, Say::Truth)
}

/// A step was taken: nobody honest lost by it, where most of who were heard last were honest.
pub(crate) fn assert_fair(before: &View, after: &View, dispute: usize, step: Step, heard: Heard, setup: &Setup) {
    let was = before.disputes[dispute].as_ref().expect("a dispute");
    let job = before.number_of(&was.job);
    let right = was.result_hash == result(job, Say::Truth);
    match step {
        Step::Uphold => verdict(heard, right, Count::LiarsUpheld),
        Step::Convict => assert!(!heard.honest || !right, "an honest worker is convicted"),
        Step::Retry => verdict(heard, false, Count::Undecided),
        Step::Release => {
            verdict(heard, !right, Count::WorkersPunished);
            assert_accuser_is_whole(before, after, was, job, heard);
        }
        Step::Reverse => verdict(heard, right, Count::LiarsReversed),
        Step::Settle(vote) => assert_vote_costs_nothing(before, after, was, job, vote, heard, setup),
        Step::Draw | Step::Rule | Step::Void(_) | Step::Close => {}
    }
}

fn verdict(heard: Heard, just: bool, unjust: Count) {
    tally::count(if heard.honest { Count::Honest } else { Count::Others });
    assert!(!heard.honest || just, "honest judges were heard, and there are {unjust:?}");
    if !just {
        tally::count(unjust);
    }
}

/// Who said rightly that a result is wrong has its bond back.
fn assert_accuser_is_whole(before: &View, after: &View, was: &Dispute, job: usize, heard: Heard) {
    let Some(accuser) = party(&was.accuser).filter(|_| was.claimed_hash == result(job, Say::Truth)) else { return };
    let gain = after.tokens[&purse(accuser)] - before.tokens[&purse(accuser)];
    if gain < was.bond {
        assert!(!heard.honest, "an honest accuser has {gain} of {} back", was.bond);
        tally::count(Count::AccusersShort);
    }
}

fn assert_vote_costs_nothing(
    before: &View,
    after: &View,
    was: &Dispute,
    job: usize,
    vote: u8,
    heard: Heard,
    setup: &Setup,
) {
    let vote = &given(was)[usize::from(vote)];
    if !is_honest(&vote.verifier, setup) || !is_true(vote, job) {
        return;
    }
    let who = verifier_at(&vote.verifier).expect("a verifier of the cast");
    let bond = |view: &View| view.verifiers[who].as_ref().expect("its account").bond;
    if bond(after) < bond(before) {
        assert!(!heard.honest, "an honest verifier is fined");
        tally::count(Count::VerifiersFined);
    }
}
