//! A wrong proof of a GPU: a tenth of the pool, once, reported by anyone.

use furnace_client::accounts::{Conviction, JobState};
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::{jobs, slashing};
use furnace_client::pda;
use furnace_common::state::AttemptState;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event_call;
use furnace_tests::memory::Walks;
use furnace_tests::network::{EPOCH, Network};
use furnace_tests::scene::{STAKE, Scene, replaced};
use solana_signer::Signer;

use crate::convicts::{convict, prepare, slash};

#[test]
fn a_wrong_proof_costs_a_tenth_of_the_pool() {
    // Given a worker that opened a wrong proof
    let mut scene = Scene::new();
    convict(&mut scene.network, &scene.worker);
    let (supply, reporter) = (scene.network.supply(), scene.reporter());

    // When a stranger reports it
    let report = slash(&scene);
    let receipt = scene.network.send(&[report], &[&scene.stranger]).expect("slash");

    // Then a tenth of that is the stranger's, and the rest is burned
    let (penalty, paid, burned) = (STAKE / 10, STAKE / 100, STAKE / 10 - STAKE / 100);
    assert_eq!((scene.network.tokens(&reporter), scene.network.supply()), (paid, supply - burned));
    // and the pool bears it, and its books agree with its vault
    let pool = scene.network.pool(&scene.operator.pool);
    assert_eq!((pool.active, pool.slashed), (STAKE - penalty, penalty));
    assert_eq!(scene.network.tokens(&pool.vault), STAKE - penalty);
    let ledger = scene.network.ledger();
    assert_eq!((ledger.count, ledger.slashed, ledger.to_clients), (1, penalty, 0));
    assert_eq!((ledger.to_reporters, ledger.burned), (paid, burned));
    // and it is on record
    let (worker, attempt) = (scene.worker.address, pda::attempt(&scene.worker.address, 0));
    let record: Conviction = scene.network.chain.read(&pda::conviction(&worker));
    assert_eq!((record.worker, record.evidence, record.pool), (worker, attempt, scene.operator.pool));
    assert_eq!((record.penalty, record.punished_at), (penalty, scene.network.chain.now()));
    assert_event_call(&receipt, "WrongProofPunished", (worker, attempt, record.pool, penalty, paid, burned));
}

#[test]
fn a_wrong_proof_of_memory_costs_as_much_and_no_worker_pays_twice() {
    // Given a worker that opened a walk which was not taken
    let mut scene = Scene::new();
    let (worker, stranger, reporter) = (scene.worker.address, scene.stranger.pubkey(), scene.reporter());
    scene.network.open_certificate(&worker);
    scene.network.open_memory(&worker, 0);
    let report = slashing::slash_wrong_memory(stranger, worker, 0, scene.operator.pool, reporter);
    let result = scene.network.send(std::slice::from_ref(&report), &[&scene.stranger]);
    assert_error(result, FurnaceSlashingError::ProofNotWrong);
    scene.network.begin_proofs();
    let walks = Walks::lying(&scene.network.memory_challenge(&worker, 0), |_, end| end ^ 1);
    scene.network.try_commit_memory(&scene.worker, 0, walks.commitment()).expect("commitment");
    scene.network.draw_memory(&worker, 0);
    let opening = walks.opening(&scene.network.memory(&worker, 0).random, 0);
    scene.network.try_open_walk(&worker, 0, opening).expect("walk");

    // When a stranger reports it, then the pool loses a tenth, and the record says for what
    scene.network.send(std::slice::from_ref(&report), &[&scene.stranger]).expect("slash");
    assert_eq!(scene.network.pool(&scene.operator.pool).slashed, STAKE / 10);
    let record: Conviction = scene.network.chain.read(&pda::conviction(&worker));
    assert_eq!((record.worker, record.evidence), (worker, pda::memory(&worker, 0)));
    // and once
    scene.network.chain.advance(1);
    assert!(scene.network.send(&[report], &[&scene.stranger]).is_err());
}

#[test]
fn it_is_punished_once() {
    // Given a wrong proof that was punished, when it is reported again, then it is refused
    let mut scene = Scene::new();
    convict(&mut scene.network, &scene.worker);
    let report = slash(&scene);
    scene.network.send(std::slice::from_ref(&report), &[&scene.stranger]).expect("slash");
    scene.network.chain.advance(1);
    assert!(scene.network.send(&[report], &[&scene.stranger]).is_err());
    assert_eq!(scene.network.ledger().count, 1);
}

#[test]
fn what_is_unbonding_counts_and_a_fraction_is_rounded_against_the_cheat() {
    // Given a pool of ten HEAT units that a tenth does not divide, a part of which is on its way out
    let mut scene = Scene::new();
    add_stake(&mut scene, 7);
    scene.network.try_unstake(&scene.operator.wallet, scene.operator.pool, STAKE / 4).expect("unstake");
    convict(&mut scene.network, &scene.worker);

    // When it is reported, then active and unbonding stake both bear it
    let report = slash(&scene);
    scene.network.send(&[report], &[&scene.stranger]).expect("slash");
    let pool = scene.network.pool(&scene.operator.pool);
    let penalty = STAKE / 10 + 1;
    assert_eq!((pool.slashed, pool.active + pool.unbonding), (penalty, STAKE + 7 - penalty));
    assert!(pool.unbonding < STAKE / 4);
}

/// The operator stakes more of what the treasury gives it.
fn add_stake(scene: &mut Scene, amount: u64) {
    let wallet = scene.operator.wallet.insecure_clone();
    scene.network.give(&wallet.pubkey(), amount);
    scene.network.try_stake(&wallet, scene.operator.pool, amount).expect("stake");
}

#[test]
fn a_report_earns_a_hundred_heat_at_most() {
    // Given a convict with a pool of 20,000 HEAT, when it is reported, then the reporter has 100 HEAT of the 2,000
    let mut scene = Scene::new();
    add_stake(&mut scene, 20_000 * HEAT - STAKE);
    convict(&mut scene.network, &scene.worker);
    let report = slash(&scene);
    scene.network.send(&[report], &[&scene.stranger]).expect("slash");
    assert_eq!(scene.network.tokens(&scene.reporter()), 100 * HEAT);
    assert_eq!(scene.network.pool(&scene.operator.pool).slashed, 2_000 * HEAT);
}

#[test]
fn whoever_closes_its_book_is_found_all_the_same() {
    // Given a convict that retired at once, and whose operator closed its book as soon as it could
    let mut scene = Scene::new();
    convict(&mut scene.network, &scene.worker);
    let wallet = scene.operator.wallet.pubkey();
    let report = slash(&scene);
    let book = scene.network.book(&scene.operator.operator);
    let retire = jobs::worker_retire(wallet, scene.worker.key.pubkey());
    scene.network.send(&[retire], &[&scene.operator.wallet]).expect("retires");
    scene.network.chain.advance(7 * EPOCH);
    let close = jobs::operator_close(wallet, book.rent_payer);
    scene.network.send(&[close], &[&scene.operator.wallet]).expect("closes");

    // When it is reported, then its pool pays
    scene.network.send(&[report], &[&scene.stranger]).expect("slash");
    assert_eq!(scene.network.pool(&scene.operator.pool).slashed, STAKE / 10);
}

#[test]
fn without_a_wrong_proof_nobody_is_punished() {
    // Given workers that have not begun, wait for samples, have samples to open, or failed to
    for state in [AttemptState::Idle, AttemptState::Committed, AttemptState::Drawn] {
        let mut scene = Scene::new();
        prepare(&mut scene.network, &scene.worker, state);
        let report = slash(&scene);
        assert_error(scene.network.send(&[report], &[&scene.stranger]), FurnaceSlashingError::ProofNotWrong);
    }
    // and one that does not prove at all
    let mut scene = Scene::new();
    let report = slash(&scene);
    assert!(scene.network.send(&[report], &[&scene.stranger]).is_err());
}

#[test]
fn nobody_else_pays_for_it() {
    // Given a convict, and an honest operator with a worker
    let mut scene = Scene::new();
    convict(&mut scene.network, &scene.worker);
    let honest = scene.network.operator("honest", STAKE);
    let worker = scene.network.worker(&honest, "honest worker");
    let (stranger, reporter) = (scene.stranger.pubkey(), scene.reporter());

    // When the honest one is to pay, or to be convicted by the other's proof, then it is refused
    let theirs = slashing::slash_wrong_proof(stranger, scene.worker.address, 0, honest.pool, reporter);
    assert_error(scene.network.send(&[theirs], &[&scene.stranger]), FurnaceSlashingError::WrongPool);
    let other = slashing::slash_wrong_proof(stranger, worker.address, 0, honest.pool, reporter);
    let theirs = replaced(other, pda::attempt(&worker.address, 0), pda::attempt(&scene.worker.address, 0));
    assert_error(scene.network.send(&[theirs], &[&scene.stranger]), FurnaceSlashingError::WorkerMismatch);
    assert_eq!(scene.network.pool(&honest.pool).slashed, 0);
}

#[test]
fn its_jobs_are_not_its_clients_loss() {
    // Given a convict that delivered a job before, when it is punished, then the job is settled like any other
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    convict(&mut scene.network, &scene.worker);
    let report = slash(&scene);
    scene.network.send(&[report], &[&scene.stranger]).expect("slash");
    scene.network.try_accept(&scene.client, job).expect("accept");
}

#[test]
fn an_account_that_only_looks_like_a_proof_convicts_nobody() {
    // Given an account of somebody's program with the bytes of a wrong attempt, when it is shown, then it is refused
    let mut scene = Scene::new();
    convict(&mut scene.network, &scene.worker);
    let attempt = pda::attempt(&scene.worker.address, 0);
    let mut forged = scene.network.chain.account(&attempt).expect("attempt");
    forged.owner = furnace_client::program::STAKING;
    scene.network.chain.svm.set_account(attempt, forged).expect("set");
    let report = slash(&scene);
    let refused = scene.network.send(&[report], &[&scene.stranger]);
    assert_error(refused, FurnaceSlashingError::ProofNotWrong);
    assert_eq!(Network::ledger(&scene.network).count, 0);
}
