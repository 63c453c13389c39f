//! Where each error of the program is covered, and what only a fault in the stored state brings about.

use furnace_client::accounts::{Attempt, Certificate};
use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::pda;
use furnace_common::proof::SAMPLES;
use furnace_tests::assert_every_error_is_covered;
use furnace_tests::coverage::Coverage::Asserted;
use furnace_tests::errors::assert_error;
use furnace_tests::prover::Proof;

use crate::stage::Stage;

#[test]
fn every_error_is_covered() {
    assert_every_error_is_covered!("proofs", FurnaceProofsError {
        EpochAnnounced => Asserted("beacon_announce.rs"),
        NothingToDraw => Asserted("beacon_draw.rs"),
        DrawTooEarly => Asserted("beacon_draw.rs"),
        DrawTooLate => Asserted("beacon_draw.rs"),
        SeedNotDrawn => Asserted("attempt_commit.rs"),
        WindowOver => Asserted("attempt_commit.rs"),
        AlreadyCommitted => Asserted("attempt_commit.rs"),
        AttemptPending => Asserted("attempt_commit.rs"),
        Barred => Asserted("attempt_fail.rs"),
        Convicted => Asserted("attacks_lies.rs"),
        ShapeOutOfBounds => Asserted("attempt_commit.rs"),
        UnknownGpu => Asserted("attempt_open.rs"),
        WorkerRetired => Asserted("certificate_open.rs"),
        WorkerActive => Asserted("certificate_close.rs"),
        NotWorker => Asserted("attempt_commit.rs"),
        WorkerMismatch => Asserted("attempt_commit.rs"),
        NoSamples => Asserted("sample_open.rs"),
        UnknownSample => Asserted("sample_open.rs"),
        AlreadyOpened => Asserted("sample_open.rs"),
        OpeningUnrelated => Asserted("attacks_openings.rs"),
        OpeningOver => Asserted("sample_open.rs"),
        NotFailed => Asserted("attempt_fail.rs"),
        WrongRentPayer => Asserted("attempt_close.rs"),
        UnknownState => Asserted("errors.rs"),
        Overflow => Asserted("errors.rs"),
        NotSlotHashes => Asserted("beacon_draw.rs"),
        PointsTooEarly => Asserted("points_grant.rs"),
        NothingProven => Asserted("points_grant.rs"),
        RootsNotShown => Asserted("roots_show.rs"),
        RootsUnrelated => Asserted("roots_show.rs"),
        RootsOutOfPlace => Asserted("roots_show.rs"),
        SizeOutOfBounds => Asserted("memory_commit.rs"),
    });
}

/// A GPU of which one sample is left, and what is left to open.
fn almost() -> (Stage, Proof) {
    let (mut stage, proof) = Stage::drawn();
    for index in 1..SAMPLES {
        stage.try_open(0, stage.opening(0, &proof, index)).expect("opening");
    }
    (stage, proof)
}

#[test]
fn a_state_that_nobody_knows_is_no_state() {
    let (stage, proof) = Stage::drawn();
    let (worker, opening, again) = (stage.worker.address, stage.opening(0, &proof, 0), proof.commitment());
    let roots = proof.showings().remove(0);
    for state in [0, 7, u8::MAX] {
        // Given an attempt whose state is none, when anything is done with it, then it is refused
        let mut stage = stage.copy();
        stage.network.tamper(&pda::attempt(&worker, 0), |attempt: &mut Attempt| attempt.state = state);
        assert_error(stage.try_commit(0, again.clone()), FurnaceProofsError::UnknownState);
        assert_error(stage.network.try_draw_samples(&worker, 0), FurnaceProofsError::UnknownState);
        assert_error(stage.network.try_show_roots(&worker, 0, roots.clone()), FurnaceProofsError::UnknownState);
        assert_error(stage.try_open(0, opening.clone()), FurnaceProofsError::UnknownState);
        assert_error(stage.network.try_fail_attempt(&worker, 0), FurnaceProofsError::UnknownState);
        assert_error(stage.network.try_close_attempt(&stage.worker, 0), FurnaceProofsError::UnknownState);
    }
}

#[test]
fn slots_and_epochs_do_not_wrap() {
    // Given a chain at the end of all slots, when an epoch is announced or a GPU commits, then it is refused
    let mut stage = Stage::begun();
    let proof = stage.honest(0).commitment();
    stage.network.chain.set_slot(u64::MAX - 1);
    assert_error(stage.try_commit(0, proof), FurnaceProofsError::Overflow);
    let mut fresh = Stage::new();
    fresh.network.chain.set_slot(u64::MAX - 1);
    assert_error(fresh.network.try_announce(), FurnaceProofsError::Overflow);

    // Given an attempt of the last of all epochs, when it fails, then it is refused
    let (mut stage, _) = Stage::drawn();
    let worker = stage.worker.address;
    stage.network.chain.advance(86_400);
    for epoch in [u64::MAX, u64::MAX - 1] {
        stage.network.tamper(&pda::attempt(&worker, 0), |attempt: &mut Attempt| attempt.epoch = epoch);
        assert_error(stage.network.try_fail_attempt(&worker, 0), FurnaceProofsError::Overflow);
    }
}

#[test]
fn a_certificate_counts_each_gpu_once_and_does_not_wrap() {
    // Given a GPU of which one sample is left, and a certificate that has it already, or cannot count further
    let (stage, proof) = almost();
    let (address, epoch) = (pda::certificate(&stage.worker.address), stage.network.beacon().epoch);
    for (gpus, total, error) in
        [(0b01, 1, FurnaceProofsError::AlreadyCommitted), (0b10, u64::MAX, FurnaceProofsError::Overflow)]
    {
        let mut stage = stage.copy();
        stage.network.tamper(&address, |certificate: &mut Certificate| {
            let made = &mut certificate.generations[0];
            (made.epoch, made.gpus, made.lowest, made.total) = (epoch, gpus, 1, total);
        });
        // When it is opened, then it is refused
        let opening = stage.opening(0, &proof, 0);
        assert_error(stage.try_open(0, opening), error);
    }
}

#[test]
fn a_gpu_that_no_certificate_has_room_for_is_not_certified() {
    // Given such a GPU of which one sample is left, when it is opened, then it is refused
    let (mut stage, proof) = almost();
    let (address, opening) = (pda::attempt(&stage.worker.address, 0), stage.opening(0, &proof, 0));
    stage.network.tamper(&address, |attempt: &mut Attempt| attempt.gpu = 64);
    assert_error(stage.try_open(0, opening), FurnaceProofsError::UnknownGpu);
}
