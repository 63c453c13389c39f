//! Votes of verifiers that are gone.

use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::{dispute, verifier};
use furnace_client::pda;
use furnace_common::dispute::VERIFIER_COOLDOWN_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::disputes::SETTLED_SECONDS;
use solana_address::Address;
use solana_signer::Signer;

use crate::books::assert_books;
use crate::committee::try_leave;
use crate::court::{Court, FEE};
use crate::votes::{end, try_settle};

/// A vote that was never committed to and counts as silence; its verifier left meanwhile and closed its account.
fn abandoned() -> (Court, Address, usize) {
    let (mut court, dispute) = Court::drawn(3);
    let gone = court.members(dispute)[0];
    court.scene.network.chain.advance(SETTLED_SECONDS);
    try_leave(&mut court.scene.network, &court.verifiers[gone]).expect("verifier leaves");
    court.rule(dispute, &[None, Some(Court::result()), Some(Court::result())]);
    end(&mut court, dispute);
    let void = dispute::vote_void(dispute, 0, court.verifiers[gone].address);
    assert_error(court.scene.network.send(&[void], &[]), FurnaceSlashingError::VerifierOpen);

    court.scene.network.chain.advance(VERIFIER_COOLDOWN_SECONDS);
    let wallet = court.verifiers[gone].wallet.insecure_clone();
    let withdraw = verifier::verifier_withdraw(wallet.pubkey(), pda::heat_account(&wallet.pubkey()));
    let close = verifier::verifier_close(&court.verifier(gone));
    court.scene.network.send(&[withdraw, close], &[&wallet]).expect("verifier is gone");
    (court, dispute, gone)
}

#[test]
fn a_vote_of_a_verifier_that_is_gone_holds_up_nobody() {
    // Given a silent vote of a verifier whose account is closed
    let (mut court, dispute, gone) = abandoned();
    let (address, network) = (court.verifiers[gone].address, &mut court.scene.network);
    assert!(network.send(&[dispute::vote_settle(dispute, 0, address)], &[]).is_err());
    assert_error(try_settle(network, dispute, 1), FurnaceSlashingError::FaultsFirst);

    // When it is settled as that of nobody, or of another, then only the first goes through, once
    let stranger = court.scene.stranger.pubkey();
    let foreign = dispute::vote_void(dispute, 0, stranger);
    assert_error(network.send(&[foreign], &[]), FurnaceSlashingError::NotMember);
    let void = dispute::vote_void(dispute, 0, address);
    network.send(std::slice::from_ref(&void), &[]).expect("vote is settled");
    assert_error(network.send(&[void], &[]), FurnaceSlashingError::AlreadySettled);

    // Then the others are paid, and the dispute is closed
    network.finish_dispute(dispute);
    assert!(network.chain.account(&dispute).is_none());
    let paid: u64 = (0..3).filter(|other| *other != gone).map(|other| court.verifier(other).earned).sum();
    assert_eq!(paid, 2 * FEE);
    assert_books(&court.scene.network);
}

#[test]
fn who_comes_back_answers_for_what_it_left() {
    // Given a silent vote of a verifier that closed its account and is a verifier again
    let (mut court, dispute, gone) = abandoned();
    let again = court.scene.network.verifier_unlisted(&format!("verifier {gone}"), 100);
    assert_eq!(again.address, court.verifiers[gone].address);

    // When the vote is settled, then it is punished with what it put down now
    let void = dispute::vote_void(dispute, 0, again.address);
    assert_error(court.scene.network.send(&[void], &[]), FurnaceSlashingError::VerifierOpen);
    court.scene.network.finish_dispute(dispute);
    assert_eq!((court.verifier(gone).bond, court.verifier(gone).slashed), (95, 5));
    assert_books(&court.scene.network);
}
