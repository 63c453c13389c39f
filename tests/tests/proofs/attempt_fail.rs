//! Ending an attempt whose samples were not opened in time.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_common::proof::{BARRED_EPOCHS, OPENING_SECONDS};
use furnace_common::state::AttemptState;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::EPOCH;

use crate::stage::Stage;

#[test]
fn anyone_ends_an_attempt_whose_time_is_over() {
    for is_drawn in [false, true] {
        // Given a GPU that was proven once and has committed again, with samples or without
        let mut stage = Stage::begun();
        stage.prove(0);
        stage.next_epoch();
        stage.commit(0);
        let worker = stage.worker.address;
        if is_drawn {
            stage.network.draw_samples(&worker, 0);
        }
        let (before, certificate) = (stage.attempt(0), stage.certificate());

        // When ten minutes have passed, then it has not failed yet
        stage.network.chain.set_time(before.committed_at + OPENING_SECONDS);
        assert_error(stage.network.try_fail_attempt(&worker, 0), FurnaceProofsError::NotFailed);

        // and a second later anyone ends it, and bars the GPU from the next two epochs
        stage.network.chain.advance(1);
        let receipt = stage.network.try_fail_attempt(&worker, 0).expect("attempt fails");
        let mut expected = before.clone();
        (expected.state, expected.barred_until) = (AttemptState::Failed.byte(), before.epoch + 1 + BARRED_EPOCHS);
        assert_eq!(stage.attempt(0), expected);
        assert_event(&receipt, "ProofFailed", (worker, before.epoch, 0u8, [0u8; 7]));
        // and what was shown before stays
        assert_eq!(stage.certificate(), certificate);
    }
}

#[test]
fn what_waits_for_nothing_does_not_fail() {
    // Given a GPU that has not committed, one that is proven, and one that failed, when it is ended, then it is refused
    let mut stage = Stage::begun();
    let worker = stage.worker.address;
    stage.prove(0);
    stage.network.chain.advance(EPOCH);
    for gpu in [0, 1] {
        assert_error(stage.network.try_fail_attempt(&worker, gpu), FurnaceProofsError::NotFailed);
    }
    stage.network.begin_proofs();
    stage.commit(0);
    stage.network.chain.advance(OPENING_SECONDS + 1);
    stage.network.try_fail_attempt(&worker, 0).expect("attempt fails");
    let before = stage.attempt(0);
    assert_error(stage.network.try_fail_attempt(&worker, 0), FurnaceProofsError::NotFailed);
    assert_eq!(stage.attempt(0), before);
}

#[test]
fn the_bar_ends_with_the_third_epoch() {
    // Given a GPU that failed
    let mut stage = Stage::begun();
    stage.commit(0);
    stage.network.chain.advance(OPENING_SECONDS + 1);
    stage.network.try_fail_attempt(&stage.worker.address, 0).expect("attempt fails");

    // When it commits in the next two epochs, then it is refused; the other GPU is not
    for _ in 0..BARRED_EPOCHS {
        stage.next_epoch();
        let proof = stage.honest(0).commitment();
        assert_error(stage.try_commit(0, proof), FurnaceProofsError::Barred);
        stage.prove(1);
    }
    // and in the third it proves itself as ever
    stage.next_epoch();
    stage.prove(0);
    assert_eq!(stage.certificate().generations[0].gpus, 0b01);
}

#[test]
fn whoever_is_ended_late_is_barred_from_the_same_epochs() {
    // Given a GPU that did not open its samples, and three epochs in which nobody said so
    let mut stage = Stage::begun();
    let epoch = stage.network.beacon().epoch;
    stage.commit(0);
    for _ in 0..3 {
        stage.next_epoch();
        let proof = stage.honest(0).commitment();
        assert_error(stage.try_commit(0, proof), FurnaceProofsError::AttemptPending);
    }

    // When it is ended, then it has been idle for as long as it would have been barred
    stage.network.try_fail_attempt(&stage.worker.address, 0).expect("attempt fails");
    assert_eq!(stage.attempt(0).barred_until, epoch + 3);
    stage.commit(0);
}
