//! Closing the account of a GPU's memory, which is not being proven.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::memory;
use furnace_client::pda;
use furnace_common::proof::OPENING_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::stage::Stage;

#[test]
fn the_rent_goes_back_to_whoever_paid_it() {
    // Given an account whose rent a stranger paid, and the seed of an epoch
    let mut stage = Stage::begun();
    let (stranger, worker) = (stage.stranger.pubkey(), stage.worker.address);
    let before = stage.lamports(&stranger);
    let open = memory::memory_open(stranger, worker, 0);
    stage.network.send(&[open], &[&stage.stranger]).expect("account opens");

    // When the worker's key closes it, then the stranger has all of its lamports back
    stage.network.try_close_memory(&stage.worker, 0).expect("close");
    assert_eq!((stage.lamports(&pda::memory(&worker, 0)), stage.lamports(&stranger)), (0, before));
}

#[test]
fn nothing_is_escaped_by_closing() {
    // Given a GPU that waits for its samples, one that is proven in this epoch, and one that failed
    let (pending, walks) = Stage::drawn_with_memory();
    let (mut proven, mut failed) = (pending.copy(), pending.copy());
    proven.open_walks(0, &walks);
    failed.network.chain.advance(OPENING_SECONDS + 1);
    failed.network.try_fail_memory(&failed.worker.address, 0).expect("it fails");

    // When it is closed, then it is refused; what is proven in the next epoch not any more, what is barred later
    let close = |stage: &mut Stage| stage.network.try_close_memory(&stage.worker, 0);
    let mut pending = pending;
    assert_error(close(&mut pending), FurnaceProofsError::AttemptPending);
    assert_error(close(&mut proven), FurnaceProofsError::AlreadyCommitted);
    for stage in [&mut proven, &mut failed] {
        stage.next_epoch();
    }
    close(&mut proven).expect("close");
    assert_error(close(&mut failed), FurnaceProofsError::Barred);
    failed.next_epoch();
    failed.next_epoch();
    close(&mut failed).expect("close");
}

#[test]
fn only_the_workers_own_key_closes() {
    // Given an account that is not proving, and another worker
    let mut stage = Stage::begun_with_memory();
    let colleague = stage.colleague();
    stage.network.open_memory(&colleague.address, 0);
    let (key, worker) = (stage.worker.key.pubkey(), stage.worker.address);
    let close = memory::memory_close(key, &stage.memory(0));

    // When anyone else closes it, then it is refused, nor does the rent go elsewhere
    for thief in [&colleague.key, &stage.stranger] {
        let stolen = replaced(close.clone(), key, thief.pubkey());
        assert_error(stage.network.send(&[stolen], &[thief]), FurnaceProofsError::NotWorker);
    }
    let own = memory::memory_close(colleague.key.pubkey(), &stage.network.memory(&colleague.address, 0));
    let crossed = replaced(own, pda::memory(&colleague.address, 0), pda::memory(&worker, 0));
    assert_error(stage.network.send(&[crossed], &[&colleague.key]), FurnaceProofsError::WorkerMismatch);
    let stolen = replaced(close, stage.network.payer(), stage.stranger.pubkey());
    assert_error(stage.network.send(&[stolen], &[&stage.worker.key]), FurnaceProofsError::WrongRentPayer);
}
