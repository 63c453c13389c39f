//! What a liar, an accuser or a stranger could gain by the terms themselves, each written out.

use furnace_client::accounts::JobState;
use furnace_client::furnace::accuser_bond;
use furnace_client::pda;
use furnace_common::dispute::{APPEAL_FEES, VERIFIER_BOND, VOTE_FEE_PER_HOUR};
use furnace_common::units::HEAT;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::disputes::VerifierActor;
use furnace_tests::network::{COOLDOWN, attestation};
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
fn an_accusation_into_which_nobody_looks_costs_what_looking_into_it_costs() {
    // Given a job of one base unit, whose result the client says is wrong
    let (mut scene, verifiers) = court(5);
    let (dispute, bond) = accused(&mut scene, 1);
    let fee = scene.network.disputed(&dispute).fee;
    assert!(fee >= VOTE_FEE_PER_HOUR, "a vote is paid {fee} base units");

    // When nobody does the work again
    scene.network.judge(dispute, &verifiers, |_| None);
    scene.network.finish_dispute(dispute);

    // Then the accuser paid for three votes, though there are none
    let paid = bond - scene.network.heat(&scene.client.pubkey());
    assert!(paid >= 3 * fee, "verifiers lose a part of their bonds by an accusation that cost {paid} base units");
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
fn who_unstakes_while_a_penalty_waits_has_its_part_of_it_when_the_appeal_holds() {
    // Given half of a pool that is a delegator's, and a right result that three found wrong
    let (mut scene, verifiers) = court(12);
    let pool = scene.operator.pool;
    let delegator = scene.network.wallet("delegator", STAKE);
    scene.network.open_position(&delegator, pool);
    scene.network.try_stake(&delegator, pool, STAKE).expect("delegated");
    let (dispute, _) = accused(&mut scene, STAKE);
    scene.network.judge(dispute, &verifiers, |_| Some(CLAIMED_HASH));
    scene.network.try_step(dispute).expect("the worker is convicted");

    // When the delegator unstakes what is left of its half, the appeal holds, and the cool-down is over
    let shares = scene.network.position(&pool, &delegator.pubkey()).shares;
    scene.network.try_unstake(&delegator, pool, shares).expect("unstake");
    appeal(&mut scene, dispute);
    scene.network.judge(dispute, &verifiers, |_| Some(attestation().result_hash));
    scene.network.finish_dispute(dispute);
    scene.network.chain.advance(COOLDOWN);
    scene.network.try_withdraw_stake(&delegator, pool, 0).expect("withdraw");

    // Then it has its half, but for what is rounded
    let has = scene.network.heat(&delegator.pubkey());
    assert!(has >= STAKE - HEAT / 1_000, "the delegator has {} of {} HEAT", has / HEAT, STAKE / HEAT);
}
