//! What workers earn reaches the pool's stakers, past whoever owns the worker.

use furnace_client::accounts::JobState;
use furnace_client::instructions::staking::Reward;
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::{SplTokenError, assert_error};
use furnace_tests::network::{EPOCH, PRICE};
use furnace_tests::scene::{STAKE, Scene};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;
use spl_token_interface::instruction::{AuthorityType, close_account, set_authority};

const EARNED: u64 = PRICE * 90 / 100;

#[test]
fn nobodys_signature_moves_the_income_vault() {
    // Given an income vault that is empty at first, and then holds what was earned
    let mut scene = Scene::new();
    let income = crate::income(&scene.operator.pool);
    let (spl, to) = (program::SPL_TOKEN, scene.reporter());
    let close = |owner| close_account(&spl, &income, &owner, &owner, &[]).expect("close");
    let transfer = |owner| token::transfer(income, to, owner, EARNED).expect("transfer");
    let owned = AuthorityType::AccountOwner;
    let take_over = |owner| set_authority(&spl, &income, Some(&owner), owned.clone(), &owner, &[]).expect("hand over");

    // When operator, worker or stranger tell the token program to close it, to empty it, or to hand it over
    assert_refused(&mut scene, close);
    scene.job(JobState::Settled);
    assert_refused(&mut scene, transfer);
    assert_refused(&mut scene, take_over);

    // Then what was earned is still there
    assert_eq!(scene.network.tokens(&income), EARNED);
}

/// Each party's signature is refused by the token program.
fn assert_refused(scene: &mut Scene, theft: impl Fn(Address) -> Instruction) {
    for thief in [&scene.operator.wallet, &scene.worker.key, &scene.stranger] {
        let result = scene.network.send(&[theft(thief.pubkey())], &[thief]);
        assert_error(result, SplTokenError::OwnerMismatch);
    }
}

#[test]
fn whoever_finishes_a_job_earns_it_for_its_own_pool() {
    // Given a job that one operator's worker handed back and another's finished
    let mut crowd = Crowd::new();
    let job = crowd.scene.job(JobState::Running);
    crowd.scene.network.try_quit(&crowd.scene.worker, job).expect("quit");
    crowd.scene.network.drive(&crowd.rivals_worker, job, JobState::Review);

    // When the client accepts, then the second operator's pool has all of it, and the first's nothing
    crowd.scene.network.try_accept(&crowd.scene.client, job).expect("accept");
    let [first, second] = [&crowd.scene.operator.pool, &crowd.rival.pool];
    let held = [first, second].map(|pool| crowd.scene.network.tokens(&crate::income(pool)));
    assert_eq!(held, [0, EARNED]);
    assert_eq!(crowd.scene.network.book(&crowd.rival.operator).earned, [EARNED, 0]);
}

#[test]
fn an_operator_has_its_commission_and_its_part_by_shares() {
    // Given a pool that is half a delegator's, and a settled job
    let mut scene = Scene::new();
    let pool = scene.operator.pool;
    let delegator = scene.network.wallet("delegator", STAKE);
    scene.network.open_position(&delegator, pool);
    scene.network.try_stake(&delegator, pool, STAKE).expect("delegation");
    scene.job(JobState::Settled);

    // When a stranger books it, and two epochs later both take what is theirs
    scene.network.try_sync(pool).expect("sync");
    scene.network.chain.advance(2 * EPOCH);
    let operator = scene.operator.wallet.insecure_clone();
    let before = [&operator, &delegator].map(|owner| scene.network.heat(&owner.pubkey()));
    for owner in [&operator, &delegator] {
        scene.network.try_claim_rewards(owner, pool, Reward::Heat).expect("claim");
    }
    scene.network.try_claim_commission(&operator, Reward::Heat).expect("commission");

    // Then a tenth is the operator's, the rest is divided by halves, and at most a unit is left to rounding
    let [own, delegated] = [(&operator, before[0]), (&delegator, before[1])]
        .map(|(owner, before)| scene.network.heat(&owner.pubkey()) - before);
    let (commission, half) = (EARNED / 10, EARNED * 9 / 20);
    assert!(delegated <= half && half - delegated <= 1, "the delegator has {delegated}");
    assert_eq!(own, commission + delegated);
    assert!(scene.network.tokens(&crate::income(&pool)) <= 2);
}

#[test]
fn a_settlement_after_a_slash_is_income_and_no_stake() {
    // Given a pool that lost stake to a penalty while another job was in review
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    let lost = scene.job(JobState::Running);
    scene.network.try_quit(&scene.worker, lost).expect("quit");
    let stake = scene.network.pool(&scene.operator.pool).active;
    assert!(stake < STAKE);

    // When the job is settled, then the stake is not made good by it
    scene.network.try_accept(&scene.client, job).expect("accept");
    let pool = scene.network.pool(&scene.operator.pool);
    assert_eq!((pool.active, scene.network.tokens(&pda::pool_vault(&scene.operator.pool))), (stake, stake));
    assert_eq!(scene.network.tokens(&crate::income(&scene.operator.pool)), EARNED);
}
