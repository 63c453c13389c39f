//! Committing to the walks through an epoch's table.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::generated::proofs::instructions::MemoryCommitInstructionArgs;
use furnace_client::instructions::memory;
use furnace_client::pda;
use furnace_common::memory::{MAX_MIB, WINDOW_SECONDS};
use furnace_common::proof::{SAMPLE_SLOTS, WINDOW_SECONDS as PRODUCTS_SECONDS};
use furnace_common::state::AttemptState;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::EPOCH;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::stage::Stage;

/// A commitment to whatever lies below these roots.
fn some(mib: u32) -> MemoryCommitInstructionArgs {
    MemoryCommitInstructionArgs { mib, roots: std::array::from_fn(|part| [part as u8; 32]) }
}

#[test]
fn a_commitment_notes_what_is_proven_and_when_its_samples_are_drawn() {
    // Given a drawn seed, and half a minute later the walks through 24 GiB
    let mut stage = Stage::begun_with_memory();
    let (worker, before) = (stage.worker.address, stage.memory(1));
    stage.network.chain.advance(30);

    // When the worker's second GPU commits
    let receipt = stage.try_commit_memory(1, some(24 << 10)).expect("commitment");

    // Then its account says so
    let (memory, beacon) = (stage.memory(1), stage.network.beacon());
    assert_eq!((memory.mib, memory.roots), (24 << 10, some(1).roots));
    assert_eq!(memory.seed, stage.network.memory_challenge(&worker, 1));
    assert_eq!((memory.epoch, memory.committed_at), (beacon.epoch, beacon.announced_at + 30));
    assert_eq!((memory.expires_at, memory.opened), (beacon.expires_at, 0));
    assert_eq!((memory.sample_slot, memory.random), (stage.network.chain.slot() + SAMPLE_SLOTS, [0; 32]));
    assert_eq!((stage.memory_state(1), memory.barred_until), (AttemptState::Committed, 0));
    // and whose it is stays, and neither the other GPU nor the proof of what this one computes has a part in it
    assert_eq!((memory.worker, memory.gpu, memory.rent_payer), (worker, 1, before.rent_payer));
    assert_eq!((memory.version, memory.bump, memory.reserved), (before.version, before.bump, before.reserved));
    assert_eq!((stage.memory(0).epoch, stage.attempt(1).epoch), (0, 0));
    assert_event(&receipt, "MemoryCommitted", (worker, beacon.epoch, 24_u32 << 10, 1u8, [0u8; 3]));
}

#[test]
fn no_two_gpus_have_the_same_table_and_none_grows_from_what_products_grow_from() {
    // Given a drawn seed, when tables are to grow for two GPUs, then each has a seed of its own
    let stage = Stage::begun();
    let worker = stage.worker.address;
    let seeds = [0, 1].map(|gpu| stage.network.memory_challenge(&worker, gpu));
    assert_ne!(seeds[0], seeds[1]);
    assert_ne!(seeds[0], stage.network.challenge(&worker, 0));
}

#[test]
fn the_window_ends_a_minute_after_that_of_the_products() {
    // Given a drawn seed, when its window ends, then the last second still belongs to it
    let mut stage = Stage::begun_with_memory();
    let ends = stage.network.beacon().announced_at + PRODUCTS_SECONDS + WINDOW_SECONDS;
    stage.network.chain.set_time(ends + 1);
    assert_error(stage.try_commit_memory(0, some(1)), FurnaceProofsError::WindowOver);
    stage.network.chain.set_time(ends);
    stage.try_commit_memory(0, some(1)).expect("commitment");
}

#[test]
fn without_a_seed_nothing_is_committed_to() {
    // Given no announcement, then one without a seed, when a GPU commits, then it is refused
    let mut stage = Stage::new();
    stage.network.open_memory(&stage.worker.address, 0);
    assert_error(stage.try_commit_memory(0, some(1)), FurnaceProofsError::SeedNotDrawn);
    stage.network.begin_proofs();
    stage.network.chain.advance(EPOCH);
    stage.network.try_announce().expect("announcement");
    assert_error(stage.try_commit_memory(0, some(1)), FurnaceProofsError::SeedNotDrawn);
}

#[test]
fn a_gpu_commits_once_an_epoch_and_ends_what_waits_first() {
    // Given a GPU that waits for its samples, when it commits again, in this epoch or in the next, then it is refused
    let (mut stage, walks) = Stage::drawn_with_memory();
    assert_error(stage.try_commit_memory(0, some(1)), FurnaceProofsError::AttemptPending);
    let mut later = stage.copy();
    later.next_epoch();
    assert_error(later.try_commit_memory(0, some(1)), FurnaceProofsError::AttemptPending);

    // and when all its samples are open, then in this one, and it may in the next
    stage.open_walks(0, &walks);
    assert_error(stage.try_commit_memory(0, some(1)), FurnaceProofsError::AlreadyCommitted);
    stage.next_epoch();
    stage.prove_memory(0);
}

#[test]
fn only_sizes_within_bounds_are_proven() {
    // Given a drawn seed, when a size is out of bounds, then it is refused, and the smallest and the largest are not
    let mut stage = Stage::begun_with_memory();
    for mib in [0, MAX_MIB + 1, u32::MAX] {
        assert_error(stage.try_commit_memory(0, some(mib)), FurnaceProofsError::SizeOutOfBounds);
    }
    stage.try_commit_memory(0, some(1)).expect("commitment");
    stage.try_commit_memory(1, some(MAX_MIB)).expect("commitment");
}

#[test]
fn only_the_workers_own_key_commits() {
    // Given a drawn seed and another worker
    let mut stage = Stage::begun_with_memory();
    let colleague = stage.colleague();
    stage.network.open_memory(&colleague.address, 0);
    let (key, worker) = (stage.worker.key.pubkey(), stage.worker.address);

    // When anyone else commits for the worker, then it is refused
    for thief in [&colleague.key, &stage.operator.wallet, &stage.stranger] {
        let commit = replaced(memory::memory_commit(key, worker, 0, some(1)), key, thief.pubkey());
        assert_error(stage.network.send(&[commit], &[thief]), FurnaceProofsError::NotWorker);
    }
    // nor does a worker commit in another's account, or beside its certificate
    for (place, account) in [(3, pda::certificate(&worker)), (4, pda::memory(&worker, 0))] {
        let mut crossed = memory::memory_commit(colleague.key.pubkey(), colleague.address, 0, some(1));
        crossed.accounts[place].pubkey = account;
        assert_error(stage.network.send(&[crossed], &[&colleague.key]), FurnaceProofsError::WorkerMismatch);
    }
}

#[test]
fn a_retired_worker_proves_nothing() {
    // Given a drawn seed and a worker that has retired, when it commits, then it is refused
    let mut stage = Stage::begun_with_memory();
    stage.retire();
    assert_error(stage.try_commit_memory(0, some(1)), FurnaceProofsError::WorkerRetired);
}
