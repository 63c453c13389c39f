//! Who is drawn into a committee: how often, beside whom, and who never is.

use furnace_client::accounts::JobState;
use furnace_client::instructions::dispute;
use furnace_common::dispute::{
    ACCUSER_FEES, APPEAL_FEES, APPEAL_SEATS, DRAW_SLOTS, FIRST_SEATS, ROSTER_PLACES, VERIFIER_BOND,
};
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::disputes::SETTLED_SECONDS;
use furnace_tests::scene::Scene;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::committee::{draw_again, judges, without_announcement};
use crate::court::{Court, FEE};
use crate::sampled::ALWAYS;

/// Compute units that a transaction has where it asks for none.
const DEFAULT_UNITS: u64 = 200_000;

#[test]
fn parties_do_not_judge() {
    // Given a client, an operator and an accuser who are verifiers with almost all of the bonds, and two others
    let mut scene = Scene::new();
    let huge = 100_000 * VERIFIER_BOND;
    let [client, operator, accuser] = ["client", "operator", "accuser"].map(|name| scene.network.verifier(name, huge));
    assert_eq!(client.wallet.pubkey(), scene.client.pubkey());
    assert_eq!(operator.wallet.pubkey(), scene.operator.wallet.pubkey());
    let [one, other] = ["one", "other"].map(|name| scene.network.verifier(name, VERIFIER_BOND).address);
    let job = scene.job(JobState::Review);

    // When one of them accuses, then the two others are drawn, and nobody else, though a committee has three seats
    for (wallet, judge) in [(&accuser.wallet, None), (&client.wallet, Some(accuser.address))] {
        let mut network = scene.network.copy();
        network.give(&wallet.pubkey(), ACCUSER_FEES * FEE);
        let dispute = network.dispute(wallet, job, CLAIMED_HASH);
        for drawn in draw_again(&mut network, dispute, 10) {
            let expected: Vec<_> = [one, other].into_iter().chain(judge).collect();
            assert_eq!(drawn.len(), expected.len());
            assert!(expected.iter().all(|judge| drawn.contains(judge)), "{drawn:?}");
        }
    }
}

#[test]
fn a_party_that_becomes_a_verifier_later_does_not_judge() {
    // Given an accusation among two verifiers, and a client that joins them with a huge bond after it
    let mut court = Court::new(2);
    let dispute = court.accuse();
    let network = &mut court.scene.network;
    network.verifier("client", 100_000 * VERIFIER_BOND);

    // When the drawing is announced anew, with all who stand on the roster now, then it is not drawn
    network.chain.advance(SETTLED_SECONDS);
    network.draw_committee(dispute);
    network.draw_committee(dispute);
    let found = network.disputed(&dispute);
    let drawn = judges(&found);
    assert_eq!(drawn.len(), 2);
    assert!(court.verifiers.iter().all(|verifier| drawn.contains(&verifier.address)));
}

/// A conviction by three of so many verifiers, who are those.
fn convicted(verifiers: usize) -> (Court, Address, Vec<Address>) {
    let mut court = Court::new(verifiers);
    let dispute = court.accuse();
    court.judge(dispute, CLAIMED_HASH);
    let judged = judges(&court.dispute(&dispute));
    court.scene.network.try_step(dispute).expect("the worker is convicted");
    (court, dispute, judged)
}

/// The wallet appeals, and a committee is drawn by many blocks.
fn appealed(court: &mut Court, dispute: Address, wallet: &Keypair) -> Vec<Vec<Address>> {
    court.scene.network.give(&wallet.pubkey(), APPEAL_FEES * FEE);
    court.scene.network.try_appeal(wallet, dispute).expect("appeal");
    draw_again(&mut court.scene.network, dispute, 20)
}

#[test]
fn who_appeals_does_not_judge() {
    // Given a conviction, and a verifier with almost all of the bonds that appeals against it
    let (mut court, dispute, _) = convicted(10);
    let appellant = court.scene.network.verifier("appellant", 100_000 * VERIFIER_BOND);

    // When the larger committee is drawn, then it has seven members, and never that one
    for drawn in appealed(&mut court, dispute, &appellant.wallet) {
        assert_eq!(drawn.len(), APPEAL_SEATS);
        assert!(!drawn.contains(&appellant.address));
    }
}

#[test]
fn who_judged_before_does_not_judge_again_where_others_are_enough() {
    // Given a conviction by three, and seven others, when it is appealed against, then those judge
    let (mut court, dispute, judged) = convicted(10);
    let wallet = court.scene.operator.wallet.insecure_clone();
    for drawn in appealed(&mut court, dispute, &wallet) {
        assert_eq!(drawn.len(), APPEAL_SEATS);
        assert!(judged.iter().all(|judge| !drawn.contains(judge)), "{drawn:?}");
    }

    // Given six others only, then seven of all judge
    let (mut court, dispute, judged) = convicted(9);
    let wallet = court.scene.operator.wallet.insecure_clone();
    for drawn in appealed(&mut court, dispute, &wallet) {
        assert_eq!(drawn.len(), APPEAL_SEATS);
        assert!(judged.iter().any(|judge| drawn.contains(judge)));
    }

    // Given an auditor that disagrees, and three others, then those judge
    let mut court = Court::sampled(4, ALWAYS);
    let dispute = court.audit();
    court.scene.network.draw_committee(dispute);
    let auditor = judges(&court.dispute(&dispute))[0];
    court.rule(dispute, &[Some(CLAIMED_HASH)]);
    for drawn in draw_again(&mut court.scene.network, dispute, 20) {
        assert_eq!((drawn.len(), drawn.contains(&auditor)), (FIRST_SEATS, false));
    }
}

#[test]
fn where_nobody_may_judge_the_drawing_is_announced_anew() {
    // Given an accusation, and no verifier but the client
    let mut scene = Scene::new();
    let client = scene.network.verifier("client", VERIFIER_BOND).wallet;
    let job = scene.job(JobState::Review);
    scene.network.give(&client.pubkey(), ACCUSER_FEES * FEE);
    let dispute = scene.network.dispute(&client, job, CLAIMED_HASH);

    // When it is drawn, then it is announced anew, and nothing else happens, as often as anyone tries
    for _ in 0..3 {
        let before = scene.network.disputed(&dispute);
        scene.network.chain.advance(9);
        scene.network.draw_committee(dispute);
        let after = scene.network.disputed(&dispute);
        assert_eq!(after.announced_at, before.announced_at + 9);
        assert_eq!(without_announcement(after), without_announcement(before));
    }
    // and who joins meanwhile judges alone
    let late = scene.network.verifier("late", VERIFIER_BOND);
    scene.network.draw_committee(dispute);
    scene.network.draw_committee(dispute);
    assert_eq!(judges(&scene.network.disputed(&dispute)), [late.address]);
}

#[test]
fn bonds_decide_how_often_a_verifier_judges() {
    // Given verifiers with one to four parts of a bond each, and an accusation
    let mut scene = Scene::new();
    let verifiers: Vec<_> =
        (1..=4).map(|part| scene.network.verifier(&format!("verifier {part}"), part * VERIFIER_BOND)).collect();
    let job = scene.job(JobState::Review);
    scene.network.give(&scene.client.pubkey(), ACCUSER_FEES * FEE);
    let dispute = scene.network.dispute(&scene.client.insecure_clone(), job, CLAIMED_HASH);

    // When its committee is drawn by many blocks
    let draws = 400;
    let mut first = [0f64; 4];
    for drawn in draw_again(&mut scene.network, dispute, draws) {
        let places = drawn.iter().map(|judge| verifiers.iter().position(|verifier| verifier.address == *judge));
        let mut places: Vec<usize> = places.map(|place| place.expect("a verifier")).collect();
        first[places[0]] += 1.0;
        // Then nobody has two seats
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), FIRST_SEATS);
    }

    // and the first seat goes by their bonds
    for (part, times) in (1u32..).zip(first) {
        let probability = f64::from(part) / 10.0;
        let expected = draws as f64 * probability;
        let deviation = (expected * (1.0 - probability)).sqrt();
        assert!((times - expected).abs() < 5.0 * deviation, "{first:?}");
    }
}

#[test]
fn a_full_roster_is_drawn_within_the_default_limit() {
    // Given 128 verifiers, an accusation, and an appeal
    let mut court = Court::new(ROSTER_PLACES);
    let dispute = court.accuse();
    let network = &mut court.scene.network;
    assert!(network.roster().places.iter().all(|place| place.weight > 0));
    network.chain.pass_slots(DRAW_SLOTS + 1);
    let draw = dispute::committee_draw(dispute);
    let first = network.send(std::slice::from_ref(&draw), &[]).expect("committee is drawn").compute_units;
    court.rule(dispute, &[Some(CLAIMED_HASH); 3]);
    let network = &mut court.scene.network;
    network.try_step(dispute).expect("the worker is convicted");
    let wallet = court.scene.operator.wallet.insecure_clone();
    network.give(&wallet.pubkey(), APPEAL_FEES * FEE);
    network.try_appeal(&wallet, dispute).expect("appeal");
    network.chain.pass_slots(DRAW_SLOTS + 1);

    // When seven of them are drawn, then that takes no more than a transaction has that asks for nothing
    let appeal = network.send(&[draw], &[]).expect("committee is drawn").compute_units;
    println!("committee of 3: {first} compute units; of 7: {appeal}");
    assert_eq!(network.disputed(&dispute).seats, 7);
    assert!(first < DEFAULT_UNITS && appeal < DEFAULT_UNITS, "{first} and {appeal}");
}
