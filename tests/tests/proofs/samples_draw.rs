//! Drawing what a worker has to show.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::proofs;
use furnace_client::pda;
use furnace_common::proof::SAMPLE_SLOTS;
use furnace_common::state::AttemptState;
use furnace_tests::errors::assert_error;
use furnace_tests::prover::sha256;
use furnace_tests::slots::block_hash;
use solana_signer::Signer;

use crate::stage::Stage;

/// A GPU that has committed, and the slot that draws its samples.
fn committed() -> (Stage, u64) {
    let mut stage = Stage::begun();
    stage.commit(0);
    let target = stage.attempt(0).sample_slot;
    (stage, target)
}

fn random(seed: [u8; 32], slot: u64) -> [u8; 32] {
    sha256(&[b"furnace proof samples", &seed, &block_hash(slot)])
}

#[test]
fn anyone_draws_the_samples_of_an_attempt() {
    // Given a commitment, and a block in the slot that draws
    let (mut stage, target) = committed();
    let before = stage.attempt(0);
    stage.network.chain.pass_slots(SAMPLE_SLOTS + 1);

    // When a stranger draws
    stage.network.try_draw_samples(&stage.worker.address, 0).expect("samples are drawn");

    // Then they are of that block and of that challenge, and all else stays
    let drawn = stage.attempt(0);
    assert_eq!((drawn.random, drawn.state), (random(before.seed, target), AttemptState::Drawn.byte()));
    let mut rest = drawn;
    (rest.random, rest.state) = (before.random, before.state);
    assert_eq!(rest, before);
}

#[test]
fn no_two_attempts_have_the_same_samples() {
    // Given two GPUs that have committed in the same slot, when their samples are drawn, then they differ
    let (mut stage, _) = committed();
    stage.commit(1);
    for gpu in [0, 1] {
        stage.network.chain.pass_slots(SAMPLE_SLOTS + 1);
        stage.network.try_draw_samples(&stage.worker.address, gpu).expect("samples are drawn");
    }
    let [first, second] = [0, 1].map(|gpu| stage.attempt(gpu));
    assert_eq!(first.sample_slot, second.sample_slot);
    assert_ne!(first.random, second.random);
}

#[test]
fn before_there_is_a_block_nothing_is_drawn() {
    // Given a commitment, when it is drawn in the same slot, in the next one, and in that which draws, then too early
    let (mut stage, target) = committed();
    let worker = stage.worker.address;
    for _ in 0..=SAMPLE_SLOTS {
        assert!(stage.network.chain.slot() <= target);
        assert_error(stage.network.try_draw_samples(&worker, 0), FurnaceProofsError::DrawTooEarly);
        stage.network.chain.pass_slots(1);
    }
    stage.network.try_draw_samples(&worker, 0).expect("samples are drawn");
}

#[test]
fn slots_without_blocks_are_passed_over() {
    // Given a commitment, and no block in the slot that draws nor in the one after it
    let (mut stage, target) = committed();
    let worker = stage.worker.address;
    stage.network.chain.pass_slots(SAMPLE_SLOTS);
    stage.network.chain.skip_slots(2);
    assert_error(stage.network.try_draw_samples(&worker, 0), FurnaceProofsError::DrawTooEarly);

    // When a block comes, then it draws, however many more have come
    stage.network.chain.pass_slots(1);
    for more in [0, 1, 100] {
        let mut later = stage.copy();
        later.network.chain.pass_slots(more);
        later.network.try_draw_samples(&worker, 0).expect("samples are drawn");
        let attempt = later.attempt(0);
        assert_eq!(attempt.random, random(attempt.seed, target + 2));
    }
}

#[test]
fn forgotten_samples_are_not_drawn() {
    // Given a commitment, and 512 blocks from the slot that draws on, when it is drawn, then it is too late
    let (mut stage, target) = committed();
    stage.network.chain.pass_slots(SAMPLE_SLOTS + 511);
    let mut last = stage.copy();
    last.network.try_draw_samples(&last.worker.address, 0).expect("samples are drawn");
    assert_eq!(last.attempt(0).random, random(last.attempt(0).seed, target));
    stage.network.chain.pass_slots(1);
    let result = stage.network.try_draw_samples(&stage.worker.address, 0);
    assert_error(result, FurnaceProofsError::DrawTooLate);
}

#[test]
fn samples_are_drawn_once() {
    // Given a GPU that has not committed, when samples are drawn, then there are none to draw
    let mut stage = Stage::begun();
    let worker = stage.worker.address;
    assert_error(stage.network.try_draw_samples(&worker, 0), FurnaceProofsError::NothingToDraw);

    // Given drawn samples, when they are drawn again, before and after they are opened, then they stay
    let (mut stage, proof) = Stage::drawn();
    let before = stage.attempt(0).random;
    stage.network.chain.pass_slots(3);
    assert_error(stage.network.try_draw_samples(&worker, 0), FurnaceProofsError::NothingToDraw);
    stage.open_all(0, &proof);
    assert_error(stage.network.try_draw_samples(&worker, 0), FurnaceProofsError::NothingToDraw);
    assert_eq!(stage.attempt(0).random, before);
}

#[test]
fn nothing_else_passes_for_the_slot_hashes() {
    // Given a commitment whose samples can be drawn, when another account stands for the hashes, then it is refused
    let (mut stage, _) = committed();
    stage.network.chain.pass_slots(SAMPLE_SLOTS + 1);
    let draw = proofs::samples_draw(stage.worker.address, 0);
    let genuine = stage.network.chain.account(&draw.accounts[1].pubkey).expect("slot hashes");
    let forged = stage.stranger.pubkey();
    stage.network.chain.svm.set_account(forged, genuine).expect("forgery");
    for wrong in [forged, pda::beacon()] {
        let mut draw = draw.clone();
        draw.accounts[1].pubkey = wrong;
        assert_error(stage.network.send(&[draw], &[]), FurnaceProofsError::NotSlotHashes);
    }
}
