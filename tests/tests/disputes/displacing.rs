//! A full roster: a larger bond takes the lowest place.

use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::verifier;
use furnace_common::dispute::{ROSTER_PLACES, VERIFIER_BOND};
use furnace_tests::chain::Receipt;
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::network::Network;
use furnace_tests::network::disputes::{SETTLED_SECONDS, VerifierActor};
use solana_signer::Signer;

/// The place of the lowest bond.
const LOWEST: u8 = 77;

/// A roster without a free place; all bonds but one are larger than the least.
fn full() -> Network {
    let mut network = Network::new();
    for place in 0..ROSTER_PLACES as u8 {
        let bond = if place == LOWEST { VERIFIER_BOND } else { VERIFIER_BOND + 10 + u64::from(place) };
        let verifier = network.verifier_unlisted(&format!("verifier {place}"), bond);
        network.try_list(&verifier, place).expect("verifier is listed");
    }
    network.chain.advance(SETTLED_SECONDS);
    network
}

fn try_displace(network: &mut Network, by: &VerifierActor, place: u8) -> Result<Receipt, Failure> {
    network.send(&[verifier::verifier_displace(&by.wallet.pubkey(), place)], &[])
}

#[test]
fn a_larger_bond_takes_the_lowest_place_when_no_drawing_needs_it_any_more() {
    // Given a full roster, and a verifier with more than the lowest bond
    let mut network = full();
    let candidate = network.verifier_unlisted("candidate", VERIFIER_BOND + 1);

    // When anyone makes room for it
    try_displace(&mut network, &candidate, LOWEST).expect("displaced");
    assert_eq!(network.roster().places[usize::from(LOWEST)].weight, 0);
    let early = network.try_list(&candidate, LOWEST);
    assert_error(early, FurnaceSlashingError::PlaceTaken);

    // Then the place is its own once drawings that were announced before are over
    network.chain.advance(SETTLED_SECONDS);
    network.try_list(&candidate, LOWEST).expect("the place is free");
    let place = &network.roster().places[usize::from(LOWEST)];
    assert_eq!((place.verifier, place.weight), (candidate.address, VERIFIER_BOND + 1));
}

#[test]
fn only_the_lowest_is_displaced_and_only_by_more() {
    let mut network = full();
    let equal = network.verifier_unlisted("equal", VERIFIER_BOND);
    let larger = network.verifier_unlisted("larger", 2 * VERIFIER_BOND);
    assert_error(try_displace(&mut network, &equal, LOWEST), FurnaceSlashingError::NotLowest);
    assert_error(try_displace(&mut network, &larger, LOWEST + 1), FurnaceSlashingError::NotLowest);
    assert_error(try_displace(&mut network, &larger, ROSTER_PLACES as u8), FurnaceSlashingError::NoSuchPlace);
}

#[test]
fn nobody_is_displaced_while_there_is_room_nor_by_who_has_a_place() {
    let mut network = full();
    let candidate = network.verifier_unlisted("candidate", 2 * VERIFIER_BOND);
    try_displace(&mut network, &candidate, LOWEST).expect("displaced");
    let another = network.verifier_unlisted("another", 3 * VERIFIER_BOND);
    assert_error(try_displace(&mut network, &another, 0), FurnaceSlashingError::RosterNotFull);

    network.chain.advance(SETTLED_SECONDS);
    network.try_list(&candidate, LOWEST).expect("the place is free");
    assert_error(try_displace(&mut network, &candidate, 0), FurnaceSlashingError::PlaceTaken);
}
