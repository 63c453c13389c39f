//! Votes: sealed first, shown when all are sealed or the time for that is over.

use furnace_client::accounts::Dispute;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::generated::slashing::instructions::{VoteCommitInstructionArgs, VoteRevealInstructionArgs};
use furnace_client::instructions::dispute;
use furnace_common::state::VoteState;
use furnace_tests::errors::assert_error;
use furnace_tests::network::disputes::VOTE_SALT;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::committee::{Outcome, THIRD, UNAVAILABLE};
use crate::court::Court;

/// Commits with whatever one likes.
pub(crate) fn commit(
    court: &mut Court,
    key: &Keypair,
    verifier: Address,
    dispute: Address,
    vote: u8,
    commitment: [u8; 32],
) -> Outcome {
    let args = VoteCommitInstructionArgs { vote, commitment };
    court.scene.network.send(&[dispute::vote_commit(key.pubkey(), verifier, dispute, args)], &[key])
}

/// The verifier shows a vote with whatever it likes.
fn show(court: &mut Court, verifier: usize, dispute: Address, args: VoteRevealInstructionArgs) -> Outcome {
    let actor = &court.verifiers[verifier];
    let reveal = dispute::vote_reveal(actor.key.pubkey(), actor.address, dispute, args);
    court.scene.network.send(&[reveal], &[&actor.key])
}

fn vote_of(found: &Dispute, vote: u8) -> (Option<VoteState>, [u8; 32]) {
    let vote = &found.votes[usize::from(vote)];
    (vote.state(), vote.result_hash)
}

#[test]
fn a_vote_is_sealed_then_shown() {
    // Given a committee
    let (mut court, dispute) = Court::drawn(5);
    let members = court.members(dispute);

    // When its members commit, then nobody sees to what
    for (vote, (member, result)) in (0..).zip(members.iter().zip([Court::result(), THIRD, UNAVAILABLE])) {
        court.try_commit(*member, dispute, result).expect("vote is committed to");
        assert_eq!(vote_of(&court.dispute(&dispute), vote), (Some(VoteState::Committed), [0; 32]));
        assert_eq!(court.verifier(*member).votes, 1);
    }
    // and when all have, they show it at once, in any order
    for (vote, result) in [(2, UNAVAILABLE), (0, Court::result()), (1, THIRD)] {
        court.try_show(members[usize::from(vote)], dispute, result).expect("vote is shown");
        assert_eq!(vote_of(&court.dispute(&dispute), vote), (Some(VoteState::Shown), result));
    }
    assert_eq!(court.dispute(&dispute).pot, 0);
}

#[test]
fn nobody_votes_before_a_committee_is_drawn_nor_after_it_ruled() {
    // Given an accusation without a committee, when a verifier votes, then it is refused
    let mut court = Court::new(3);
    let dispute = court.accuse();
    assert_error(court.try_commit(0, dispute, Court::result()), FurnaceSlashingError::NotVoting);
    assert_error(court.try_show(0, dispute, Court::result()), FurnaceSlashingError::NotVoting);

    // Given a ruling, when a silent member votes after all, then it is refused
    let (mut court, dispute) = Court::drawn(3);
    let members = court.members(dispute);
    court.rule(dispute, &[Some(Court::result()), Some(Court::result()), None]);
    assert_error(court.try_commit(members[2], dispute, Court::result()), FurnaceSlashingError::NotVoting);
    assert_error(court.try_show(members[0], dispute, Court::result()), FurnaceSlashingError::NotVoting);
}

#[test]
fn a_member_has_its_own_vote_and_no_other() {
    // Given a committee of three among five, and who is none of it
    let (mut court, dispute) = Court::drawn(5);
    let members = court.members(dispute);
    let outsider = (0..5).find(|verifier| !members.contains(verifier)).expect("an outsider");

    // When anyone votes with the vote of another, then it is refused
    for (verifier, vote) in [(members[0], 1), (members[2], 0), (outsider, 0), (outsider, 2)] {
        let (key, address) = (court.verifiers[verifier].key.insecure_clone(), court.verifiers[verifier].address);
        let result = commit(&mut court, &key, address, dispute, vote, [1; 32]);
        assert_error(result, FurnaceSlashingError::NotMember);
    }
    // and with one that there is not
    let (key, address) = (court.verifiers[members[0]].key.insecure_clone(), court.verifiers[members[0]].address);
    for vote in [3, 10, 11, u8::MAX] {
        let result = commit(&mut court, &key, address, dispute, vote, [1; 32]);
        assert_error(result, FurnaceSlashingError::NoSuchVote);
    }

    // Given votes that are sealed, when one is shown as that of another, then it is refused
    for member in &members {
        court.try_commit(*member, dispute, THIRD).expect("vote is committed to");
    }
    let args = |vote| VoteRevealInstructionArgs { vote, result_hash: THIRD, salt: VOTE_SALT };
    assert_error(show(&mut court, members[0], dispute, args(1)), FurnaceSlashingError::NotMember);
    assert_error(show(&mut court, outsider, dispute, args(1)), FurnaceSlashingError::NotMember);
    assert_error(show(&mut court, members[0], dispute, args(3)), FurnaceSlashingError::NoSuchVote);
}

#[test]
fn a_vote_is_committed_to_once() {
    // Given a vote that is sealed, when its member changes its mind, before and after it showed it, then it is refused
    let (mut court, dispute) = Court::drawn(3);
    let members = court.members(dispute);
    court.try_commit(members[0], dispute, THIRD).expect("vote is committed to");
    for result in [Court::result(), THIRD] {
        let again = court.try_commit(members[0], dispute, result);
        assert_error(again, FurnaceSlashingError::AlreadyCommitted);
    }
    for member in &members[1..] {
        court.try_commit(*member, dispute, THIRD).expect("vote is committed to");
    }
    court.try_show(members[0], dispute, THIRD).expect("vote is shown");
    let again = court.try_commit(members[0], dispute, Court::result());
    assert_error(again, FurnaceSlashingError::AlreadyCommitted);
    // and what it showed stays
    assert_error(court.try_show(members[0], dispute, THIRD), FurnaceSlashingError::NotCommitted);
    assert_eq!(court.verifier(members[0]).votes, 1);
}

#[test]
fn commitments_end_when_the_work_could_be_done() {
    // Given a committee, when the last second to commit has come, then a member does; a second later none does
    let (mut court, dispute) = Court::drawn(3);
    let (members, ends_at) = (court.members(dispute), court.dispute(&dispute).commit_ends_at);
    court.scene.network.chain.set_time(ends_at);
    court.try_commit(members[0], dispute, Court::result()).expect("vote is committed to");
    court.scene.network.chain.advance(1);
    let late = court.try_commit(members[1], dispute, Court::result());
    assert_error(late, FurnaceSlashingError::CommitOver);
    assert_eq!(court.verifier(members[1]).votes, 0);
}

#[test]
fn nothing_is_shown_while_another_may_still_copy_it() {
    // Given a committee of which all but one committed
    let (mut court, dispute) = Court::drawn(3);
    let (members, ends_at) = (court.members(dispute), court.dispute(&dispute).commit_ends_at);
    for member in &members[..2] {
        court.try_commit(*member, dispute, THIRD).expect("vote is committed to");
    }

    // When a vote is shown as long as that one may commit, then it is refused; a second later it is not
    let chain = &mut court.scene.network.chain;
    let now = chain.now();
    for time in [now, ends_at] {
        court.scene.network.chain.set_time(time);
        assert_error(court.try_show(members[0], dispute, THIRD), FurnaceSlashingError::RevealTooEarly);
    }
    court.scene.network.chain.set_time(ends_at + 1);
    court.try_show(members[0], dispute, THIRD).expect("vote is shown");
    // and who did not commit shows nothing
    assert_error(court.try_show(members[2], dispute, THIRD), FurnaceSlashingError::NotCommitted);
}

#[test]
fn votes_are_shown_in_time() {
    // Given sealed votes, when the last second to show them has come, then one is; a second later none is
    let (mut court, dispute) = Court::drawn(3);
    let (members, ends_at) = (court.members(dispute), court.dispute(&dispute).reveal_ends_at);
    for member in &members {
        court.try_commit(*member, dispute, THIRD).expect("vote is committed to");
    }
    court.scene.network.chain.set_time(ends_at);
    court.try_show(members[0], dispute, THIRD).expect("vote is shown");
    court.scene.network.chain.advance(1);
    assert_error(court.try_show(members[1], dispute, THIRD), FurnaceSlashingError::RevealOver);
}

#[test]
fn what_is_shown_is_what_was_committed_to() {
    // Given sealed votes
    let (mut court, dispute) = Court::drawn(3);
    let members = court.members(dispute);
    for member in &members {
        court.try_commit(*member, dispute, THIRD).expect("vote is committed to");
    }

    // When another result is shown, or with another salt, then it is refused
    for (result_hash, salt) in [(Court::result(), VOTE_SALT), (UNAVAILABLE, VOTE_SALT), (THIRD, [5; 32])] {
        let args = VoteRevealInstructionArgs { vote: 0, result_hash, salt };
        assert_error(show(&mut court, members[0], dispute, args), FurnaceSlashingError::CommitmentMismatch);
    }
    court.try_show(members[0], dispute, THIRD).expect("vote is shown");
}
