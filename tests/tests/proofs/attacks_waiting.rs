//! A worker that does not like its samples gets no others.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::proofs;
use furnace_common::proof::{BARRED_EPOCHS, OPENING_SECONDS};
use furnace_common::state::AttemptState;
use furnace_tests::errors::assert_error;
use furnace_tests::prover::Proof;

use crate::stage::{SHAPE, Stage};

/// A worker that computed nothing, and knows its samples.
fn caught() -> Stage {
    let mut stage = Stage::begun();
    let lie = Proof::lying(SHAPE, &[0; 32], |_, _| 0);
    stage.try_commit(0, lie.commitment()).expect("commitment");
    stage.network.draw_samples(&stage.worker.address, 0);
    stage
}

#[test]
fn silence_costs_two_epochs() {
    // Given a worker that knows that its samples are wrong
    let mut stage = caught();
    let worker = stage.worker.address;

    // When it commits, draws, closes or fails anew, then nothing gives it other samples
    let before = stage.attempt(0);
    stage.network.chain.pass_slots(600);
    let proof = stage.honest(0).commitment();
    assert_error(stage.try_commit(0, proof.clone()), FurnaceProofsError::AlreadyCommitted);
    assert_error(stage.network.try_draw_samples(&worker, 0), FurnaceProofsError::NothingToDraw);
    assert_error(stage.network.try_close_attempt(&stage.worker, 0), FurnaceProofsError::AttemptPending);
    assert_error(stage.network.try_fail_attempt(&worker, 0), FurnaceProofsError::NotFailed);
    assert!(stage.network.send(&[proofs::attempt_open(stage.network.payer(), worker, 0)], &[]).is_err());
    assert_eq!(stage.attempt(0), before);

    // and when it has waited, then it has failed, for this epoch and for two more
    stage.network.chain.advance(OPENING_SECONDS + 1);
    stage.network.try_fail_attempt(&worker, 0).expect("attempt fails");
    assert_error(stage.try_commit(0, proof), FurnaceProofsError::AlreadyCommitted);
    for _ in 0..BARRED_EPOCHS {
        stage.next_epoch();
        let proof = stage.honest(0).commitment();
        assert_error(stage.try_commit(0, proof), FurnaceProofsError::Barred);
        assert_error(stage.network.try_close_attempt(&stage.worker, 0), FurnaceProofsError::Barred);
    }
    assert_eq!(stage.certificate().generations[0].gpus, 0);
}

#[test]
fn samples_that_are_never_drawn_are_silence_too() {
    // Given a worker that lets the block that draws be forgotten, so that nobody ever knows its samples
    let mut stage = Stage::begun();
    stage.commit(0);
    stage.network.chain.pass_slots(600);
    let worker = stage.worker.address;
    assert_error(stage.network.try_draw_samples(&worker, 0), FurnaceProofsError::DrawTooLate);

    // When its time is over, then it has failed all the same
    stage.network.chain.advance(OPENING_SECONDS + 1);
    stage.network.try_fail_attempt(&worker, 0).expect("attempt fails");
    stage.next_epoch();
    let proof = stage.honest(0).commitment();
    assert_error(stage.try_commit(0, proof), FurnaceProofsError::Barred);
}

#[test]
fn an_account_that_is_closed_and_opened_anew_remembers_nothing_that_helps() {
    // Given a GPU that was barred, and whose bar has ended
    let mut stage = caught();
    let worker = stage.worker.address;
    stage.network.chain.advance(OPENING_SECONDS + 1);
    stage.network.try_fail_attempt(&worker, 0).expect("attempt fails");
    for _ in 0..=BARRED_EPOCHS {
        stage.next_epoch();
    }

    // When it commits in this epoch, then its account cannot be closed to commit once more
    stage.prove(0);
    assert_error(stage.network.try_close_attempt(&stage.worker, 0), FurnaceProofsError::AlreadyCommitted);
    // and one that is closed before it commits gets one commitment in this epoch like any other
    stage.next_epoch();
    stage.network.try_close_attempt(&stage.worker, 0).expect("close");
    stage.network.open_attempt(&worker, 0);
    stage.prove(0);
    let proof = stage.honest(0).commitment();
    assert_error(stage.try_commit(0, proof), FurnaceProofsError::AlreadyCommitted);
    assert_eq!(stage.state(0), AttemptState::Proven);
}
