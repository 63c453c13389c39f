//! Creating the account in which a GPU proves its memory.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::memory;
use furnace_common::state::AttemptState;
use furnace_tests::errors::{SystemProgramError, assert_error};
use solana_signer::Signer;

use crate::stage::Stage;

#[test]
fn anyone_opens_the_account_of_a_gpus_memory() {
    // Given a worker with two GPUs
    let mut stage = Stage::new();
    let (worker, stranger) = (stage.worker.address, stage.stranger.pubkey());

    // When a stranger opens the account of the second one's memory
    let open = memory::memory_open(stranger, worker, 1);
    stage.network.send(&[open], &[&stage.stranger]).expect("account opens");

    // Then it is of that GPU, and nothing is committed to
    let memory = stage.memory(1);
    assert_eq!((memory.worker, memory.rent_payer, memory.gpu), (worker, stranger, 1));
    assert_eq!((memory.state, memory.epoch, memory.barred_until), (AttemptState::Idle.byte(), 0, 0));
    assert_eq!((memory.seed, memory.random, memory.roots), ([0; 32], [0; 32], [[0; 32]; 16]));
    assert_eq!((memory.mib, memory.opened, memory.committed_at, memory.sample_slot), (0, 0, 0, 0));
    assert_eq!((memory.version, memory.reserved), (1, [0; 12]));
}

#[test]
fn a_worker_has_as_many_accounts_as_gpus_and_each_once() {
    // Given a worker with two GPUs, when an account is opened for a third one, or a second one for one of them, then it
    // is refused
    let mut stage = Stage::begun_with_memory();
    let (payer, worker) = (stage.network.payer(), stage.worker.address);
    for gpu in [2, 64, u8::MAX] {
        let open = memory::memory_open(payer, worker, gpu);
        assert_error(stage.network.send(&[open], &[]), FurnaceProofsError::UnknownGpu);
    }
    let again = memory::memory_open(stage.stranger.pubkey(), worker, 0);
    let result = stage.network.send(&[again], &[&stage.stranger]);
    assert_error(result, SystemProgramError::AccountAlreadyInUse);
}

#[test]
fn a_retired_worker_gets_none() {
    // Given a worker that has retired, when an account is opened, then it is refused
    let mut stage = Stage::new();
    stage.retire();
    let open = memory::memory_open(stage.network.payer(), stage.worker.address, 0);
    assert_error(stage.network.send(&[open], &[]), FurnaceProofsError::WorkerRetired);
}
