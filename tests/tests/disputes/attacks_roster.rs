//! Who would move the roster: to change whom a block draws, to keep others from it, or to stand on it for nothing.

use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::verifier;
use furnace_client::pda;
use furnace_common::dispute::{DRAW_SECONDS, DRAW_SLOTS, VERIFIER_BOND, VERIFIER_COOLDOWN_SECONDS};
use furnace_common::state::DisputeState;
use furnace_tests::errors::assert_error;
use furnace_tests::network::Network;
use furnace_tests::network::disputes::{SETTLED_SECONDS, VerifierActor};
use solana_address::Address;
use solana_signer::Signer;

use crate::committee::{judges, try_deposit, try_leave, try_refresh};
use crate::court::{Court, FEE};

/// Enough that whoever has it would be drawn.
const HUGE: u64 = 100_000 * VERIFIER_BOND;

/// A court whose verifiers may change their places, one of them with much HEAT, and a newcomer with a huge bond.
fn moves() -> (Court, VerifierActor) {
    let mut court = Court::new(5);
    let newcomer = court.scene.network.verifier_unlisted("newcomer", HUGE);
    court.scene.network.give(&court.verifiers[0].wallet.pubkey(), HUGE);
    court.scene.network.chain.advance(SETTLED_SECONDS);
    (court, newcomer)
}

/// Everything that can be done to the roster: one joins, one adds to its bond, one leaves.
fn make(network: &mut Network, verifiers: &[VerifierActor], newcomer: &VerifierActor) {
    network.try_list(newcomer, 100).expect("newcomer is listed");
    try_deposit(network, &verifiers[0], HUGE).expect("deposit");
    try_refresh(network, &verifiers[0]).expect("weight follows");
    try_leave(network, &verifiers[1]).expect("verifier leaves");
}

/// The committee that the block draws, once it is there.
fn drawn(network: &mut Network, dispute: Address) -> Vec<Address> {
    network.draw_committee(dispute);
    judges(&network.disputed(&dispute))
}

#[test]
fn nothing_that_is_done_after_the_announcement_changes_whom_it_draws() {
    // Given an announcement, and whom it draws where nobody does anything
    let (mut court, newcomer) = moves();
    let dispute = court.accuse();
    let expected = drawn(&mut court.scene.network.copy(), dispute);

    // When verifiers join, add to their bonds and leave after it, in the same second or later, before or after the
    // block, then it draws the same
    for (seconds, slots) in [(0, 0), (0, DRAW_SLOTS + 1), (1, 0), (1, DRAW_SLOTS + 1), (DRAW_SECONDS, 30)] {
        let mut network = court.scene.network.copy();
        network.chain.advance(seconds);
        network.chain.pass_slots(slots);
        make(&mut network, &court.verifiers, &newcomer);
        assert_eq!(drawn(&mut network, dispute), expected, "{seconds} s and {slots} slots later");
    }
}

#[test]
fn what_is_done_in_the_second_of_the_announcement_comes_too_late() {
    // Given whom an announcement draws where nobody does anything
    let (mut quiet, _) = moves();
    let dispute = quiet.accuse();
    let expected = drawn(&mut quiet.scene.network, dispute);

    // When verifiers join, add to their bonds and leave just before it, but in the same second, then it draws the same:
    // the clock stands still over several blocks, and nobody can tell which came first
    let (mut court, newcomer) = moves();
    make(&mut court.scene.network, &court.verifiers, &newcomer);
    assert_eq!(court.accuse(), dispute);
    assert_eq!(drawn(&mut court.scene.network, dispute), expected);
}

#[test]
fn what_is_done_before_the_announcement_counts() {
    // Given a roster that changed a second before an announcement
    let (mut court, newcomer) = moves();
    make(&mut court.scene.network, &court.verifiers, &newcomer);
    court.scene.network.chain.advance(1);

    // When it draws, then whoever joined or added to its bond is drawn with that, and who left is not
    let dispute = court.accuse();
    let members = drawn(&mut court.scene.network, dispute);
    let [rich, gone] = [0, 1].map(|verifier: usize| court.verifiers[verifier].address);
    assert!(members.contains(&newcomer.address) && members.contains(&rich));
    assert!(!members.contains(&gone));
}

#[test]
fn no_drawing_sees_two_changes_of_a_place() {
    // Given a place that changed in the very second of an announcement
    let (mut court, _) = moves();
    let network = &mut court.scene.network;
    try_deposit(network, &court.verifiers[0], HUGE / 2).expect("deposit");
    try_refresh(network, &court.verifiers[0]).expect("weight follows");
    let dispute = court.accuse();
    let expected = drawn(&mut court.scene.network.copy(), dispute);

    // When it is to change again, then it does not as long as that announcement draws
    let (network, actor) = (&mut court.scene.network, &court.verifiers[0]);
    try_deposit(network, actor, HUGE / 2).expect("deposit");
    for seconds in [0, 1, DRAW_SECONDS - 1] {
        network.chain.advance(seconds);
        assert_error(try_refresh(network, actor), FurnaceSlashingError::PlaceSettling);
        assert_error(try_leave(network, actor), FurnaceSlashingError::PlaceSettling);
    }
    assert_eq!(drawn(&mut network.copy(), dispute), expected);

    // and once it changes, nothing is drawn from that announcement any more
    network.chain.advance(1);
    try_refresh(network, actor).expect("weight follows");
    network.draw_committee(dispute);
    let found = network.disputed(&dispute);
    assert_eq!((found.state(), found.seats), (Some(DisputeState::Drawing), 0));
    assert_eq!(found.announced_at, network.chain.now());
}

#[test]
fn a_bond_that_was_slashed_weighs_less_once_anyone_says_so() {
    // Given a verifier with just the least bond, of which silence took a part
    let (mut court, dispute) = Court::drawn(3);
    court.scene.network.chain.advance(SETTLED_SECONDS);
    court.rule(dispute, &[None, Some(Court::result()), Some(Court::result())]);
    let silent = court.members(dispute)[0];
    court.scene.network.finish_dispute(dispute);
    let place = court.verifier(silent).place;
    assert_eq!(court.verifier(silent).bond, VERIFIER_BOND - VERIFIER_BOND / 20);

    // When nobody says so, then it keeps its weight; when a stranger does, it has none
    let weight = |court: &Court| court.scene.network.roster().places[usize::from(place)].weight;
    assert_eq!(weight(&court), VERIFIER_BOND);
    try_refresh(&mut court.scene.network, &court.verifiers[silent]).expect("weight follows");
    assert_eq!(weight(&court), 0);

    // and with what it lacks it stands there again
    court.scene.network.give(&court.verifiers[silent].wallet.pubkey(), VERIFIER_BOND / 20);
    try_deposit(&mut court.scene.network, &court.verifiers[silent], VERIFIER_BOND / 20).expect("deposit");
    court.scene.network.chain.advance(SETTLED_SECONDS);
    try_refresh(&mut court.scene.network, &court.verifiers[silent]).expect("weight follows");
    assert_eq!(weight(&court), VERIFIER_BOND);
}

#[test]
fn a_verifier_never_counts_twice() {
    // Given a verifier that lost its weight at one place, and stands at another with a new bond
    let (mut court, dispute) = Court::drawn(3);
    court.scene.network.chain.advance(SETTLED_SECONDS);
    court.rule(dispute, &[None, Some(Court::result()), Some(Court::result())]);
    let silent = court.members(dispute)[0];
    court.scene.network.finish_dispute(dispute);
    let network = &mut court.scene.network;
    let actor = &court.verifiers[silent];
    let old = usize::from(network.verifier_of(actor).place);
    try_refresh(network, actor).expect("weight follows");
    let lost_at = network.chain.now();
    network.chain.advance(1);
    network.give(&actor.wallet.pubkey(), VERIFIER_BOND);
    try_deposit(network, actor, VERIFIER_BOND).expect("deposit");
    network.try_list(actor, 50).expect("verifier is listed elsewhere");

    // When a drawing is announced at any time around that, then it counts at one of the two at most
    for announced in lost_at - 2..lost_at + 4 {
        let places = network.roster().places;
        let weight_at = |index: usize| {
            let place = &places[index];
            if place.since < announced { place.weight } else { place.before }
        };
        assert!(weight_at(old) == 0 || weight_at(50) == 0, "announced at {announced}");
    }
    // and it does not go back to where it was
    network.chain.advance(SETTLED_SECONDS);
    assert_error(network.try_list(actor, old as u8), FurnaceSlashingError::PlaceTaken);
}

#[test]
fn nobody_stands_on_the_roster_with_the_bond_of_an_account_that_is_gone() {
    // Given a verifier that is listed, and one that left, took its bond and came back with none
    let mut network = Network::new();
    let actor = network.verifier("verifier", VERIFIER_BOND);
    let close = |network: &Network, actor: &VerifierActor| verifier::verifier_close(&network.verifier_of(actor));
    let early = close(&network, &actor);
    assert_error(network.send(&[early], &[&actor.wallet]), FurnaceSlashingError::VerifierNotEmpty);
    network.chain.advance(SETTLED_SECONDS);
    try_leave(&mut network, &actor).expect("verifier leaves");
    network.chain.advance(VERIFIER_COOLDOWN_SECONDS);
    let wallet = actor.wallet.pubkey();
    let withdraw = verifier::verifier_withdraw(wallet, pda::heat_account(&wallet));
    let closing = close(&network, &actor);
    let register = verifier::verifier_register(wallet, network.payer(), actor.key.pubkey());
    network.send(&[withdraw, closing, register], &[&actor.wallet]).expect("verifier comes back");

    // Then it has no weight there, and its old place is anyone's
    assert_eq!(network.roster().place_of(&actor.address), Some((0, 0)));
    let other = network.verifier_unlisted("other", VERIFIER_BOND);
    network.try_list(&other, 0).expect("the place is free");
    assert_eq!(network.roster().places[0].before, 0);
}

#[test]
fn who_puts_nothing_down_keeps_nobody_off_the_roster() {
    // Given a verifier without a bond, which costs nothing but its rent
    let mut network = Network::new();
    let squatter = network.verifier_unlisted("squatter", 1);
    let honest = network.verifier_unlisted("honest", VERIFIER_BOND);

    // When it goes over all free places, one after the other
    for place in 0..128 {
        let _ = network.try_list(&squatter, place);
    }

    // Then a verifier with a bond still finds one
    let place = network.roster().free_place(network.chain.now());
    let place = place.expect("a place is kept from others by a bond alone");
    network.try_list(&honest, place).expect("verifier is listed");
}

#[test]
fn who_left_does_not_keep_its_place_from_others() {
    // Given a verifier that left
    let mut network = Network::new();
    let gone = network.verifier("gone", VERIFIER_BOND);
    let honest = network.verifier_unlisted("honest", VERIFIER_BOND);
    network.chain.advance(SETTLED_SECONDS);
    try_leave(&mut network, &gone).expect("verifier leaves");

    // When anyone says once more that it has no weight, as soon as that is possible, then its place is free all the same
    network.chain.advance(SETTLED_SECONDS);
    let _ = try_refresh(&mut network, &gone);
    network.try_list(&honest, 0).expect("the place is free");
}

#[test]
fn a_stranger_keeps_nobody_from_leaving() {
    // Given a verifier whose place did not change for long
    let mut network = Network::new();
    let actor = network.verifier("verifier", VERIFIER_BOND);
    network.chain.advance(SETTLED_SECONDS);

    // When a stranger says anew what the roster knows already, then the verifier leaves all the same
    let _ = try_refresh(&mut network, &actor);
    try_leave(&mut network, &actor).expect("verifier leaves");
    // and its weight follows as well
    let mut network = Network::new();
    let actor = network.verifier("verifier", VERIFIER_BOND);
    network.give(&actor.wallet.pubkey(), FEE);
    network.chain.advance(SETTLED_SECONDS);
    let _ = try_refresh(&mut network, &actor);
    try_deposit(&mut network, &actor, FEE).expect("deposit");
    try_refresh(&mut network, &actor).expect("weight follows");
}
