//! Provers that do not have the memory they claim.

use furnace_client::accounts::MemoryAttempt;
use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::generated::proofs::instructions::MemoryCommitInstructionArgs;
use furnace_client::pda;
use furnace_common::memory::{sample, walk};
use furnace_common::proof::{OPENING_SECONDS, SAMPLES};
use furnace_common::state::AttemptState;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event_call;
use furnace_tests::memory::{MIB, Walks};
use furnace_tests::prover::sha256;

use crate::memory::shown;
use crate::stage::{NOTHING, Stage};

/// A worker whose second GPU is certified, and whose first one committed to walks that are not what they should be.
fn committed(make: impl FnOnce(&[u8; 32]) -> Walks) -> (Stage, Walks) {
    let mut stage = Stage::begun_with_memory();
    stage.prove(1);
    let walks = make(&stage.network.memory_challenge(&stage.worker.address, 0));
    stage.commit_walks(0, &walks);
    (stage, walks)
}

/// Asserts that the opening of a sample convicts the worker, and how that is told.
#[track_caller]
fn assert_convicts(stage: &mut Stage, walks: &Walks, index: u8) {
    let (worker, now) = (stage.worker.address, stage.network.chain.now());
    let (memory, mut certificate) = (stage.memory(0), stage.certificate());
    assert_ne!(certificate.generations[0].gpus, 0, "the worker has something to lose");

    let receipt = stage.try_open_walk(0, stage.walk(0, walks, index)).expect("walk");

    // The proof is over, and no sample of it counts
    let mut expected = memory.clone();
    expected.state = AttemptState::Wrong.byte();
    assert_eq!(stage.memory(0), expected);
    // and the certificate says when, and nothing else
    (certificate.generations, certificate.convicted_at) = ([NOTHING, NOTHING], now);
    certificate.memories = [shown(0, 0), shown(0, 0)];
    assert_eq!(stage.certificate(), certificate);
    let asked = sample(&memory.random, u32::from(index), MIB);
    let told = (worker, pda::memory(&worker, 0), memory.epoch, asked, 0u8, [0u8; 7]);
    assert_event_call(&receipt, "MemoryWrong", told);
}

#[test]
fn walks_that_were_not_taken_convict_where_they_are_asked_for_and_cannot_be_shown_as_if_they_were() {
    // Given a prover that left out every other walk
    let skipped = |walk: u64| walk % 2 == 1;
    let (mut stage, walks) = committed(|seed| Walks::lying(seed, |walk, end| if skipped(walk) { 0 } else { end }));
    let (random, honest) = (stage.memory(0).random, stage.walks(0));
    let (left_out, taken): (Vec<u8>, Vec<u8>) =
        (0..SAMPLES).partition(|index| skipped(sample(&random, u32::from(*index), MIB)));
    assert!(!left_out.is_empty() && !taken.is_empty());

    // When it shows what it should have come to, under the path that it has or the one it should have, then neither
    // leads to its roots
    for index in &left_out {
        let (had, owed) = (stage.walk(0, &walks, *index), stage.walk(0, &honest, *index));
        let mut mixed = had;
        mixed.ends = owed.ends;
        for opening in [mixed, owed] {
            assert_error(stage.try_open_walk(0, opening), FurnaceProofsError::OpeningUnrelated);
        }
    }
    // and those that it took are right, and the first of the others convicts it
    for index in taken {
        stage.try_open_walk(0, stage.walk(0, &walks, index)).expect("right");
    }
    assert_convicts(&mut stage, &walks, left_out[0]);
}

#[test]
fn walks_through_another_table_convict() {
    // Given a GPU that commits to the walks of the worker's other one as its own
    let other = Stage::begun().network.memory_challenge(&Stage::begun().worker.address, 1);
    let (mut stage, walks) = committed(|_| Walks::honest(&other));

    // When a sample is opened, then it is wrong
    assert_convicts(&mut stage, &walks, 0);
}

#[test]
fn walks_that_end_before_their_last_step_convict() {
    // Given a prover that commits to where its walks begin
    let (mut stage, walks) = committed(|seed| {
        let seed = *seed;
        Walks::lying(&seed, |at, _| walk::start(&seed, at, sha256).place(1 << 18))
    });

    // When a sample is opened, then it is wrong
    assert_convicts(&mut stage, &walks, 31);
}

#[test]
fn a_size_that_was_not_proven_convicts_or_says_nothing() {
    // Given a prover that commits to the walks through 1 MiB as to those through twice as much
    let mut stage = Stage::begun_with_memory();
    stage.prove(1);
    let walks = stage.walks(0);
    let proof = MemoryCommitInstructionArgs { mib: 2, ..walks.commitment() };
    stage.try_commit_memory(0, proof).expect("commitment");
    stage.network.draw_memory(&stage.worker.address, 0);

    // When any sample is answered with what it has, then that leads nowhere: paths are longer
    let random = stage.memory(0).random;
    for index in 0..SAMPLES {
        let asked = sample(&random, u32::from(index), 2) % (1 << 17);
        let opening = walks.opening_of(index, asked);
        assert_error(stage.try_open_walk(0, opening), FurnaceProofsError::OpeningUnrelated);
    }
}

#[test]
fn an_opening_that_anyone_can_make_up_says_nothing() {
    // Given drawn walks
    let (mut stage, walks) = Stage::drawn_with_memory();
    let right = stage.walk(0, &walks, 3);

    // When a bit of an end or of the path is another, or another walk is shown, then it is refused
    let mut forged = Vec::new();
    for byte in [0, 31, 63] {
        let mut opening = right.clone();
        opening.ends[byte] ^= 1;
        forged.push(opening);
        let mut opening = right.clone();
        opening.path[byte % 9][byte % 32] ^= 1;
        forged.push(opening);
    }
    let asked = sample(&stage.memory(0).random, 3, MIB);
    forged.push(walks.opening_of(3, asked ^ 16));
    forged.push(walks.opening_of(3, asked ^ (1 << 16)));
    for opening in forged {
        assert_error(stage.try_open_walk(0, opening), FurnaceProofsError::OpeningUnrelated);
    }
    assert_eq!((stage.memory_state(0), stage.certificate().convicted_at), (AttemptState::Drawn, 0));
    stage.try_open_walk(0, right).expect("walk");
}

#[test]
fn the_proof_of_the_epoch_before_convicts() {
    // Given a GPU that proved its memory, and commits to the same walks in the next epoch
    let (mut stage, walks) = Stage::drawn_with_memory();
    stage.prove(1);
    stage.open_walks(0, &walks);
    stage.next_epoch();
    stage.commit_walks(0, &walks);

    // When a sample is opened, then it is wrong
    assert_convicts(&mut stage, &walks, 0);
}

#[test]
fn a_convicted_worker_proves_nothing_any_more() {
    // Given a worker that was convicted for its memory, while another GPU waits for its samples
    let (mut stage, walks) = committed(|seed| Walks::lying(seed, |_, end| end ^ 1));
    let other = stage.walks(1);
    stage.commit_walks(1, &other);
    stage.try_open_walk(0, stage.walk(0, &walks, 0)).expect("walk");

    // When a sample of either is opened, or either is closed, then it is refused
    for (gpu, walks) in [(0, &walks), (1, &other)] {
        assert_error(stage.try_open_walk(gpu, stage.walk(gpu, walks, 1)), FurnaceProofsError::Convicted);
    }
    stage.network.chain.advance(OPENING_SECONDS + 1);
    assert_error(stage.network.try_fail_memory(&stage.worker.address, 0), FurnaceProofsError::NotFailed);
    stage.next_epoch();
    assert_error(stage.network.try_close_memory(&stage.worker, 0), FurnaceProofsError::Convicted);
    // nor does any commit again, to memory or to products
    let (walks, proof) = (stage.walks(0).commitment(), stage.honest(0).commitment());
    assert_error(stage.try_commit_memory(0, walks), FurnaceProofsError::Convicted);
    assert_error(stage.try_commit(0, proof), FurnaceProofsError::Convicted);
}

#[test]
fn a_memory_counts_once_an_epoch_and_only_for_gpus_there_are() {
    // Given a GPU of which one walk is left, and a certificate that has it already, or an account of a GPU beyond all
    let (stage, walks) = Stage::drawn_with_memory();
    let address = pda::memory(&stage.worker.address, 0);
    for (gpu, error) in [(0, FurnaceProofsError::AlreadyCommitted), (64, FurnaceProofsError::UnknownGpu)] {
        let mut stage = stage.copy();
        stage.prove(1);
        stage.network.note_memory(&stage.worker.address, 1, 5);
        let opening = stage.walk(0, &walks, 0);
        stage.network.tamper(&address, |memory: &mut MemoryAttempt| (memory.opened, memory.gpu) = (!1, gpu));
        // When it is shown, then it is refused
        assert_error(stage.try_open_walk(0, opening), error);
    }
}

#[test]
fn a_state_that_nobody_knows_is_no_state() {
    // Given a proof whose state is none, when anything is done with it, then it is refused
    let (mut stage, walks) = Stage::drawn_with_memory();
    let (worker, opening) = (stage.worker.address, stage.walk(0, &walks, 0));
    stage.network.tamper(&pda::memory(&worker, 0), |memory: &mut MemoryAttempt| memory.state = 7);
    assert_error(stage.try_commit_memory(0, walks.commitment()), FurnaceProofsError::UnknownState);
    assert_error(stage.network.try_draw_memory(&worker, 0), FurnaceProofsError::UnknownState);
    assert_error(stage.try_open_walk(0, opening), FurnaceProofsError::UnknownState);
    assert_error(stage.network.try_fail_memory(&worker, 0), FurnaceProofsError::UnknownState);
    assert_error(stage.network.try_close_memory(&stage.worker, 0), FurnaceProofsError::UnknownState);
}
