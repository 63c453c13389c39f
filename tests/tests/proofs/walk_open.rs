//! Showing the walks that were asked for.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::memory;
use furnace_client::pda;
use furnace_common::memory::tree::depth;
use furnace_common::proof::{OPENING_SECONDS, SAMPLES};
use furnace_common::state::AttemptState;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::memory::MIB;
use furnace_tests::scene::replaced;

use crate::memory::shown;
use crate::stage::{SCORE, Stage, generation};

#[test]
fn a_walk_that_is_shown_is_noted_and_the_last_one_certifies_the_memory() {
    // Given a GPU whose walks are drawn
    let (mut stage, walks) = Stage::drawn_with_memory();
    let (worker, before, mut certificate) = (stage.worker.address, stage.memory(0), stage.certificate());

    // When anyone shows one, then only that is noted
    stage.try_open_walk(0, stage.walk(0, &walks, 5)).expect("walk");
    let mut memory = stage.memory(0);
    assert_eq!(memory.opened, 1 << 5);
    memory.opened = 0;
    assert_eq!(memory, before);
    // and until the last one nothing is certified
    for index in (1..SAMPLES).filter(|index| *index != 5) {
        stage.try_open_walk(0, stage.walk(0, &walks, index)).expect("walk");
    }
    assert_eq!(stage.certificate(), certificate);

    // When the last one is shown, then the certificate has the memory, and no score for it
    let receipt = stage.try_open_walk(0, stage.walk(0, &walks, 0)).expect("walk");
    assert_eq!((stage.memory_state(0), stage.memory(0).opened), (AttemptState::Proven, u32::MAX));
    certificate.memories[0] = shown(1, MIB);
    certificate.generations[0] = generation(before.epoch, 0, u64::MAX, 0);
    assert_eq!(stage.certificate(), certificate);
    assert_event(&receipt, "MemoryCertified", (worker, before.epoch, MIB, 0u8, [0u8; 3]));
}

#[test]
fn score_and_memory_of_an_epoch_stand_beside_one_another() {
    // Given two GPUs, one of which proves its memory before its products, and the other after them
    let mut stage = Stage::begun_with_memory();
    stage.prove_memory(1);
    stage.prove(1);
    stage.prove(0);
    stage.prove_memory(0);

    // When both are done, then the certificate has both of both; in the next epoch it moves on as a whole
    let (epoch, certificate) = (stage.network.beacon().epoch, stage.certificate());
    assert_eq!(certificate.generations[0], generation(epoch, 0b11, SCORE, 2 * SCORE));
    assert_eq!(certificate.memories, [shown(0b11, MIB), shown(0, 0)]);
    stage.next_epoch();
    stage.prove(0);
    assert_eq!(stage.certificate().memories, [shown(0, 0), shown(0b11, MIB)]);
}

#[test]
fn what_is_beyond_the_path_counts_for_nothing() {
    // Given a table whose paths are shorter than the longest, when an opening has anything after it, then it is right
    let (mut stage, walks) = Stage::drawn_with_memory();
    let mut opening = stage.walk(0, &walks, 0);
    opening.path[depth(MIB)..].fill([0xab; 32]);
    stage.try_open_walk(0, opening).expect("walk");
}

#[test]
fn there_are_samples_while_they_are_drawn_and_not_ended() {
    // Given a GPU that has not committed, one whose samples are not drawn, one that is proven, and one that failed
    let mut idle = Stage::begun_with_memory();
    let walks = idle.walks(0);
    let mut committed = idle.copy();
    committed.try_commit_memory(0, walks.commitment()).expect("commitment");
    let (mut proven, _) = Stage::drawn_with_memory();
    let mut failed = proven.copy();
    proven.open_walks(0, &walks);
    failed.network.chain.advance(OPENING_SECONDS + 1);
    failed.network.try_fail_memory(&failed.worker.address, 0).expect("it fails");

    // When a walk is shown, then it is refused
    for stage in [&mut idle, &mut committed, &mut proven, &mut failed] {
        assert_error(stage.try_open_walk(0, stage.walk(0, &walks, 0)), FurnaceProofsError::NoSamples);
    }
}

#[test]
fn each_of_the_thirty_two_is_shown_once_and_in_time() {
    // Given a walk that was shown, when it is shown again, or one that was not asked for, then it is refused
    let (mut stage, walks) = Stage::drawn_with_memory();
    let opening = stage.walk(0, &walks, 9);
    stage.try_open_walk(0, opening.clone()).expect("walk");
    assert_error(stage.try_open_walk(0, opening), FurnaceProofsError::AlreadyOpened);
    for index in [SAMPLES, u8::MAX] {
        assert_error(stage.try_open_walk(0, stage.walk(0, &walks, index)), FurnaceProofsError::UnknownSample);
    }
    // and when ten minutes have passed since the commitment, then the last second still counts
    let ends = stage.memory(0).committed_at + OPENING_SECONDS;
    stage.network.chain.set_time(ends + 1);
    assert_error(stage.try_open_walk(0, stage.walk(0, &walks, 0)), FurnaceProofsError::OpeningOver);
    stage.network.chain.set_time(ends);
    stage.try_open_walk(0, stage.walk(0, &walks, 0)).expect("walk");
}

#[test]
fn no_other_workers_certificate_is_written() {
    // Given drawn walks, and another worker, when one is shown for the other's certificate, then it is refused
    let (mut stage, walks) = Stage::drawn_with_memory();
    let (worker, colleague) = (stage.worker.address, stage.colleague());
    let open = memory::walk_open(worker, 0, stage.walk(0, &walks, 0));
    let open = replaced(open, pda::certificate(&worker), pda::certificate(&colleague.address));
    assert_error(stage.network.send(&[open], &[]), FurnaceProofsError::WorkerMismatch);
}
