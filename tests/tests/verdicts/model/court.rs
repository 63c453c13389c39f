//! Disputes: who may do what.

use furnace_client::accounts::Dispute;
use furnace_client::generated::slashing::types::Vote;
use furnace_client::pda;
use furnace_common::dispute::{ACCUSER_FEES, APPEAL_FEES, COMMITTEE_SECONDS};
use furnace_common::state::{DisputeState, JobState, Round, Ruling, VoteState};

use super::law::*;
use super::money::*;
use super::{Moves, Outcome, only};
use crate::action::{Party, Say, Step};
use crate::cast::*;
use crate::view::View;
use crate::world::PLACES;

pub(super) fn accuse(view: &View, job: usize, by: Party, say: Say) -> Outcome {
    let account = view.jobs[job].as_ref().expect("the job is there");
    let claimed = result(job, say);
    let bond = account.vote_fee * ACCUSER_FEES;
    let listed = match by {
        Party::Verifier(who) => view.verifiers[who].as_ref().is_some_and(|verifier| {
            let place = &view.roster.places[usize::from(verifier.place)];
            place.verifier == account_of(who) && place.weight > 0
        }),
        _ => false,
    };
    let open = account.state == JobState::Review.byte() && view.now < account.review_ends_at && account.upheld == 0;
    let differs = say != Say::Unavailable && claimed != account.result_hash;
    let allowed = (wallet(by) == account.client || listed) && open && differs && view.tokens[&purse(by)] >= bond;
    only(allowed, || Moves::default().pay(purse(by), PLACES.bonds, bond))
}

/// The vote is the verifier's, of the present round, and may still be told.
fn is_own(view: &View, dispute: &Dispute, vote: u8, by: usize, state: VoteState) -> bool {
    let in_round = (dispute.first..dispute.first + dispute.seats).contains(&vote);
    let own = in_round && dispute.votes[usize::from(vote)].verifier == account_of(by);
    let voting = dispute.state() == Some(DisputeState::Voting) && view.verifiers[by].is_some();
    voting && own && dispute.votes[usize::from(vote)].state() == Some(state)
}

pub(super) fn commit(view: &View, dispute: &Dispute, vote: u8, by: usize) -> Outcome {
    let in_time = view.now <= dispute.commit_ends_at;
    only(in_time && is_own(view, dispute, vote, by, VoteState::Drawn), Moves::default)
}

pub(super) fn reveal(view: &View, index: usize, vote: u8, by: usize, say: Say) -> Outcome {
    let dispute = view.disputes[index].as_ref().expect("the dispute is there");
    let job = view.number_of(&dispute.job);
    let address = pda::dispute(&dispute.job, dispute.number).0;
    let waits = members(dispute).iter().any(|vote| vote.state() == Some(VoteState::Drawn));
    let in_time = view.now <= dispute.reveal_ends_at && (!waits || view.now > dispute.commit_ends_at);
    let opens = |vote: u8| {
        dispute.votes[usize::from(vote)].commitment == sealed(&address, dispute.round, by, &result(job, say))
    };
    only(in_time && is_own(view, dispute, vote, by, VoteState::Committed) && opens(vote), Moves::default)
}

pub(super) fn appeal(view: &View, dispute: &Dispute, by: Party) -> Outcome {
    let bond = dispute.fee * APPEAL_FEES;
    let open = dispute.state() == Some(DisputeState::Convicted) && view.now <= dispute.appeal_ends_at;
    only(open && view.tokens[&purse(by)] >= bond, || Moves::default().pay(purse(by), PLACES.bonds, bond))
}

pub(super) fn take(view: &View, dispute: &Dispute, step: Step) -> Outcome {
    let state = dispute.state().expect("a state");
    let of_appeal = dispute.round() == Some(Round::Appeal);
    let ruled = (state == DisputeState::Ruled).then(|| dispute.ruling().expect("a ruling"));
    match step {
        Step::Draw => unreachable!("is drawn elsewhere"),
        Step::Rule => only(dispute_is_over(view, dispute), Moves::default),
        Step::Uphold => {
            let right = matches!(ruled, Some(Ruling::Right | Ruling::Unavailable));
            only(right && !of_appeal, || uphold(view, dispute))
        }
        Step::Convict => only(ruled == Some(Ruling::Wrong) && !of_appeal, || convict(view, dispute)),
        Step::Retry => only(ruled == Some(Ruling::Undecided) && !of_appeal, || back(dispute, dispute.bond)),
        Step::Release => {
            let unheard = state == DisputeState::Convicted && view.now > dispute.appeal_ends_at;
            only(unheard || of_appeal && ruled == Some(Ruling::Wrong), || release(dispute))
        }
        Step::Reverse => {
            only(of_appeal && ruled.is_some_and(|ruling| ruling != Ruling::Wrong), || reverse(dispute, ruled))
        }
        Step::Settle(vote) => only(can_settle(view, dispute, vote, true), Moves::default),
        Step::Void(vote) => only(can_settle(view, dispute, vote, false), Moves::default),
        Step::Close => {
            let settled = given(dispute).iter().all(|vote| vote.state() == Some(VoteState::Settled));
            only(state == DisputeState::Ended && settled, || close(dispute))
        }
    }
}

fn dispute_is_over(view: &View, dispute: &Dispute) -> bool {
    match dispute.state() {
        Some(DisputeState::Drawing) => view.now > dispute.round_at + COMMITTEE_SECONDS,
        Some(DisputeState::Voting) => members(dispute).iter().all(|vote| match vote.state() {
            Some(VoteState::Drawn) => view.now > dispute.commit_ends_at,
            Some(VoteState::Committed) => view.now > dispute.reveal_ends_at,
            _ => true,
        }),
        _ => false,
    }
}

/// Faults come first, and only a verifier's own account pays or is paid.
fn can_settle(view: &View, dispute: &Dispute, vote: u8, open: bool) -> bool {
    let Some(own) = given(dispute).get(usize::from(vote)) else { return false };
    let unsettled = |vote: &&_| VoteState::Settled != vote_state(vote);
    let account = verifier_at(&own.verifier).and_then(|who| view.verifiers[who].as_ref());
    if dispute.state() != Some(DisputeState::Ended) || !unsettled(&own) || account.is_some() != open {
        return false;
    }
    let mut left = given(dispute).iter().filter(unsettled);
    match merit(dispute, own) {
        Merit::Paid => open && !left.any(|vote| matches!(merit(dispute, vote), Merit::Fined(_))),
        _ => open || vote_state(own) == VoteState::Drawn,
    }
}

fn vote_state(vote: &Vote) -> VoteState {
    vote.state().expect("a vote that was given")
}
