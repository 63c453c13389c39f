//! Ending a proof of memory whose walks were not shown.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_common::proof::{BARRED_EPOCHS, OPENING_SECONDS};
use furnace_common::state::AttemptState;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;

use crate::stage::Stage;

#[test]
fn anyone_ends_a_proof_whose_time_is_over_and_its_gpu_is_barred_for_two_epochs() {
    for is_drawn in [false, true] {
        // Given a GPU that has committed, with samples or without
        let mut stage = Stage::begun_with_memory();
        let worker = stage.worker.address;
        let walks = stage.walks(0);
        stage.try_commit_memory(0, walks.commitment()).expect("commitment");
        if is_drawn {
            stage.network.draw_memory(&worker, 0);
        }
        let before = stage.memory(0);

        // When ten minutes have passed, then it has not failed yet, and a second later anyone ends it
        stage.network.chain.set_time(before.committed_at + OPENING_SECONDS);
        assert_error(stage.network.try_fail_memory(&worker, 0), FurnaceProofsError::NotFailed);
        stage.network.chain.advance(1);
        let receipt = stage.network.try_fail_memory(&worker, 0).expect("it fails");
        let mut expected = before.clone();
        (expected.state, expected.barred_until) = (AttemptState::Failed.byte(), before.epoch + 1 + BARRED_EPOCHS);
        assert_eq!(stage.memory(0), expected);
        assert_event(&receipt, "MemoryFailed", (worker, before.epoch, 0u8, [0u8; 7]));
        assert_error(stage.network.try_fail_memory(&worker, 0), FurnaceProofsError::NotFailed);

        // and in the next two epochs its memory proves nothing, and what it computes does
        for _ in 0..BARRED_EPOCHS {
            stage.next_epoch();
            let walks = stage.walks(0);
            assert_error(stage.try_commit_memory(0, walks.commitment()), FurnaceProofsError::Barred);
            stage.prove(0);
        }
        stage.next_epoch();
        stage.prove_memory(0);
    }
}

#[test]
fn what_waits_for_nothing_does_not_fail() {
    // Given a GPU that has not committed, and one that is proven, when it is ended, then it is refused
    let mut stage = Stage::begun_with_memory();
    stage.prove_memory(0);
    stage.network.chain.advance(OPENING_SECONDS + 1);
    for gpu in [0, 1] {
        assert_error(stage.network.try_fail_memory(&stage.worker.address, gpu), FurnaceProofsError::NotFailed);
    }
}
