//! No instruction lets its caller choose among outcomes.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::proofs;
use furnace_common::proof::SAMPLE_SLOTS;
use furnace_tests::errors::assert_error;
use solana_signer::Signer;

use crate::stage::Stage;

/// Slots in which a seed can be drawn.
const REMEMBERED: u64 = 512;

#[test]
fn nothing_is_announced_and_drawn_at_once() {
    // Given an epoch that nobody announced, when it is announced and drawn in one transaction, then nothing happens
    let mut stage = Stage::new();
    stage.network.chain.pass_slots(10);
    let result = stage.network.send(&[proofs::beacon_announce(), proofs::beacon_draw()], &[]);
    assert_error(result, FurnaceProofsError::DrawTooEarly);
    assert_eq!(stage.network.beacon().epoch, 0);
}

#[test]
fn nothing_is_committed_to_and_drawn_at_once() {
    // Given a drawn seed, when a GPU commits and draws its samples in one transaction, then nothing happens
    let mut stage = Stage::begun();
    let (key, worker) = (stage.worker.key.pubkey(), stage.worker.address);
    let commit = proofs::attempt_commit(key, worker, 0, stage.honest(0).commitment());
    let result = stage.network.send(&[commit, proofs::samples_draw(worker, 0)], &[&stage.worker.key]);
    assert_error(result, FurnaceProofsError::DrawTooEarly);
    assert_eq!(stage.attempt(0).epoch, 0);
}

#[test]
fn a_seed_is_drawn_or_announced_anew_and_never_both() {
    // Given an announcement, and a block in every fourth slot only: the chain remembers four times as many slots
    let mut stage = Stage::new();
    stage.network.try_announce().expect("announcement");
    let target = stage.network.beacon().target_slot;
    let mut choices = Vec::new();
    while stage.network.chain.slot() < target + 2 * REMEMBERED {
        stage.network.chain.pass_slots(1);
        stage.network.chain.skip_slots(3);

        // When anyone looks at what goes through in a slot, then it is one of the two at most
        stage.network.chain.svm.expire_blockhash();
        let chain = &stage.network.chain;
        let goes = [proofs::beacon_draw(), proofs::beacon_announce()].map(|step| chain.simulate(&[step], &[]).is_ok());
        assert_ne!(goes, [true, true], "slot {}", chain.slot());
        choices.push(goes);
    }
    // and first it is the one, then the other, for good
    choices.dedup();
    assert_eq!(choices[choices.len() - 2..], [[true, false], [false, true]]);

    // Given blocks in every slot, then there is one slot between them
    let mut stage = Stage::new();
    stage.network.try_announce().expect("announcement");
    stage.network.chain.pass_slots(SAMPLE_SLOTS + REMEMBERED);
    assert_error(stage.network.try_draw(), FurnaceProofsError::DrawTooLate);
    assert_error(stage.network.try_announce(), FurnaceProofsError::EpochAnnounced);
    stage.network.chain.pass_slots(1);
    assert_error(stage.network.try_draw(), FurnaceProofsError::DrawTooLate);
    stage.network.try_announce().expect("announcement");
}

#[test]
fn a_draw_does_not_depend_on_who_makes_it_nor_when() {
    // Given an announced epoch and slots with and without blocks, when it is drawn later and later, then alike
    let mut stage = Stage::new();
    stage.network.try_announce().expect("announcement");
    stage.network.chain.pass_slots(SAMPLE_SLOTS);
    let mut seeds = Vec::new();
    for (blocks, empty) in [(0, 2), (1, 5), (30, 1), (1, 300), (100, 1)] {
        stage.network.chain.skip_slots(empty);
        stage.network.chain.pass_slots(blocks);
        let mut drawn = stage.copy();
        if drawn.network.send(&[proofs::beacon_draw()], &[]).is_ok() {
            seeds.push((drawn.network.beacon().slot, drawn.network.beacon().seed));
        }
    }
    assert_eq!(seeds.len(), 4);
    seeds.dedup();
    assert_eq!(seeds.len(), 1);
}

#[test]
fn a_commitment_is_not_made_in_hindsight() {
    // Given a worker that sees the samples of its second GPU, drawn by the same block as those of the first would be
    let mut stage = Stage::begun();
    stage.commit(1);
    stage.network.chain.pass_slots(SAMPLE_SLOTS + 1);
    stage.network.try_draw_samples(&stage.worker.address, 1).expect("samples are drawn");

    // When it commits with the first one only then, then a later block draws for that
    let slot = stage.network.chain.slot();
    stage.commit(0);
    assert_eq!(stage.attempt(0).sample_slot, slot + SAMPLE_SLOTS);
    let result = stage.network.try_draw_samples(&stage.worker.address, 0);
    assert_error(result, FurnaceProofsError::DrawTooEarly);
}
