//! Drawing the walks that a worker has to show.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::memory;
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
    let mut stage = Stage::begun_with_memory();
    let walks = stage.walks(0);
    stage.try_commit_memory(0, walks.commitment()).expect("commitment");
    let target = stage.memory(0).sample_slot;
    (stage, target)
}

#[test]
fn anyone_draws_the_samples_once_there_is_a_block() {
    // Given a commitment, when it is drawn before there is a block of the slot that draws, then it is too early
    let (mut stage, target) = committed();
    let (worker, before) = (stage.worker.address, stage.memory(0));
    for _ in 0..=SAMPLE_SLOTS {
        assert_error(stage.network.try_draw_memory(&worker, 0), FurnaceProofsError::DrawTooEarly);
        stage.network.chain.pass_slots(1);
    }
    // and after it the samples are of that block and of that table, and all else stays
    stage.network.try_draw_memory(&worker, 0).expect("walks are drawn");
    let drawn = stage.memory(0);
    let random = sha256(&[b"furnace memory samples", &before.seed, &block_hash(target)]);
    assert_eq!((drawn.random, drawn.state), (random, AttemptState::Drawn.byte()));
    let mut rest = drawn;
    (rest.random, rest.state) = (before.random, before.state);
    assert_eq!(rest, before);
}

#[test]
fn samples_are_drawn_once_and_forgotten_ones_not_at_all() {
    // Given a GPU that has not committed, one whose samples are drawn, and one whose block is forgotten
    let (mut stage, _) = committed();
    let worker = stage.worker.address;
    assert_error(stage.network.try_draw_memory(&worker, 1), FurnaceProofsError::NothingToDraw);
    let mut late = stage.copy();
    late.network.chain.pass_slots(SAMPLE_SLOTS + 512);
    stage.network.draw_memory(&worker, 0);

    // When they are drawn, then it is refused
    stage.network.chain.pass_slots(3);
    assert_error(stage.network.try_draw_memory(&worker, 0), FurnaceProofsError::NothingToDraw);
    assert_error(late.network.try_draw_memory(&worker, 0), FurnaceProofsError::DrawTooLate);
}

#[test]
fn nothing_else_passes_for_the_slot_hashes() {
    // Given a commitment whose samples can be drawn, when another account stands for the hashes, then it is refused
    let (mut stage, _) = committed();
    stage.network.chain.pass_slots(SAMPLE_SLOTS + 1);
    let draw = memory::memory_draw(stage.worker.address, 0);
    let genuine = stage.network.chain.account(&draw.accounts[1].pubkey).expect("slot hashes");
    let forged = stage.stranger.pubkey();
    stage.network.chain.svm.set_account(forged, genuine).expect("forgery");
    for wrong in [forged, pda::beacon()] {
        let mut draw = draw.clone();
        draw.accounts[1].pubkey = wrong;
        assert_error(stage.network.send(&[draw], &[]), FurnaceProofsError::NotSlotHashes);
    }
}
