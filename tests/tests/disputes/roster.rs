//! Places from which committees are drawn.

use furnace_client::accounts::JobState;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::generated::slashing::types::Place;
use furnace_common::dispute::{DRAW_SECONDS, VERIFIER_BOND};
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::Network;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::disputes::SETTLED_SECONDS;
use furnace_tests::scene::Scene;
use solana_signer::Signer;

use crate::committee::{try_deposit, try_leave, try_refresh};
use crate::court::FEE;

#[test]
fn anyone_puts_a_verifier_on_the_roster_with_its_bond() {
    // Given a verifier that put down more than it must
    let mut network = Network::new();
    let bond = VERIFIER_BOND + 5;
    let actor = network.verifier_unlisted("verifier", bond);

    // When a stranger lists it at a free place, then it stands there from now on, with all of it
    network.try_list(&actor, 7).expect("verifier is listed");
    let since = network.chain.now();
    let expected = Place { verifier: actor.address, before: 0, weight: bond, since };
    assert_eq!(network.roster().places[7], expected);
    assert_eq!(network.verifier_of(&actor).place, 7);
    let others = network.roster().places.iter().filter(|place| place.since != 0).count();
    assert_eq!(others, 1);
}

#[test]
fn there_are_128_places() {
    let mut network = Network::new();
    let actor = network.verifier_unlisted("verifier", VERIFIER_BOND);
    for place in [128, 129, u8::MAX] {
        assert_error(network.try_list(&actor, place), FurnaceSlashingError::NoSuchPlace);
    }
    network.try_list(&actor, 127).expect("verifier is listed");
}

#[test]
fn a_place_is_one_verifiers_and_a_verifier_has_one_place() {
    // Given two verifiers, one of them on the roster, for whatever time
    let mut network = Network::new();
    let first = network.verifier("first", VERIFIER_BOND);
    let second = network.verifier_unlisted("second", 2 * VERIFIER_BOND);
    for seconds in [0, SETTLED_SECONDS] {
        network.chain.advance(seconds);

        // When the other takes its place, or it takes another, then it is refused
        assert_error(network.try_list(&second, 0), FurnaceSlashingError::PlaceTaken);
        assert_error(network.try_list(&first, 1), FurnaceSlashingError::PlaceTaken);
    }
    assert_eq!(network.roster().place_of(&first.address), Some((0, VERIFIER_BOND)));
}

#[test]
fn a_place_changes_once_in_the_time_of_a_drawing() {
    // Given a verifier on the roster that adds to its bond
    let mut network = Network::new();
    let actor = network.verifier("verifier", VERIFIER_BOND);
    network.give(&actor.wallet.pubkey(), HEAT);
    try_deposit(&mut network, &actor, HEAT).expect("deposit");
    let since = network.roster().places[0].since;

    // When its weight is to follow in the time of a drawing, or it leaves, then it is too early
    for now in [since, since + 1, since + DRAW_SECONDS] {
        network.chain.set_time(now);
        assert_error(try_refresh(&mut network, &actor), FurnaceSlashingError::PlaceSettling);
        assert_error(try_leave(&mut network, &actor), FurnaceSlashingError::PlaceSettling);
    }
    assert!(!network.verifier_of(&actor).is_leaving());

    // When that time is over, then it follows, and the place knows what it was before
    network.chain.set_time(since + DRAW_SECONDS + 1);
    try_refresh(&mut network, &actor).expect("weight follows");
    let place = network.roster().places[0].clone();
    assert_eq!((place.before, place.weight), (VERIFIER_BOND, VERIFIER_BOND + HEAT));
    assert_eq!(place.since, since + DRAW_SECONDS + 1);
}

#[test]
fn a_place_that_was_left_is_free_when_no_drawing_needs_it() {
    // Given a verifier that left
    let mut network = Network::new();
    let (first, second) =
        (network.verifier("first", VERIFIER_BOND), network.verifier_unlisted("second", 2 * VERIFIER_BOND));
    network.chain.advance(SETTLED_SECONDS);
    try_leave(&mut network, &first).expect("verifier leaves");

    // When another takes its place, then it is refused for the time of a drawing
    for seconds in [0, DRAW_SECONDS] {
        network.chain.advance(seconds);
        assert_error(network.try_list(&second, 0), FurnaceSlashingError::PlaceTaken);
    }
    network.chain.advance(1);
    network.try_list(&second, 0).expect("verifier is listed");
    // and what the first one had is not the second one's
    let place = network.roster().places[0].clone();
    assert_eq!((place.verifier, place.before, place.weight), (second.address, 0, 2 * VERIFIER_BOND));
}

#[test]
fn only_who_is_listed_accuses_for_others() {
    // Given a job in review, a verifier on the roster, and one that is not
    let mut scene = Scene::new();
    let listed = scene.network.verifier("listed", VERIFIER_BOND + 5 * FEE);
    let unlisted = scene.network.verifier_unlisted("unlisted", VERIFIER_BOND);
    scene.network.chain.advance(SETTLED_SECONDS);
    let job = scene.job(JobState::Review);
    for actor in [&listed, &unlisted] {
        scene.network.give(&actor.wallet.pubkey(), 5 * FEE);
    }

    // When the unlisted one accuses the worker, then it is refused, and so it is once the other has left
    let refused = scene.network.try_dispute(&unlisted.wallet, job, CLAIMED_HASH);
    assert_error(refused, FurnaceSlashingError::NotListed);
    let mut left = scene.network.copy();
    try_leave(&mut left, &listed).expect("verifier leaves");
    assert_error(left.try_dispute(&listed.wallet, job, CLAIMED_HASH), FurnaceSlashingError::NotListed);

    // When the listed one does, then there is a dispute in its name
    let dispute = scene.network.dispute(&listed.wallet, job, CLAIMED_HASH);
    let found = scene.network.disputed(&dispute);
    assert_eq!((found.accuser, found.bond), (listed.wallet.pubkey(), 5 * FEE));
    assert!(found.parties.contains(&listed.address));
}
