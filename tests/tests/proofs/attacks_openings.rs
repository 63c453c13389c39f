//! Openings that say nothing of what was committed to: they convict nobody and prove nothing.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::generated::proofs::instructions::SampleOpenInstructionArgs;
use furnace_client::instructions::proofs;
use furnace_common::proof::{SAMPLES, Sample, sample};
use furnace_tests::chain::compute_limit;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::prover::Proof;
use solana_instruction::error::InstructionError;

use crate::stage::{SHAPE, Stage};

/// Asserts that an opening of the first GPU's is refused as unrelated.
#[track_caller]
fn assert_unrelated(stage: &Stage, opening: SampleOpenInstructionArgs) {
    let open = proofs::sample_open(stage.worker.address, 0, opening);
    assert_error(stage.network.chain.simulate(&[open], &[]), FurnaceProofsError::OpeningUnrelated);
}

#[test]
fn a_single_bit_makes_the_difference() {
    // Given an opening that is right
    let (stage, proof) = Stage::drawn();
    let opening = stage.opening(0, &proof, 0);
    let open = proofs::sample_open(stage.worker.address, 0, opening.clone());
    assert!(stage.network.chain.simulate(&[open], &[]).is_ok());

    // When one bit of its entries or of its path is another, then it is refused
    for bit in (0..64 * 8).step_by(13) {
        let mut flipped = opening.clone();
        flipped.entries[bit / 8] ^= 1 << (bit % 8);
        assert_unrelated(&stage, flipped);
    }
    for bit in (0..proof.shape.depth() * 256).step_by(41) {
        let mut flipped = opening.clone();
        flipped.path[bit / 256][bit % 256 / 8] ^= 1 << (bit % 8);
        assert_unrelated(&stage, flipped);
    }
}

#[test]
fn a_path_has_its_order_and_its_length() {
    // Given an opening that is right, when two hashes of its path change places, or one is left out, then it is refused
    let (stage, proof) = Stage::drawn();
    let opening = stage.opening(0, &proof, 0);
    let depth = proof.shape.depth();
    for level in 1..depth {
        let mut swapped = opening.clone();
        swapped.path.swap(level - 1, level);
        assert_unrelated(&stage, swapped);
    }
    let mut shorter = opening.clone();
    shorter.path.rotate_left(1);
    assert_unrelated(&stage, shorter);
    let mut none = opening;
    none.path.fill([0; 32]);
    assert_unrelated(&stage, none);
}

#[test]
fn an_opening_answers_its_own_sample_alone() {
    // Given drawn samples, when one is answered with what another asks for, then it is refused
    let (stage, proof) = Stage::drawn();
    let random = stage.attempt(0).random;
    let asked = |index: u8| sample(&random, u32::from(index), &SHAPE);
    for index in 1..SAMPLES {
        assert_ne!(asked(index), asked(0), "samples of this test differ");
        assert_unrelated(&stage, SampleOpenInstructionArgs { sample: 0, ..stage.opening(0, &proof, index) });
    }
    // nor does a neighbour, the transposed entry, or the same entry of the other round
    let Sample { round, row, column } = asked(0);
    for other in [
        Sample { row: row ^ 1, ..asked(0) },
        Sample { column: column ^ 16, ..asked(0) },
        Sample { row: column, column: row, round },
        Sample { round: round ^ 1, ..asked(0) },
    ] {
        assert_unrelated(&stage, proof.opening_of(0, other));
    }
}

#[test]
fn nobody_convicts_an_honest_worker() {
    // Given an honest worker and a stranger with proofs of its own making
    let (mut stage, proof) = Stage::drawn();
    let challenge = stage.network.challenge(&stage.worker.address, 0);
    let forgeries =
        [Proof::lying(SHAPE, &challenge, |_, right| right + 1), Proof::honest(SHAPE, &[9; 32]), stage.honest(1)];
    // When it opens samples from them, then they are refused, and the worker goes on
    for forgery in &forgeries {
        for index in 0..SAMPLES {
            assert_unrelated(&stage, stage.opening(0, forgery, index));
        }
    }
    stage.open_all(0, &proof);
    assert_eq!(stage.certificate().convicted_at, 0);
}

#[test]
fn an_opening_of_another_attempt_is_none() {
    // Given two GPUs of a worker and one of another that have committed
    let (mut stage, proof) = Stage::drawn();
    let second = stage.commit(1);
    let (worker, colleague) = (stage.worker.address, stage.colleague());
    let theirs = Proof::honest(SHAPE, &stage.network.challenge(&colleague.address, 0));
    stage.network.try_commit_proof(&colleague, 0, theirs.commitment()).expect("commitment");
    stage.ask(1, &second);
    stage.network.draw_samples(&colleague.address, 0);
    stage.network.show_roots(&colleague.address, 0, &theirs);

    // When a sample of one is answered with the opening of another, then it is refused
    for index in 0..4 {
        let opening = stage.opening(0, &proof, index);
        for (owner, gpu) in [(worker, 1), (colleague.address, 0)] {
            let open = proofs::sample_open(owner, gpu, opening.clone());
            let result = stage.network.send(&[compute_limit(400_000), open], &[]);
            assert_error(result, FurnaceProofsError::OpeningUnrelated);
        }
        assert_unrelated(&stage, stage.opening(1, &second, index));
    }
    // nor does one of the epoch before answer the same GPU's sample
    stage.open_all(0, &proof);
    let old: Vec<_> = (0..4).map(|index| stage.opening(0, &proof, index)).collect();
    stage.next_epoch();
    let proof = stage.commit(0);
    stage.ask(0, &proof);
    for opening in old {
        assert_unrelated(&stage, opening);
    }
}

#[test]
fn an_opening_does_not_count_twice() {
    // Given a GPU whose samples are drawn, when one is opened twice in one transaction, then nothing happens
    let (mut stage, proof) = Stage::drawn();
    let open = proofs::sample_open(stage.worker.address, 0, stage.opening(0, &proof, 3));
    let data = open.data.len();
    assert!(2 * data > 1_232, "two openings are more than a transaction holds");
    // An in-process chain takes it all the same.
    let result = stage.network.send(&[open.clone(), open.clone()], &[]);
    assert_error(result, FurnaceProofsError::AlreadyOpened);
    assert_eq!(stage.attempt(0).opened, 0);

    // nor when it is cut short
    let mut cut = open;
    cut.data.truncate(data - 1);
    assert_runtime_error(stage.network.send(&[cut], &[]), InstructionError::InvalidInstructionData);
    assert_eq!(stage.attempt(0).opened, 0);
}
