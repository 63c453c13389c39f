//! Closing the account of a GPU that is not proving.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::proofs;
use furnace_client::pda;
use furnace_common::proof::OPENING_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::stage::Stage;

#[test]
fn the_rent_goes_back_to_whoever_paid_it() {
    // Given a GPU whose rent a stranger paid, and the seed of an epoch
    let mut stage = Stage::begun();
    let newcomer = stage.network.worker(&stage.operator, "newcomer");
    let (stranger, address) = (stage.stranger.pubkey(), pda::attempt(&newcomer.address, 0));
    let before = stage.lamports(&stranger);
    let open = proofs::attempt_open(stranger, newcomer.address, 0);
    stage.network.send(&[open], &[&stage.stranger]).expect("attempt opens");
    assert!(stage.lamports(&stranger) < before);

    // When the worker's key closes it, then it is gone, and the stranger has all of its lamports back
    stage.network.try_close_attempt(&newcomer, 0).expect("close");
    assert_eq!((stage.lamports(&address), stage.lamports(&stranger)), (0, before));
}

#[test]
fn a_worker_that_paid_for_itself_has_its_rent_back() {
    // Given a worker whose own key paid
    let mut stage = Stage::begun();
    let newcomer = stage.network.worker(&stage.operator, "newcomer");
    let before = stage.lamports(&newcomer.key.pubkey());
    let open = proofs::attempt_open(newcomer.key.pubkey(), newcomer.address, 0);
    stage.network.send(&[open], &[&newcomer.key]).expect("attempt opens");

    // When it closes the account, then it has its rent back
    stage.network.try_close_attempt(&newcomer, 0).expect("close");
    assert_eq!(stage.lamports(&newcomer.key.pubkey()), before);
}

#[test]
fn an_attempt_that_waits_for_its_samples_stays() {
    // Given a GPU that has committed, without samples and with them, when it is closed, then it is refused, also later
    let mut stage = Stage::begun();
    stage.commit(0);
    assert_error(stage.network.try_close_attempt(&stage.worker, 0), FurnaceProofsError::AttemptPending);
    stage.network.draw_samples(&stage.worker.address, 0);
    assert_error(stage.network.try_close_attempt(&stage.worker, 0), FurnaceProofsError::AttemptPending);
    stage.next_epoch();
    assert_error(stage.network.try_close_attempt(&stage.worker, 0), FurnaceProofsError::AttemptPending);
}

#[test]
fn who_has_proven_in_this_epoch_closes_in_the_next() {
    // Given a proven GPU, when it is closed in the same epoch, then it is refused
    let mut stage = Stage::begun();
    stage.prove(0);
    assert_error(stage.network.try_close_attempt(&stage.worker, 0), FurnaceProofsError::AlreadyCommitted);

    // and when the next epoch is announced, then it goes through, opens again, and proves
    stage.next_epoch();
    stage.network.try_close_attempt(&stage.worker, 0).expect("close");
    stage.network.open_attempt(&stage.worker.address, 0);
    stage.prove(0);
    assert_eq!(stage.certificate().generations.map(|made| made.gpus), [1, 1]);
}

#[test]
fn a_barred_gpu_stays_until_the_bar_ends() {
    // Given a GPU that failed
    let mut stage = Stage::begun();
    stage.commit(0);
    stage.network.chain.advance(OPENING_SECONDS + 1);
    stage.network.try_fail_attempt(&stage.worker.address, 0).expect("attempt fails");

    // When it is closed in the same epoch or in those from which it is barred, then it is refused
    assert_error(stage.network.try_close_attempt(&stage.worker, 0), FurnaceProofsError::AlreadyCommitted);
    for _ in 0..2 {
        stage.next_epoch();
        assert_error(stage.network.try_close_attempt(&stage.worker, 0), FurnaceProofsError::Barred);
    }
    // and once it could prove again it closes
    stage.next_epoch();
    stage.network.try_close_attempt(&stage.worker, 0).expect("close");
}

#[test]
fn a_retired_worker_has_its_rent_back_too() {
    // Given a worker that has retired, when its key closes the account of a GPU, then it is gone
    let mut stage = Stage::begun();
    stage.retire();
    stage.network.try_close_attempt(&stage.worker, 0).expect("close");
    assert_eq!(stage.lamports(&pda::attempt(&stage.worker.address, 0)), 0);
}

#[test]
fn only_the_workers_own_key_closes() {
    // Given a GPU that is not proving, and another worker
    let mut stage = Stage::begun();
    let colleague = stage.colleague();
    let (key, worker) = (stage.worker.key.pubkey(), stage.worker.address);
    let close = proofs::attempt_close(key, &stage.attempt(0));

    // When anyone else closes it, then it is refused
    for thief in [&colleague.key, &stage.operator.wallet, &stage.stranger] {
        let stolen = replaced(close.clone(), key, thief.pubkey());
        assert_error(stage.network.send(&[stolen], &[thief]), FurnaceProofsError::NotWorker);
    }
    // nor does another worker in its own name, nor does the rent go elsewhere
    let own = proofs::attempt_close(colleague.key.pubkey(), &stage.network.attempt(&colleague.address, 0));
    let crossed = replaced(own, pda::attempt(&colleague.address, 0), pda::attempt(&worker, 0));
    assert_error(stage.network.send(&[crossed], &[&colleague.key]), FurnaceProofsError::WorkerMismatch);
    let stolen = replaced(close, stage.network.payer(), stage.stranger.pubkey());
    assert_error(stage.network.send(&[stolen], &[&stage.worker.key]), FurnaceProofsError::WrongRentPayer);
}
