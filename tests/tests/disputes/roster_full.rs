//! A roster without a free place: who gets one, and who comes back. Displacing itself is in `displacing`.

use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::verifier;
use furnace_common::dispute::{ROSTER_PLACES, VERIFIER_BOND};
use furnace_tests::errors::assert_error;
use furnace_tests::network::Network;
use furnace_tests::network::disputes::{SETTLED_SECONDS, VerifierActor};
use solana_signer::Signer;

use crate::books::assert_books;
use crate::committee::{Outcome, try_deposit, try_leave, try_refresh};

/// As many verifiers as there are places; the one at place 77 has the lowest bond.
fn full() -> (Network, Vec<VerifierActor>) {
    let mut network = Network::new();
    let bond = |place: usize| if place == 77 { VERIFIER_BOND } else { VERIFIER_BOND + 1 };
    let verifiers = (0..ROSTER_PLACES).map(|n| network.verifier(&format!("verifier {n}"), bond(n))).collect();
    network.chain.advance(SETTLED_SECONDS);
    (network, verifiers)
}

fn try_displace(network: &mut Network, actor: &VerifierActor, place: u8) -> Outcome {
    network.send(&[verifier::verifier_displace(&actor.wallet.pubkey(), place)], &[])
}

#[test]
fn a_full_roster_takes_nobody_until_one_leaves() {
    // Given a full roster, and one verifier more
    let (mut network, verifiers) = full();
    let one_more = network.verifier_unlisted("one more", 100 * VERIFIER_BOND);
    assert_eq!(network.roster().free_place(network.chain.now()), None);

    // When it is listed anywhere, then it is refused, whatever its bond is
    for place in 0..128 {
        assert_error(network.try_list(&one_more, place), FurnaceSlashingError::PlaceTaken);
    }

    // When one has left for the time of a drawing, then it takes that place
    try_leave(&mut network, &verifiers[5]).expect("verifier leaves");
    network.chain.advance(SETTLED_SECONDS);
    assert_eq!(network.roster().free_place(network.chain.now()), Some(5));
    network.try_list(&one_more, 5).expect("verifier is listed");
    assert_eq!(network.roster().place_of(&one_more.address), Some((5, 100 * VERIFIER_BOND)));
    assert_books(&network);
}

#[test]
fn who_was_displaced_comes_back_with_a_larger_bond() {
    // Given a verifier that was displaced, and nobody who took its place
    let (mut network, verifiers) = full();
    let larger = network.verifier_unlisted("larger", VERIFIER_BOND + 1);
    try_displace(&mut network, &larger, 77).expect("the lowest is displaced");
    network.give(&verifiers[77].wallet.pubkey(), 2);
    try_deposit(&mut network, &verifiers[77], 2).expect("deposit");

    // When it is listed there, then it is refused for the time of a drawing, and not after it
    assert_error(try_refresh(&mut network, &verifiers[77]), FurnaceSlashingError::PlaceSettling);
    network.chain.advance(SETTLED_SECONDS);
    try_refresh(&mut network, &verifiers[77]).expect("verifier is listed");
    // and the larger one takes the lowest place that there is now
    assert_error(try_displace(&mut network, &larger, 77), FurnaceSlashingError::NotLowest);
    assert_error(try_displace(&mut network, &larger, 0), FurnaceSlashingError::NotLowest);
}

#[test]
fn a_place_that_just_changed_is_not_taken() {
    // Given the lowest place, which changed in the time of a drawing, when it is taken, then it is too early
    let (mut network, verifiers) = full();
    let larger = network.verifier_unlisted("larger", 100 * VERIFIER_BOND);
    for actor in &verifiers {
        network.give(&actor.wallet.pubkey(), 2);
        try_deposit(&mut network, actor, 2).expect("deposit");
        try_refresh(&mut network, actor).expect("weight follows");
    }
    assert_error(try_displace(&mut network, &larger, 77), FurnaceSlashingError::PlaceSettling);
    network.chain.advance(SETTLED_SECONDS);
    try_displace(&mut network, &larger, 77).expect("the lowest is displaced");
}
