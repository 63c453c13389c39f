//! Showing what was asked for.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::proofs;
use furnace_client::pda;
use furnace_common::proof::{OPENING_SECONDS, SAMPLES};
use furnace_common::state::AttemptState;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::scene::replaced;

use crate::stage::{SCORE, Stage, generation};

#[test]
fn an_opened_sample_is_noted_and_certifies_nothing_yet() {
    // Given a GPU whose samples are drawn
    let (mut stage, proof) = Stage::drawn();
    let (before, certificate) = (stage.attempt(0), stage.certificate());

    // When anyone opens the sixth one
    stage.try_open(0, stage.opening(0, &proof, 5)).expect("opening");

    // Then only that is noted
    let mut attempt = stage.attempt(0);
    assert_eq!(attempt.opened, 1 << 5);
    attempt.opened = 0;
    assert_eq!(attempt, before);
    assert_eq!(stage.certificate(), certificate);
}

#[test]
fn the_last_sample_certifies_the_gpu() {
    // Given a GPU of which one sample is left
    let (mut stage, proof) = Stage::drawn();
    let (worker, epoch) = (stage.worker.address, stage.network.beacon().epoch);
    for index in 1..SAMPLES {
        stage.try_open(0, stage.opening(0, &proof, index)).expect("opening");
        assert_eq!(stage.certificate().generations[0].gpus, 0);
    }
    let mut expected = stage.certificate();

    // When it is opened
    let receipt = stage.try_open(0, stage.opening(0, &proof, 0)).expect("opening");

    // Then the GPU is proven, and the certificate says so
    assert_eq!((stage.state(0), stage.attempt(0).opened), (AttemptState::Proven, u32::MAX));
    expected.generations[0] = generation(epoch, 1, SCORE, SCORE);
    assert_eq!(stage.certificate(), expected);
    assert_event(&receipt, "GpuCertified", (worker, epoch, SCORE, 0u8, [0u8; 7]));
}

#[test]
fn what_is_beyond_the_path_counts_for_nothing() {
    // Given a proof whose paths are shorter than the longest, when an opening has anything after it, then it is right
    let (mut stage, proof) = Stage::drawn();
    let mut opening = stage.opening(0, &proof, 0);
    opening.path[proof.shape.depth()..].fill([0xab; 32]);
    stage.try_open(0, opening).expect("opening");
}

#[test]
fn as_long_as_no_sample_is_drawn_none_is_opened() {
    // Given a GPU that has not committed, then one whose samples are not drawn, when one is opened, then it is refused
    let mut stage = Stage::begun();
    let proof = stage.honest(0);
    for _ in 0..2 {
        let opening = stage.opening(0, &proof, 0);
        assert_error(stage.try_open(0, opening), FurnaceProofsError::NoSamples);
        if stage.state(0) == AttemptState::Idle {
            stage.commit(0);
        }
    }
}

#[test]
fn an_attempt_that_has_ended_has_no_samples() {
    // Given a proven GPU, and one that failed, when a sample is opened, then it is refused
    let (mut stage, proof) = Stage::drawn();
    let opening = stage.opening(0, &proof, 0);
    let mut failed = stage.copy();
    failed.network.chain.advance(OPENING_SECONDS + 1);
    failed.network.try_fail_attempt(&failed.worker.address, 0).expect("attempt fails");
    stage.open_all(0, &proof);
    for stage in [&mut stage, &mut failed] {
        assert_error(stage.try_open(0, opening.clone()), FurnaceProofsError::NoSamples);
    }
}

#[test]
fn a_sample_is_opened_once() {
    // Given an opened sample, when it is opened again, alone or twice at once, then it is refused
    let (mut stage, proof) = Stage::drawn();
    let opening = stage.opening(0, &proof, 9);
    stage.try_open(0, opening.clone()).expect("opening");
    assert_error(stage.try_open(0, opening), FurnaceProofsError::AlreadyOpened);
    assert_eq!(stage.attempt(0).opened, 1 << 9);
}

#[test]
fn there_are_thirty_two_samples() {
    // Given drawn samples, when one beyond the last is opened, then there is none
    let (mut stage, proof) = Stage::drawn();
    for index in [SAMPLES, SAMPLES + 1, 64, u8::MAX] {
        let opening = stage.opening(0, &proof, index);
        assert_error(stage.try_open(0, opening), FurnaceProofsError::UnknownSample);
    }
    stage.try_open(0, stage.opening(0, &proof, SAMPLES - 1)).expect("the last one");
}

#[test]
fn samples_are_opened_within_ten_minutes() {
    // Given drawn samples, when ten minutes have passed since the commitment, then the last second still counts
    let (mut stage, proof) = Stage::drawn();
    let committed_at = stage.attempt(0).committed_at;
    let opening = stage.opening(0, &proof, 0);
    stage.network.chain.set_time(committed_at + OPENING_SECONDS + 1);
    assert_error(stage.try_open(0, opening.clone()), FurnaceProofsError::OpeningOver);
    stage.network.chain.set_time(committed_at + OPENING_SECONDS);
    stage.try_open(0, opening).expect("opening");
}

#[test]
fn no_other_workers_certificate_is_written() {
    // Given a worker whose last sample is left, and another worker
    let (mut stage, proof) = Stage::drawn();
    let colleague = stage.colleague();

    // When it is opened for the other's certificate, then it is refused
    let worker = stage.worker.address;
    let open = proofs::sample_open(worker, 0, stage.opening(0, &proof, 0));
    let open = replaced(open, pda::certificate(&worker), pda::certificate(&colleague.address));
    assert_error(stage.network.send(&[open], &[]), FurnaceProofsError::WorkerMismatch);
}
