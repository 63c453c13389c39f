//! Beginning an epoch's proof.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_common::proof::SAMPLE_SLOTS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::EPOCH;

use crate::stage::Stage;

/// Slots that the chain remembers.
const REMEMBERED: u64 = 512;

#[test]
fn an_announcement_fixes_the_slot_that_draws() {
    // Given a beacon without any epoch
    let mut stage = Stage::new();
    let (now, slot) = (stage.network.chain.now(), stage.network.chain.slot());
    let before = stage.network.beacon();

    // When anyone announces the epoch's proof
    stage.network.try_announce().expect("announcement");

    // Then time runs, the slot is known, and the seed is not
    let beacon = stage.network.beacon();
    assert_eq!((beacon.epoch, beacon.announced_at), ((now / EPOCH).cast_unsigned(), now));
    assert_eq!((beacon.target_slot, beacon.slot, beacon.seed), (slot + SAMPLE_SLOTS, 0, [0; 32]));
    assert_eq!((beacon.version, beacon.bump, beacon.reserved), (before.version, before.bump, before.reserved));
}

#[test]
fn an_epoch_is_announced_once() {
    // Given an announced epoch, when it is announced again, before its seed is drawn or after it, then it is refused
    let mut stage = Stage::new();
    stage.network.try_announce().expect("announcement");
    assert_error(stage.network.try_announce(), FurnaceProofsError::EpochAnnounced);
    stage.network.chain.pass_slots(SAMPLE_SLOTS + 1);
    assert_error(stage.network.try_announce(), FurnaceProofsError::EpochAnnounced);
    stage.network.try_draw().expect("seed is drawn");
    let before = stage.network.beacon();
    assert_error(stage.network.try_announce(), FurnaceProofsError::EpochAnnounced);
    // nor does a drawn seed ever count as forgotten
    stage.network.chain.pass_slots(2 * REMEMBERED);
    assert_error(stage.network.try_announce(), FurnaceProofsError::EpochAnnounced);
    assert_eq!(stage.network.beacon(), before);
}

#[test]
fn the_next_epoch_is_announced_when_it_begins_and_not_before() {
    for is_drawn in [true, false] {
        // Given an epoch whose seed is drawn, or not
        let mut stage = Stage::new();
        stage.network.try_announce().expect("announcement");
        if is_drawn {
            stage.network.chain.pass_slots(SAMPLE_SLOTS + 1);
            stage.network.try_draw().expect("seed is drawn");
        }
        let (epoch, now) = (stage.network.beacon().epoch, stage.network.chain.now());

        // When the next one is announced a second early, then it is refused
        let begins = (now / EPOCH + 1) * EPOCH;
        stage.network.chain.set_time(begins - 1);
        assert_error(stage.network.try_announce(), FurnaceProofsError::EpochAnnounced);
        // and once it begins it is the present one, with a seed of its own to come
        stage.network.chain.set_time(begins);
        let slot = stage.network.chain.slot();
        stage.network.try_announce().expect("next announcement");
        let beacon = stage.network.beacon();
        assert_eq!((beacon.epoch, beacon.announced_at), (epoch + 1, begins));
        assert_eq!((beacon.target_slot, beacon.slot, beacon.seed), (slot + SAMPLE_SLOTS, 0, [0; 32]));
    }
}

#[test]
fn epochs_in_which_nobody_announced_are_left_out() {
    // Given an epoch that proved, when the next announcement comes ten epochs later, then it is of the epoch it is in
    let mut stage = Stage::begun();
    let epoch = stage.network.beacon().epoch;
    stage.network.chain.advance(10 * EPOCH);
    stage.network.try_announce().expect("announcement");
    assert_eq!(stage.network.beacon().epoch, epoch + 10);
}

#[test]
fn a_seed_that_was_forgotten_is_announced_again() {
    // Given an announcement whose seed nobody drew
    let mut stage = Stage::new();
    stage.network.try_announce().expect("announcement");
    let first = stage.network.beacon();

    // When the chain still remembers its block, then the epoch is not announced again
    let forgotten = first.target_slot + REMEMBERED + 1;
    stage.network.chain.pass_slots(forgotten - 1 - stage.network.chain.slot());
    assert_error(stage.network.try_announce(), FurnaceProofsError::EpochAnnounced);

    // and once it does not, then time and slot begin anew
    stage.network.chain.pass_slots(1);
    stage.network.chain.advance(300);
    stage.network.try_announce().expect("second announcement");
    let second = stage.network.beacon();
    assert_eq!((second.epoch, second.announced_at), (first.epoch, first.announced_at + 300));
    assert_eq!((second.target_slot, second.slot), (forgotten + SAMPLE_SLOTS, 0));
    assert_error(stage.network.try_announce(), FurnaceProofsError::EpochAnnounced);
    stage.network.chain.pass_slots(SAMPLE_SLOTS + 1);
    stage.network.try_draw().expect("seed is drawn");
}
