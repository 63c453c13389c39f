//! Creating the account in which a GPU proves itself.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::proofs;
use furnace_common::state::AttemptState;
use furnace_tests::errors::{SystemProgramError, assert_error};
use solana_signer::Signer;

use crate::stage::Stage;

#[test]
fn anyone_opens_the_account_of_a_gpu() {
    // Given a worker, one of whose GPUs has no account
    let mut stage = Stage::new();
    let worker = stage.network.worker(&stage.operator, "newcomer").address;

    // When a stranger opens it
    let open = proofs::attempt_open(stage.stranger.pubkey(), worker, 0);
    stage.network.send(&[open], &[&stage.stranger]).expect("attempt opens");

    // Then it is of that GPU, and nothing is committed to
    let attempt = stage.network.attempt(&worker, 0);
    assert_eq!((attempt.worker, attempt.rent_payer, attempt.gpu), (worker, stage.stranger.pubkey(), 0));
    assert_eq!((attempt.state, attempt.epoch, attempt.barred_until), (AttemptState::Idle.byte(), 0, 0));
    assert_eq!((attempt.seed, attempt.random, attempt.roots), ([0; 32], [0; 32], [[0; 32]; 32]));
    assert_eq!((attempt.size, attempt.inner, attempt.rounds, attempt.opened), (0, 0, 0, 0));
    assert_eq!((attempt.committed_at, attempt.sample_slot, attempt.version, attempt.reserved), (0, 0, 1, [0; 24]));
}

#[test]
fn a_worker_has_as_many_accounts_as_gpus() {
    // Given a worker with two GPUs, when an account is opened for a third one, then it is refused
    let mut stage = Stage::new();
    let (payer, worker) = (stage.network.payer(), stage.worker.address);
    for gpu in [2, 63, 64, u8::MAX] {
        let open = proofs::attempt_open(payer, worker, gpu);
        assert_error(stage.network.send(&[open], &[]), FurnaceProofsError::UnknownGpu);
    }
    // and the other one has the second number
    assert_eq!(stage.attempt(1).gpu, 1);
}

#[test]
fn a_gpu_has_one_account() {
    // Given a GPU that has committed, when its account is opened again, then it is refused, and all stays
    let mut stage = Stage::begun();
    stage.commit(0);
    let before = stage.attempt(0);
    let again = proofs::attempt_open(stage.stranger.pubkey(), stage.worker.address, 0);
    let result = stage.network.send(&[again], &[&stage.stranger]);
    assert_error(result, SystemProgramError::AccountAlreadyInUse);
    assert_eq!(stage.attempt(0), before);
}

#[test]
fn a_retired_worker_gets_none() {
    // Given a retired worker whose GPU's account was closed, when it is opened again, then it is refused
    let mut stage = Stage::begun();
    stage.network.try_close_attempt(&stage.worker, 1).expect("close");
    stage.retire();
    let open = proofs::attempt_open(stage.network.payer(), stage.worker.address, 1);
    assert_error(stage.network.send(&[open], &[]), FurnaceProofsError::WorkerRetired);
}
