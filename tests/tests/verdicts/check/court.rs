//! Disputes, committees and the roster are what they say of themselves.

use std::collections::BTreeSet;

use furnace_client::accounts::Dispute;
use furnace_client::generated::slashing::types::Vote;
use furnace_common::dispute::MAX_VOTES;
use furnace_common::state::{DisputeState, JobState, Round, VoteState};
use solana_address::Address;

use crate::cast::account_of;
use crate::model::{Merit, given, members, merit};
use crate::view::View;

pub(crate) fn assert_court(view: &View) {
    view.open_disputes().for_each(|(_, dispute)| assert_dispute(dispute));
    for (number, job) in view.open_jobs() {
        let judged = view.open_disputes().filter(|(_, dispute)| {
            let early =
                matches!(dispute.state(), Some(DisputeState::Drawing | DisputeState::Voting | DisputeState::Ruled));
            dispute.job == view.places.0[number] && early && dispute.round() != Some(Round::Appeal)
        });
        let disputed = usize::from(job.state == JobState::Disputed.byte());
        assert_eq!(judged.count(), disputed, "a job is disputed while its result is judged, once");
    }
    assert_roster(view);
    assert_votes(view);
}

fn assert_dispute(dispute: &Dispute) {
    let given = given(dispute);
    assert!(given.len() <= MAX_VOTES);
    let committee: BTreeSet<Address> = members(dispute).iter().map(|vote| vote.verifier).collect();
    assert_eq!(committee.len(), members(dispute).len(), "nobody judges twice in one round");
    // Who appeals may have judged before.
    let [client, operator, accuser, _] = dispute.parties;
    let is_party = |vote: &Vote| [client, operator, accuser].contains(&vote.verifier);
    assert!(!given.iter().any(is_party), "a party judges");
    assert!(!members(dispute).iter().any(|vote| dispute.parties.contains(&vote.verifier)), "who appeals judges");
    assert!(dispute.votes[given.len()..].iter().all(|vote| vote.state == 0), "a vote of nobody");
    if dispute.state() != Some(DisputeState::Ended) {
        assert!(given.iter().all(|vote| vote.state() != Some(VoteState::Settled)), "settled before the end");
        assert_eq!((dispute.pot, dispute.owed, dispute.unsettled), (0, 0, 0), "nothing is paid before the end");
        return;
    }
    assert_eq!((dispute.bond, dispute.appeal_bond, dispute.penalty), (0, 0, 0), "all is decided on");
    let left: Vec<_> = given.iter().filter(|vote| vote.state() != Some(VoteState::Settled)).collect();
    let count = |is: fn(Merit) -> bool| left.iter().filter(|vote| is(merit(dispute, vote))).count();
    let (faults, rights) = (count(|merit| matches!(merit, Merit::Fined(_))), count(|merit| merit == Merit::Paid));
    let counters = [dispute.unsettled, dispute.faults, dispute.rights].map(usize::from);
    assert_eq!(counters, [left.len(), faults, rights], "votes that are left");
}

fn assert_roster(view: &View) {
    let listed: Vec<Address> =
        view.roster.places.iter().filter(|place| place.weight > 0).map(|place| place.verifier).collect();
    let once: BTreeSet<&Address> = listed.iter().collect();
    assert_eq!(once.len(), listed.len(), "a verifier has two places");
    for (index, verifier) in view.verifiers.iter().enumerate() {
        let place = view.roster.places.iter().position(|place| place.verifier == account_of(index) && place.weight > 0);
        let Some(verifier) = verifier else {
            assert!(place.is_none(), "a verifier that is gone is on the roster");
            continue;
        };
        assert!(place.is_none_or(|place| place == usize::from(verifier.place)), "it does not know its place");
        assert!(place.is_none() || verifier.free_at == 0, "who leaves is on the roster");
    }
}

/// Each verifier answers for the votes that it committed to and that are not settled.
fn assert_votes(view: &View) {
    for (index, verifier) in view.verifiers.iter().enumerate() {
        let all = view.open_disputes().flat_map(|(_, dispute)| given(dispute));
        let open = all.filter(|vote| {
            let committed = matches!(vote.state(), Some(VoteState::Committed | VoteState::Shown));
            vote.verifier == account_of(index) && committed
        });
        let votes = verifier.as_ref().map_or(0, |verifier| verifier.votes);
        assert_eq!(votes as usize, open.count(), "votes that verifier {index} answers for");
    }
}
