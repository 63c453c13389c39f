//! Committing to an epoch's proof.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::proofs;
use furnace_client::pda;
use furnace_common::proof::{MAX_INNER, MAX_ROUNDS, MAX_SIZE, SAMPLE_SLOTS, Shape, WINDOW_SECONDS, score_floor};
use furnace_common::state::AttemptState;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::EPOCH;
use furnace_tests::prover::commitment;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::stage::{SCORE, SHAPE, Stage};

#[test]
fn a_commitment_notes_what_is_proven_and_when_its_samples_are_drawn() {
    // Given a drawn seed, and five seconds later the roots of a proof
    let mut stage = Stage::begun();
    let (worker, before) = (stage.worker.address, stage.attempt(1));
    let proof = stage.honest(1).commitment();
    stage.network.chain.advance(5);

    // When the worker's second GPU commits
    let receipt = stage.try_commit(1, proof.clone()).expect("commitment");

    // Then its account says so
    let (attempt, beacon) = (stage.attempt(1), stage.network.beacon());
    assert_eq!((attempt.size, attempt.inner, attempt.rounds), (SHAPE.size, SHAPE.inner, SHAPE.rounds));
    assert_eq!((attempt.shown_from, attempt.unshown), (proof.end, SHAPE.rounds));
    assert_eq!(attempt.seed, stage.network.challenge(&worker, 1));
    assert_eq!((attempt.epoch, attempt.committed_at), (beacon.epoch, beacon.announced_at + 5));
    assert_eq!((attempt.sample_slot, attempt.random), (stage.network.chain.slot() + SAMPLE_SLOTS, [0; 32]));
    assert_eq!((stage.state(1), attempt.opened, attempt.barred_until), (AttemptState::Committed, 0, 0));
    // and whose it is stays, and the other GPU has no part in it
    assert_eq!((attempt.worker, attempt.gpu, attempt.rent_payer), (worker, 1, before.rent_payer));
    assert_eq!((attempt.version, attempt.bump, attempt.reserved), (before.version, before.bump, before.reserved));
    assert_eq!(stage.attempt(0).epoch, 0);
    assert_event(&receipt, "ProofCommitted", (worker, beacon.epoch, SCORE, 1u8, [0u8; 7]));
}

#[test]
fn the_window_is_twenty_seconds_from_the_announcement_on() {
    // Given a drawn seed, when its window ends, then the last second still belongs to it
    let mut stage = Stage::begun();
    let (proof, announced_at) = (stage.honest(0).commitment(), stage.network.beacon().announced_at);
    stage.network.chain.set_time(announced_at + WINDOW_SECONDS + 1);
    assert_error(stage.try_commit(0, proof.clone()), FurnaceProofsError::WindowOver);
    stage.network.chain.set_time(announced_at + WINDOW_SECONDS);
    stage.try_commit(0, proof).expect("commitment");
}

#[test]
fn a_seed_that_is_drawn_late_gives_no_more_time() {
    // Given an announcement whose seed is drawn when the window is over, when a GPU commits, then it is too late
    let mut stage = Stage::new();
    stage.network.try_announce().expect("announcement");
    stage.network.chain.pass_slots(SAMPLE_SLOTS + 1);
    stage.network.chain.advance(WINDOW_SECONDS + 1);
    stage.network.try_draw().expect("seed is drawn");
    let proof = stage.honest(0).commitment();
    assert_error(stage.try_commit(0, proof), FurnaceProofsError::WindowOver);
}

#[test]
fn without_a_seed_nothing_is_committed_to() {
    // Given no announcement, then one without a seed, when a GPU commits, then it is refused
    let mut stage = Stage::new();
    let proof = stage.honest(0).commitment();
    assert_error(stage.try_commit(0, proof.clone()), FurnaceProofsError::SeedNotDrawn);
    stage.network.begin_proofs();
    stage.network.chain.advance(EPOCH);
    stage.network.try_announce().expect("announcement");
    assert_error(stage.try_commit(0, proof), FurnaceProofsError::SeedNotDrawn);
}

#[test]
fn a_gpu_commits_once_an_epoch() {
    // Given a GPU that has committed, when it commits again, to the same or to something else, then it is refused
    let (mut stage, proof) = Stage::drawn();
    let before = stage.attempt(0);
    let other = commitment(SHAPE, &[9; 32], &[]);
    for again in [proof.commitment(), other.clone()] {
        assert_error(stage.try_commit(0, again), FurnaceProofsError::AlreadyCommitted);
    }
    assert_eq!(stage.attempt(0), before);
    // nor does it when all its samples are open
    stage.open_all(0, &proof);
    assert_error(stage.try_commit(0, other), FurnaceProofsError::AlreadyCommitted);
}

#[test]
fn an_attempt_that_waits_for_its_samples_is_ended_first() {
    for is_drawn in [false, true] {
        // Given a GPU that has committed, with samples or without, and the next epoch's seed
        let mut stage = Stage::begun();
        stage.commit(0);
        if is_drawn {
            stage.network.draw_samples(&stage.worker.address, 0);
        }
        stage.next_epoch();

        // When it commits, then it is refused
        let proof = stage.honest(0).commitment();
        assert_error(stage.try_commit(0, proof), FurnaceProofsError::AttemptPending);
    }
}

#[test]
fn only_shapes_within_bounds_are_proven() {
    // Given a drawn seed
    let mut stage = Stage::begun();
    let outside = [
        Shape { size: 0, ..SHAPE },
        Shape { size: 32, ..SHAPE },
        Shape { size: 96, ..SHAPE },
        Shape { size: MAX_SIZE + 1, ..SHAPE },
        Shape { inner: 0, ..SHAPE },
        Shape { inner: 56, ..SHAPE },
        Shape { inner: 68, ..SHAPE },
        Shape { inner: MAX_INNER + 4, ..SHAPE },
        Shape { rounds: 0, ..SHAPE },
        Shape { rounds: MAX_ROUNDS + 1, ..SHAPE },
        Shape { rounds: u16::MAX, ..SHAPE },
    ];
    // When a shape is out of bounds, then it is refused
    for shape in outside {
        let result = stage.try_commit(0, commitment(shape, &[9; 32], &[]));
        assert_error(result, FurnaceProofsError::ShapeOutOfBounds);
    }
    // and the smallest and the largest are within them
    let largest = Shape { size: MAX_SIZE, inner: MAX_INNER, rounds: MAX_ROUNDS };
    for (gpu, shape) in [(0, Shape { rounds: 1, ..SHAPE }), (1, largest)] {
        let receipt = stage.try_commit(gpu, commitment(shape, &[9; 32], &[])).expect("commitment");
        let (worker, epoch) = (stage.worker.address, stage.network.beacon().epoch);
        assert_event(&receipt, "ProofCommitted", (worker, epoch, score_floor(&shape), gpu, [0u8; 7]));
    }
}

#[test]
fn only_the_workers_own_key_commits() {
    // Given a drawn seed and another worker
    let mut stage = Stage::begun();
    let colleague = stage.colleague();
    let (key, worker) = (stage.worker.key.pubkey(), stage.worker.address);

    // When anyone else commits for the worker, then it is refused
    for thief in [&colleague.key, &stage.operator.wallet, &stage.stranger] {
        let commit = proofs::attempt_commit(key, worker, 0, stage.honest(0).commitment());
        let commit = replaced(commit, key, thief.pubkey());
        assert_error(stage.network.send(&[commit], &[thief]), FurnaceProofsError::NotWorker);
    }
    // nor does a worker commit in another's account, or beside its certificate
    for account in [pda::attempt(&worker, 0), pda::certificate(&worker)] {
        let own = proofs::attempt_commit(colleague.key.pubkey(), colleague.address, 0, stage.honest(0).commitment());
        let replaces = if account == pda::certificate(&worker) { 3 } else { 4 };
        let mut crossed = own;
        crossed.accounts[replaces].pubkey = account;
        assert_error(stage.network.send(&[crossed], &[&colleague.key]), FurnaceProofsError::WorkerMismatch);
    }
}

#[test]
fn a_retired_worker_proves_nothing() {
    // Given a drawn seed and a worker that has retired, when it commits, then it is refused
    let mut stage = Stage::begun();
    let proof = stage.honest(0).commitment();
    stage.retire();
    assert_error(stage.try_commit(0, proof), FurnaceProofsError::WorkerRetired);
}
