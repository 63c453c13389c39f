//! Drawing an epoch's seed.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::proofs;
use furnace_client::pda;
use furnace_common::proof::SAMPLE_SLOTS;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::prover::sha256;
use furnace_tests::slots::block_hash;
use solana_signer::Signer;

use crate::stage::Stage;

/// An announced epoch, and the slot that draws.
fn announced() -> (Stage, u64) {
    let mut stage = Stage::new();
    stage.network.try_announce().expect("announcement");
    let target = stage.network.beacon().target_slot;
    (stage, target)
}

/// The seed that the block of a slot gives.
fn seed(epoch: u64, slot: u64) -> [u8; 32] {
    sha256(&[b"furnace proof epoch", &epoch.to_le_bytes(), &block_hash(slot)])
}

#[test]
fn the_block_of_the_slot_draws_the_seed() {
    // Given an announced epoch, and a block in the slot that draws
    let (mut stage, target) = announced();
    stage.network.chain.pass_slots(SAMPLE_SLOTS + 1);
    let before = stage.network.beacon();

    // When anyone draws
    let receipt = stage.network.try_draw().expect("seed is drawn");

    // Then the seed is of that block and of that epoch, and all else stays
    let beacon = stage.network.beacon();
    assert_eq!((beacon.seed, beacon.slot), (seed(before.epoch, target), target));
    assert_eq!((beacon.epoch, beacon.announced_at), (before.epoch, before.announced_at));
    assert_event(&receipt, "SeedDrawn", (beacon.seed, beacon.epoch, target));
}

#[test]
fn before_there_is_a_block_nothing_is_drawn() {
    // Given an announced epoch
    let (mut stage, target) = announced();

    // When it is drawn in the same slot, in the next one, and in the slot that draws, then it is too early
    for slot in target - SAMPLE_SLOTS..=target {
        assert_eq!(stage.network.chain.slot(), slot);
        assert_error(stage.network.try_draw(), FurnaceProofsError::DrawTooEarly);
        stage.network.chain.pass_slots(1);
    }
    stage.network.try_draw().expect("seed is drawn");
}

#[test]
fn slots_without_blocks_are_passed_over() {
    // Given an announced epoch, and no block in the slot that draws nor in the two after it
    let (mut stage, target) = announced();
    stage.network.chain.pass_slots(SAMPLE_SLOTS);
    stage.network.chain.skip_slots(3);
    assert_error(stage.network.try_draw(), FurnaceProofsError::DrawTooEarly);

    // When a block comes at last, then it draws, however many more have come
    stage.network.chain.pass_slots(1);
    for more in [0, 1, 100] {
        let mut later = stage.copy();
        later.network.chain.pass_slots(more);
        later.network.try_draw().expect("seed is drawn");
        let beacon = later.network.beacon();
        assert_eq!((beacon.slot, beacon.seed), (target + 3, seed(beacon.epoch, target + 3)));
    }
}

#[test]
fn as_long_as_an_older_block_is_remembered_the_first_one_draws() {
    // Given 511 blocks from the slot that draws on, and one before it
    let (mut stage, target) = announced();
    stage.network.chain.pass_slots(SAMPLE_SLOTS + 511);

    // When it is drawn, then by the first of them
    let mut last = stage.copy();
    last.network.try_draw().expect("seed is drawn");
    assert_eq!(last.network.beacon().slot, target);

    // and with one more block nobody can say which was the first
    stage.network.chain.pass_slots(1);
    assert_error(stage.network.try_draw(), FurnaceProofsError::DrawTooLate);
    stage.network.chain.pass_slots(1_000);
    assert_error(stage.network.try_draw(), FurnaceProofsError::DrawTooLate);
    assert_eq!(stage.network.beacon().slot, 0);
}

#[test]
fn a_seed_is_drawn_once() {
    // Given a beacon without any announcement, when it is drawn, then there is nothing to draw
    let mut stage = Stage::new();
    stage.network.chain.pass_slots(10);
    assert_error(stage.network.try_draw(), FurnaceProofsError::NothingToDraw);

    // Given a drawn seed, when it is drawn again, now or when the chain has forgotten its block, then it stays
    stage.network.begin_proofs();
    let before = stage.network.beacon();
    for slots in [0, 1, 1_000] {
        stage.network.chain.pass_slots(slots);
        assert_error(stage.network.try_draw(), FurnaceProofsError::NothingToDraw);
    }
    assert_eq!(stage.network.beacon(), before);
}

#[test]
fn nothing_else_passes_for_the_slot_hashes() {
    // Given an announced epoch whose seed can be drawn
    let (mut stage, _) = announced();
    stage.network.chain.pass_slots(SAMPLE_SLOTS + 1);
    let draw = proofs::beacon_draw();
    let genuine = stage.network.chain.account(&draw.accounts[1].pubkey).expect("slot hashes");

    // When a copy of them, which even their owner holds, or any other account stands for them, then it is refused
    let forged = stage.stranger.pubkey();
    stage.network.chain.svm.set_account(forged, genuine).expect("forgery");
    for wrong in [forged, pda::governance(), solana_clock::sysvar::ID] {
        let mut draw = draw.clone();
        draw.accounts[1].pubkey = wrong;
        assert_error(stage.network.send(&[draw], &[]), FurnaceProofsError::NotSlotHashes);
    }
    assert_eq!(stage.network.beacon().slot, 0);
}
