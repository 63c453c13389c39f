//! Who would vote with another's key, seal, or vote.

use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::generated::slashing::instructions::VoteRevealInstructionArgs;
use furnace_client::instructions::dispute;
use furnace_common::dispute::vote_commitment;
use furnace_tests::errors::assert_error;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::disputes::VOTE_SALT;
use furnace_tests::prover::sha256;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::committee::THIRD;
use crate::court::Court;
use crate::voting::commit;

/// The proper commitment of a verifier to a result.
fn sealed(court: &Court, verifier: usize, dispute: Address, round: u8, result: [u8; 32]) -> [u8; 32] {
    let address = court.verifiers[verifier].address;
    vote_commitment(dispute.as_array(), round, address.as_array(), &result, &VOTE_SALT, sha256)
}

#[test]
fn only_the_verifiers_hot_key_votes() {
    // Given a committee, and two of its members
    let (mut court, dispute) = Court::drawn(3);
    let [first, second] = [0, 1].map(|vote: usize| court.members(dispute)[vote]);
    let (address, seal) = (court.verifiers[first].address, [1; 32]);

    // When its wallet, a stranger, or another member's key votes for the first, then it is refused
    let keys = [&court.verifiers[first].wallet, &court.scene.stranger, &court.verifiers[second].key];
    for key in keys.map(Keypair::insecure_clone) {
        let result = commit(&mut court, &key, address, dispute, 0, seal);
        assert_error(result, FurnaceSlashingError::NotVerifier);
        let args = VoteRevealInstructionArgs { vote: 0, result_hash: THIRD, salt: VOTE_SALT };
        let reveal = dispute::vote_reveal(key.pubkey(), address, dispute, args);
        assert_error(court.scene.network.send(&[reveal], &[&key]), FurnaceSlashingError::NotVerifier);
    }
}

#[test]
fn a_copied_commitment_is_no_vote() {
    // Given a member that copies what another committed to, without knowing what that is
    let (mut court, dispute) = Court::drawn(3);
    let members = court.members(dispute);
    court.try_commit(members[0], dispute, Court::result()).expect("vote is committed to");
    let copied = court.dispute(&dispute).votes[0].commitment;
    let (key, address) = (court.verifiers[members[1]].key.insecure_clone(), court.verifiers[members[1]].address);
    commit(&mut court, &key, address, dispute, 1, copied).expect("anything can be committed to");
    court.try_commit(members[2], dispute, Court::result()).expect("vote is committed to");

    // When the other shows its result and salt, then the copy cannot be shown with them
    court.try_show(members[0], dispute, Court::result()).expect("vote is shown");
    let result = court.try_show(members[1], dispute, Court::result());
    assert_error(result, FurnaceSlashingError::CommitmentMismatch);

    // and it counts as silence
    court.try_show(members[2], dispute, Court::result()).expect("vote is shown");
    let ends_at = court.dispute(&dispute).reveal_ends_at;
    court.scene.network.chain.set_time(ends_at + 1);
    court.scene.network.finish_dispute(dispute);
    assert_eq!((court.verifier(members[1]).silent, court.verifier(members[1]).votes), (1, 0));
    assert_eq!(court.verifier(members[0]).right, 1);
}

#[test]
fn a_commitment_is_for_one_round_of_one_dispute() {
    // Given an appeal in which all who judged before judge again
    let mut court = Court::new(7);
    let dispute = court.accuse();
    let other_dispute = furnace_client::pda::dispute(&court.job, 1).0;
    court.judge(dispute, CLAIMED_HASH);
    court.scene.network.try_step(dispute).expect("the worker is convicted");
    let before = court.dispute(&dispute);
    let wallet = court.scene.operator.wallet.insecure_clone();
    court.scene.network.give(&wallet.pubkey(), before.appeal_price());
    court.scene.network.try_appeal(&wallet, dispute).expect("appeal");
    court.scene.network.draw_committee(dispute);
    let (found, members) = (court.dispute(&dispute), court.members(dispute));
    assert_eq!((found.first, found.seats), (3, 7));

    // When a member votes with its vote of the round before, then there is none
    let veteran = court.verifiers.iter().position(|verifier| verifier.address == before.votes[0].verifier);
    let veteran = veteran.expect("a verifier");
    let (key, address) = (court.verifiers[veteran].key.insecure_clone(), court.verifiers[veteran].address);
    let stale = commit(&mut court, &key, address, dispute, 0, [1; 32]);
    assert_error(stale, FurnaceSlashingError::NoSuchVote);

    // When votes are sealed for the round before, for another dispute, or as they were then, then they are not shown
    let seals = [
        sealed(&court, members[0], dispute, before.round, THIRD),
        sealed(&court, members[1], other_dispute, found.round, THIRD),
        sealed(&court, members[0], dispute, found.round, THIRD),
    ];
    for (vote, member) in (3..).zip(&members) {
        let (key, address) = (court.verifiers[*member].key.insecure_clone(), court.verifiers[*member].address);
        let seal = seals.get(usize::from(vote - 3)).copied();
        let seal = seal.unwrap_or_else(|| sealed(&court, *member, dispute, found.round, THIRD));
        commit(&mut court, &key, address, dispute, vote, seal).expect("anything can be committed to");
    }
    for member in &members[..3] {
        let result = court.try_show(*member, dispute, THIRD);
        assert_error(result, FurnaceSlashingError::CommitmentMismatch);
    }
    // and one that is sealed as it should be is
    court.try_show(members[3], dispute, THIRD).expect("vote is shown");
}
