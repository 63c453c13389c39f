//! What a liar, an accuser or a stranger could gain by the terms themselves, each written out.

use furnace_client::accounts::JobState;
use furnace_client::furnace::accuser_bond;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::instructions::verifier;
use furnace_client::pda;
use furnace_common::dispute::{APPEAL_FEES, ROSTER_PLACES, VERIFIER_BOND};
use furnace_common::limits::MAX_JOB_SECONDS;
use furnace_common::units::HEAT;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::disputes::{SETTLED_SECONDS, VerifierActor};
use furnace_tests::network::{COOLDOWN, attestation, job_terms, market_terms};
use furnace_tests::scene::{STAKE, Scene};
use solana_address::Address;
use solana_signer::Signer;

/// The usual cast with so many verifiers.
fn court(verifiers: usize) -> (Scene, Vec<VerifierActor>) {
    let mut scene = Scene::with(STAKE, 2 * STAKE);
    let verifiers = (0..verifiers).map(|n| scene.network.verifier(&format!("verifier {n}"), VERIFIER_BOND)).collect();
    (scene, verifiers)
}

/// A result for this price, and the client that says it is wrong with nothing but its bond in its purse.
fn accused(scene: &mut Scene, price: u64) -> (Address, u64) {
    let job = scene.network.post(&scene.client, price);
    scene.network.drive(&scene.worker, job, JobState::Review);
    let bond = accuser_bond(&scene.network.job(&job));
    scene.network.give(&scene.client.pubkey(), bond);
    (scene.network.dispute(&scene.client, job, CLAIMED_HASH), bond)
}

/// The operator appeals, with what that costs.
fn appeal(scene: &mut Scene, dispute: Address) {
    let wallet = scene.operator.wallet.insecure_clone();
    let fee = scene.network.disputed(&dispute).fee;
    scene.network.give(&wallet.pubkey(), APPEAL_FEES * fee);
    scene.network.try_appeal(&wallet, dispute).expect("appeal");
}

#[test]
fn who_says_rightly_that_a_result_is_wrong_loses_nothing_however_large_the_job() {
    // Given a job whose price is all that the worker has at stake, and a wrong result
    let (mut scene, verifiers) = court(5);
    let (dispute, bond) = accused(&mut scene, STAKE);

    // When the committee says so, and nobody appeals
    scene.network.judge(dispute, &verifiers, |_| Some(CLAIMED_HASH));
    scene.network.try_step(dispute).expect("the worker is convicted");
    scene.network.chain.set_time(scene.network.disputed(&dispute).appeal_ends_at + 1);
    scene.network.finish_dispute(dispute);

    // Then the accuser has its bond back
    let back = scene.network.heat(&scene.client.pubkey());
    assert!(back >= bond, "an honest accuser has {} of {} HEAT back", back / HEAT, bond / HEAT);
}

#[test]
fn stake_that_answers_for_a_result_does_not_leave_before_the_verdict() {
    // Given a job of a week, of a market whose review is as long, and a worker whose operator unstakes at once
    let (mut scene, verifiers) = court(5);
    let terms = MarketOpenInstructionArgs {
        max_job_seconds: MAX_JOB_SECONDS,
        review_seconds: 7 * 86_400,
        ..market_terms(1)
    };
    let authority = scene.network.authority.insecure_clone();
    let market = scene.network.open_market(&authority, terms);
    let terms = furnace_client::generated::jobs::types::JobTerms { max_seconds: MAX_JOB_SECONDS, ..job_terms(100 * HEAT) };
    let job = scene.network.try_post(&scene.client, market, terms).expect("posted");
    scene.network.drive(&scene.worker, job, JobState::Running);
    let (wallet, pool) = (scene.operator.wallet.insecure_clone(), scene.operator.pool);
    let shares = scene.network.position(&pool, &wallet.pubkey()).shares;
    scene.network.try_unstake(&wallet, pool, shares).expect("unstake");
    let unlocked_at = scene.network.chain.now() + COOLDOWN;
    // and a wrong result at the last moment, of which the client says so before the review ends
    scene.network.chain.set_time(scene.network.job(&job).deadline);
    scene.network.try_submit(&scene.worker, job).expect("submitted");
    scene.network.chain.set_time(scene.network.job(&job).review_ends_at - 60);
    let bond = accuser_bond(&scene.network.job(&job));
    scene.network.give(&scene.client.pubkey(), bond);
    let dispute = scene.network.dispute(&scene.client, job, CLAIMED_HASH);

    // When the cool-down ends before the committee has voted
    scene.network.chain.set_time(unlocked_at);
    let _ = scene.network.try_withdraw_stake(&wallet, pool, 0);
    scene.network.judge(dispute, &verifiers, |_| Some(CLAIMED_HASH));
    scene.network.try_step(dispute).expect("the worker is convicted");

    // Then the liar pays all the same
    let penalty = scene.network.disputed(&dispute).penalty;
    assert!(penalty >= 100 * HEAT, "the liar is convicted, and pays {} HEAT", penalty / HEAT);
}

#[test]
fn who_put_nothing_down_keeps_nobody_off_the_roster() {
    // Given a wallet that is a verifier without a bond
    let mut scene = Scene::new();
    let idle = scene.stranger.pubkey();
    let register = verifier::verifier_register(idle, scene.network.payer(), idle);
    scene.network.send(&[register], &[&scene.stranger]).expect("registers");
    // When it takes every place there is, one after another
    for place in 0..ROSTER_PLACES as u8 {
        let _ = scene.network.send(&[verifier::verifier_list(&idle, place)], &[]);
    }

    // Then one with a bond still finds a place
    let honest = scene.network.verifier_unlisted("honest", VERIFIER_BOND);
    let free = (0..ROSTER_PLACES as u8).find(|place| scene.network.try_list(&honest, *place).is_ok());
    assert!(free.is_some(), "all {ROSTER_PLACES} places are kept by who has no bond");
}

#[test]
fn a_stranger_does_not_keep_a_verifier_from_leaving() {
    // Given a verifier on the roster
    let (mut scene, verifiers) = court(1);
    let verifier = &verifiers[0];
    let place = scene.network.verifier_of(verifier).place;

    // When a stranger lists it again, as it stands, as soon as that can be done
    for _ in 0..3 {
        scene.network.chain.advance(SETTLED_SECONDS);
        let _ = scene.network.try_list(verifier, place);
    }

    // Then it can leave
    let leave = verifier::verifier_leave(verifier.wallet.pubkey());
    scene.network.send(&[leave], &[&verifier.wallet]).expect("the verifier leaves");
}

#[test]
fn an_accusation_that_costs_nothing_does_not_cost_verifiers_their_bonds() {
    // Given a job of one base unit, whose result the client says is wrong
    let (mut scene, verifiers) = court(5);
    let (dispute, bond) = accused(&mut scene, 1);

    // When nobody does a large piece of work again for one unit
    scene.network.judge(dispute, &verifiers, |_| None);
    scene.network.finish_dispute(dispute);

    // Then it cost the accuser what it cost them
    let fined: u64 = verifiers.iter().map(|verifier| scene.network.verifier_of(verifier).slashed).sum();
    let paid = bond - scene.network.heat(&scene.client.pubkey());
    assert!(fined <= paid, "verifiers lost {} HEAT by an accusation that cost {paid} base units", fined / HEAT);
}

#[test]
fn who_unstakes_while_all_of_the_stake_waits_for_an_appeal_has_its_part_when_it_holds() {
    // Given a right result that three found wrong, for a job as large as the stake
    let (mut scene, verifiers) = court(12);
    let (dispute, _) = accused(&mut scene, STAKE);
    scene.network.judge(dispute, &verifiers, |_| Some(CLAIMED_HASH));
    scene.network.try_step(dispute).expect("the worker is convicted");
    assert_eq!(scene.network.pool(&scene.operator.pool).active, 0);

    // When the operator unstakes, and its appeal holds
    let (wallet, pool) = (scene.operator.wallet.insecure_clone(), scene.operator.pool);
    let shares = scene.network.position(&pool, &wallet.pubkey()).shares;
    let _ = scene.network.try_unstake(&wallet, pool, shares);
    appeal(&mut scene, dispute);
    scene.network.judge(dispute, &verifiers, |_| Some(attestation().result_hash));
    scene.network.finish_dispute(dispute);

    // Then its stake is its own again
    let position = scene.network.position(&pool, &wallet.pubkey());
    let left = position.shares + position.unbonding_shares.iter().sum::<u64>();
    assert!(left > 0, "{} HEAT are back, and belong to nobody", scene.network.tokens(&pda::pool_vault(&pool)) / HEAT);
}

#[test]
fn who_withdraws_while_a_penalty_waits_for_an_appeal_has_its_part_when_it_holds() {
    // Given stake whose cool-down is almost over, and a right result that three found wrong
    let (mut scene, verifiers) = court(12);
    let (wallet, pool) = (scene.operator.wallet.insecure_clone(), scene.operator.pool);
    let job = scene.network.post(&scene.client, 100 * HEAT);
    scene.network.drive(&scene.worker, job, JobState::Running);
    let shares = scene.network.position(&pool, &wallet.pubkey()).shares;
    scene.network.chain.advance(60);
    scene.network.try_unstake(&wallet, pool, shares).expect("unstake");
    let unlocked_at = scene.network.chain.now() + COOLDOWN;
    scene.network.try_submit(&scene.worker, job).expect("submitted");
    let bond = accuser_bond(&scene.network.job(&job));
    scene.network.give(&scene.client.pubkey(), bond);
    let dispute = scene.network.dispute(&scene.client, job, CLAIMED_HASH);
    scene.network.chain.advance(1);
    scene.network.judge(dispute, &verifiers, |_| Some(CLAIMED_HASH));
    // Nobody carries the ruling out for a while.
    scene.network.chain.set_time(unlocked_at - 86_400);
    scene.network.try_step(dispute).expect("the worker is convicted");
    appeal(&mut scene, dispute);

    // When it is withdrawn as far as it goes before the appeal is heard, and the appeal holds
    let before = scene.network.heat(&wallet.pubkey());
    scene.network.draw_committee(dispute);
    scene.network.chain.set_time(unlocked_at);
    let _ = scene.network.try_withdraw_stake(&wallet, pool, 0);
    scene.network.chain.set_time(scene.network.disputed(&dispute).reveal_ends_at.max(unlocked_at) + 1);
    scene.network.finish_dispute(dispute);
    let _ = scene.network.try_withdraw_stake(&wallet, pool, 0);

    // Then all of it was its own
    let back = scene.network.heat(&wallet.pubkey()) - before;
    let appeal_bond = scene.network.tokens(&pda::heat_account(&wallet.pubkey()));
    assert!(back >= STAKE, "{} of {} HEAT of stake are back ({appeal_bond})", back / HEAT, STAKE / HEAT);
}
