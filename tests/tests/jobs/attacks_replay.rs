//! Steps that anyone may take, replayed and in every order: who gets what never changes.

use furnace_client::accounts::JobState;
use furnace_client::instructions::{jobs, slashing};
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::network::PRICE;
use furnace_tests::scene::Scene;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

/// A scene in which one job waits to be settled, one to be slashed and one to expire.
fn with_work_left() -> (Scene, [Instruction; 3]) {
    let mut scene = Scene::new();
    let [review, running, open] = [JobState::Review, JobState::Running, JobState::Open].map(|state| scene.job(state));
    scene.network.chain.advance(30 * 86_400);
    let account = |job: Address| scene.network.job(&job);
    let steps = [
        jobs::job_settle(review, &account(review), &scene.network.payee(&review)),
        slashing::slash_missed_deadline(running, &account(running), scene.operator.pool, scene.reporter()),
        jobs::job_expire(open, &account(open)),
    ];
    (scene, steps)
}

/// What everybody has: HEAT in every vault and wallet, the supply, and what is free and locked.
fn outcome(scene: &Scene) -> Vec<u64> {
    let client = scene.client.pubkey();
    let accounts = [
        scene.network.balance(&client).vault,
        crate::income(&scene.operator.pool),
        pda::fee_vault(&scene.network.market, &pda::heat_mint()),
        pda::pool_vault(&scene.operator.pool),
        scene.reporter(),
    ];
    let (free, reserved) = scene.books();
    let mut outcome = accounts.map(|account| scene.network.tokens(&account)).to_vec();
    outcome.extend([scene.network.supply(), free, reserved, scene.locked()]);
    outcome
}

#[test]
fn order_and_repetition_change_nothing() {
    let mut outcomes = Vec::new();
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        // Given work left for anyone
        let (mut scene, steps) = with_work_left();
        // When it is done in this order, and each step is tried again after every other
        for (done, &next) in order.iter().enumerate() {
            scene.network.send(&[steps[next].clone()], &[]).expect("the step goes through");
            let settled = outcome(&scene);
            for &again in &order[..=done] {
                assert!(scene.network.send(&[steps[again].clone()], &[]).is_err(), "a replay is refused");
            }
            assert_eq!(outcome(&scene), settled);
        }
        outcomes.push(outcome(&scene));
    }
    // Then the outcome is one and the same
    let supply = furnace_common::limits::GENESIS_SUPPLY - PRICE * 5 / 100 - PRICE / 4;
    let books = [100 * HEAT - 2 * PRICE + PRICE / 5, PRICE];
    let vaults = [books[0] + books[1], PRICE * 90 / 100, PRICE * 5 / 100, 1_000 * HEAT - PRICE / 2, PRICE / 20];
    let expected: Vec<u64> = vaults.into_iter().chain([supply]).chain(books).chain([0]).collect();
    assert_eq!(outcomes, vec![expected; 6]);
}

#[test]
fn steps_of_an_earlier_life_do_not_fit_a_reopened_job() {
    // Given a job that was slashed and is held by another operator's worker
    let mut scene = Scene::new();
    let second = scene.network.operator("second", 1_000 * HEAT);
    let worker = scene.network.worker(&second, "rescuer");
    let job = scene.job(JobState::Running);
    let account = scene.network.job(&job);
    scene.miss_deadline(job);
    let slash = slashing::slash_missed_deadline(job, &account, scene.operator.pool, scene.reporter());
    scene.network.send(std::slice::from_ref(&slash), &[]).expect("slash");
    scene.network.drive(&worker, job, JobState::Running);
    scene.miss_deadline(job);

    // When the first slash is sent again after the second deadline, then the first operator is not hit twice
    let before = scene.network.pool(&scene.operator.pool);
    assert!(scene.network.send(&[slash], &[]).is_err());
    assert_eq!(scene.network.pool(&scene.operator.pool), before);

    // and the second pays for itself
    scene.network.try_slash(job, second.pool, scene.reporter()).expect("slash");
    assert_eq!(scene.network.pool(&second.pool).slashed, PRICE / 2);
}
