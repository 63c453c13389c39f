//! What each vote was worth, and in which order votes are paid and punished.

use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::dispute;
use furnace_common::dispute::VERIFIER_BOND;
use furnace_common::state::{DisputeState, JobState, VoteState};
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::Network;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::scene::Scene;
use solana_address::Address;

use crate::books::assert_books;
use crate::committee::{Outcome, THIRD, UNAVAILABLE};
use crate::court::{Court, FEE};

/// Of a bond, for silence and for a vote against the outcome, HEAT base units.
const SILENCE: u64 = VERIFIER_BOND / 20;
const LIE: u64 = VERIFIER_BOND / 5;

pub(crate) fn try_settle(network: &mut Network, dispute: Address, vote: u8) -> Outcome {
    let verifier = network.disputed(&dispute).votes[usize::from(vote)].verifier;
    network.send(&[dispute::vote_settle(dispute, vote, verifier)], &[])
}

/// Carries out what is ruled, and waits until nobody may appeal; no vote is settled.
pub(crate) fn end(court: &mut Court, dispute: Address) {
    court.scene.network.try_step(dispute).expect("the ruling is carried out");
    if court.dispute(&dispute).state() == Some(DisputeState::Convicted) {
        let ends_at = court.dispute(&dispute).appeal_ends_at;
        court.scene.network.chain.set_time(ends_at + 1);
        court.scene.network.try_step(dispute).expect("the penalty is paid out");
    }
    assert_eq!(court.dispute(&dispute).state(), Some(DisputeState::Ended));
}

/// A dispute of three that is ended, and whose votes are not settled.
fn ended(votes: [Option<[u8; 32]>; 3]) -> (Court, Address) {
    let (mut court, dispute) = Court::drawn(3);
    court.rule(dispute, &votes);
    end(&mut court, dispute);
    (court, dispute)
}

#[test]
fn votes_are_worth_what_the_outcome_makes_of_them() {
    let (right, wrong) = (Some(Court::result()), Some(CLAIMED_HASH));
    let (third, cannot) = (Some(THIRD), Some(UNAVAILABLE));
    // What each member is paid, and what it loses, by how the three vote.
    for (votes, paid, lost) in [
        // The result is right.
        ([right, right, right], [FEE; 3], [0; 3]),
        ([right, wrong, right], [FEE, 0, FEE], [0, LIE, 0]),
        ([right, right, None], [FEE, FEE, 0], [0, 0, SILENCE]),
        ([cannot, right, right], [0, FEE, FEE], [SILENCE, 0, 0]),
        // It is wrong.
        ([wrong, wrong, wrong], [FEE; 3], [0; 3]),
        ([wrong, wrong, right], [FEE, FEE, 0], [0, 0, LIE]),
        ([third, wrong, third], [FEE, 0, FEE], [0, LIE, 0]),
        ([wrong, None, wrong], [FEE, 0, FEE], [0, SILENCE, 0]),
        // The work cannot be done again.
        ([cannot, cannot, cannot], [0; 3], [0; 3]),
        ([cannot, cannot, right], [0, 0, FEE], [0; 3]),
        ([cannot, cannot, wrong], [0; 3], [0; 3]),
        ([None, cannot, cannot], [0; 3], [SILENCE, 0, 0]),
        ([None, None, None], [0; 3], [SILENCE; 3]),
        // Nothing is found: silence pays those who worked, and nobody else does.
        ([right, wrong, third], [0; 3], [0; 3]),
        ([right, wrong, None], [FEE, FEE, 0], [0, 0, SILENCE]),
        ([wrong, None, None], [FEE, 0, 0], [0, SILENCE, SILENCE]),
        ([cannot, right, None], [0, FEE, 0], [0, 0, SILENCE]),
    ] {
        let (mut court, dispute) = Court::drawn(3);
        let members = court.members(dispute);
        court.rule(dispute, &votes);
        end(&mut court, dispute);
        assert_books(&court.scene.network);
        court.scene.network.finish_dispute(dispute);
        for (seat, member) in members.into_iter().enumerate() {
            let account = court.verifier(member);
            assert_eq!((account.earned, account.slashed), (paid[seat], lost[seat]), "seat {seat} of {votes:?}");
            assert_eq!((account.bond, account.votes), (VERIFIER_BOND - lost[seat], 0));
        }
        assert!(court.scene.network.chain.account(&dispute).is_none(), "the dispute is closed");
        assert_books(&court.scene.network);
    }
}

#[test]
fn a_verifiers_account_counts_what_its_votes_were_worth() {
    for (votes, expected) in [
        ([Some(Court::result()), Some(THIRD), None], [(1, 0, 0), (1, 0, 0), (0, 0, 1)]),
        ([Some(UNAVAILABLE), Some(UNAVAILABLE), Some(THIRD)], [(0, 0, 0); 3]),
        ([Some(Court::result()), Some(Court::result()), Some(THIRD)], [(1, 0, 0), (1, 0, 0), (0, 1, 0)]),
        ([Some(Court::result()), Some(Court::result()), Some(UNAVAILABLE)], [(1, 0, 0), (1, 0, 0), (0, 0, 1)]),
    ] {
        let (mut court, dispute) = Court::drawn(3);
        let members = court.members(dispute);
        court.rule(dispute, &votes);
        end(&mut court, dispute);
        court.scene.network.finish_dispute(dispute);
        let counts = members.into_iter().map(|member| {
            let account = court.verifier(member);
            (account.right, account.wrong, account.silent)
        });
        assert_eq!(counts.collect::<Vec<_>>(), expected, "{votes:?}");
    }
}

#[test]
fn votes_that_are_punished_come_first() {
    // Given two votes to be paid, and one to be punished
    let (mut court, dispute) = ended([Some(Court::result()), None, Some(Court::result())]);
    let network = &mut court.scene.network;

    // When one is paid first, then it is refused; after the other it is not
    for vote in [0, 2] {
        assert_error(try_settle(network, dispute, vote), FurnaceSlashingError::FaultsFirst);
    }
    for vote in [1, 2, 0] {
        try_settle(network, dispute, vote).expect("vote is settled");
    }
    assert_books(network);
}

#[test]
fn a_vote_is_settled_once_with_its_own_verifier() {
    // Given a dispute that has not ended, when a vote is settled, or it is closed, then it is refused
    let (mut court, dispute) = Court::drawn(3);
    assert_error(try_settle(&mut court.scene.network, dispute, 0), FurnaceSlashingError::NotEnded);
    let close = dispute::dispute_close(dispute, &court.dispute(&dispute));
    assert_error(court.scene.network.send(std::slice::from_ref(&close), &[]), FurnaceSlashingError::NotEnded);

    // Given one that has, when votes are settled for others, or such as there are not, then it is refused
    court.rule(dispute, &[Some(Court::result()); 3]);
    end(&mut court, dispute);
    let (found, network) = (court.dispute(&dispute), &mut court.scene.network);
    let other = dispute::vote_settle(dispute, 0, found.votes[1].verifier);
    assert_error(network.send(&[other], &[]), FurnaceSlashingError::NotMember);
    for (vote, error) in [(3, FurnaceSlashingError::NotMember), (11, FurnaceSlashingError::NoSuchVote)] {
        let none = dispute::vote_settle(dispute, vote, found.votes[0].verifier);
        assert_error(network.send(&[none], &[]), error);
    }

    // When one is settled twice, then it is refused, and so is closing before all are
    try_settle(network, dispute, 0).expect("vote is settled");
    assert_eq!(network.disputed(&dispute).votes[0].state(), Some(VoteState::Settled));
    assert_error(try_settle(network, dispute, 0), FurnaceSlashingError::AlreadySettled);
    assert_error(network.send(std::slice::from_ref(&close), &[]), FurnaceSlashingError::VotesUnsettled);
    for vote in [1, 2] {
        try_settle(network, dispute, vote).expect("vote is settled");
    }
    assert_error(try_settle(network, dispute, 2), FurnaceSlashingError::AlreadySettled);
    network.send(&[close], &[]).expect("the dispute is closed");
    assert_books(network);
}

/// A committee that does not agree, of which the last one keeps silent, over a job so dear that its silence does not
/// cover two fees; its bond does not divide evenly.
fn dear() -> (Court, Address, [usize; 3]) {
    let mut scene = Scene::new();
    let bond = VERIFIER_BOND + 20;
    let verifiers = (0..3).map(|n| scene.network.verifier(&format!("verifier {n}"), bond)).collect();
    let job = scene.network.post(&scene.client, 80 * HEAT);
    scene.network.drive(&scene.worker, job, JobState::Review);
    let mut court = Court { scene, verifiers, job };
    let dispute = court.accuse();
    court.scene.network.draw_committee(dispute);
    let members = court.members(dispute).try_into().expect("three members");
    court.rule(dispute, &[Some(Court::result()), Some(THIRD), None]);
    end(&mut court, dispute);
    try_settle(&mut court.scene.network, dispute, 2).expect("silence is punished");
    (court, dispute, members)
}

#[test]
fn a_pot_that_does_not_cover_the_fees_is_shared() {
    // Given a pot of less than the fees of two votes, when both are settled, then they have all of it, half each
    let (mut court, dispute, members) = dear();
    let pot = court.dispute(&dispute).pot;
    assert_eq!(pot, 50 * HEAT + 1);
    for vote in [0, 1] {
        try_settle(&mut court.scene.network, dispute, vote).expect("vote is settled");
    }
    let [one, other, silent] = members.map(|member| court.verifier(member));
    assert_eq!((one.earned + other.earned + court.dispute(&dispute).pot, silent.slashed), (pot, pot));
    assert!(one.earned.abs_diff(other.earned) <= 1);
    assert_books(&court.scene.network);
}

#[test]
fn what_a_vote_is_paid_does_not_depend_on_who_is_settled_first() {
    // Given the same, when the two are settled in one order or the other, then each is paid alike
    let (court, dispute, members) = dear();
    let earned = [[0, 1], [1, 0]].map(|order| {
        let mut network = court.scene.network.copy();
        for vote in order {
            try_settle(&mut network, dispute, vote).expect("vote is settled");
        }
        [0, 1].map(|seat: usize| network.verifier_of(&court.verifiers[members[seat]]).earned)
    });
    assert_eq!(earned[0], earned[1]);
}

#[test]
fn penalties_are_of_what_is_left_of_a_bond() {
    // Given a verifier that silence brought below the least bond, and that nobody took off the roster
    let (mut court, dispute) = ended([None, Some(Court::result()), Some(Court::result())]);
    let slashed = court.members(dispute)[0];
    court.scene.network.finish_dispute(dispute);
    assert_eq!(court.verifier(slashed).weight(), 0);

    // When it is drawn once more and lies
    court.job = court.scene.job(JobState::Review);
    let dispute = court.accuse();
    court.scene.network.draw_committee(dispute);
    let members = court.members(dispute);
    assert!(members.contains(&slashed));
    let vote = |member: &usize| Some(if *member == slashed { THIRD } else { Court::result() });
    let votes: Vec<_> = members.iter().map(vote).collect();
    court.rule(dispute, &votes);
    end(&mut court, dispute);
    court.scene.network.finish_dispute(dispute);

    // Then it loses a fifth of what it had left
    let left = VERIFIER_BOND - SILENCE;
    assert_eq!(court.verifier(slashed).bond, left - left / 5);
    assert_books(&court.scene.network);
}

#[test]
fn a_vote_that_is_paid_is_never_void() {
    // Given a vote to be paid, when it is settled as that of nobody, then it is refused
    let (mut court, dispute) = ended([Some(Court::result()); 3]);
    let verifier = court.dispute(&dispute).votes[0].verifier;
    let void = dispute::vote_void(dispute, 0, verifier);
    assert_error(court.scene.network.send(&[void], &[]), FurnaceSlashingError::VerifierOpen);
    assert_eq!(court.dispute(&dispute).votes[0].state(), Some(VoteState::Shown));
}
