//! Provers that commit to what they did not compute.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::pda;
use furnace_common::proof::{OPENING_SECONDS, SAMPLES, Sample, sample};
use furnace_common::state::AttemptState;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event_call;
use furnace_tests::prover::{Proof, commitment, showings};
use solana_signer::Signer;

use crate::stage::{NOTHING, SHAPE, Stage};

/// A worker whose second GPU is certified, and whose first one committed to a proof that is not what it should be.
fn committed(make: impl FnOnce(&[u8; 32]) -> Proof) -> (Stage, Proof) {
    let mut stage = Stage::begun();
    stage.prove(1);
    let worker = stage.worker.address;
    let proof = make(&stage.network.challenge(&worker, 0));
    stage.try_commit(0, proof.commitment()).expect("commitment");
    stage.ask(0, &proof);
    (stage, proof)
}

/// Leaves out the second half of all columns.
fn skipped(at: Sample) -> bool {
    at.column >= SHAPE.size / 2
}

fn lazy(seed: &[u8; 32]) -> Proof {
    Proof::lying(SHAPE, seed, |at, right| if skipped(at) { 0 } else { right })
}

/// The samples of the first GPU for which `is_wanted`.
fn samples(stage: &Stage, is_wanted: impl Fn(Sample) -> bool) -> Vec<(u8, Sample)> {
    let random = stage.attempt(0).random;
    let all = (0..SAMPLES).map(|index| (index, sample(&random, u32::from(index), &SHAPE)));
    let wanted: Vec<_> = all.filter(|(_, at)| is_wanted(*at)).collect();
    assert!(!wanted.is_empty(), "no such sample was drawn");
    wanted
}

/// Asserts that the opening convicts the worker, and how that is told.
#[track_caller]
fn assert_convicts(stage: &mut Stage, proof: &Proof, (index, at): (u8, Sample)) {
    let (worker, now) = (stage.worker.address, stage.network.chain.now());
    let (attempt, mut certificate) = (stage.attempt(0), stage.certificate());
    assert_ne!(certificate.generations[0].gpus, 0, "the worker has something to lose");

    let receipt = stage.try_open(0, stage.opening(0, proof, index)).expect("opening");

    // The attempt is over, and no sample of it counts
    let mut expected = attempt.clone();
    expected.state = AttemptState::Wrong.byte();
    assert_eq!(stage.attempt(0), expected);
    // and the certificate says when, and nothing else
    (certificate.generations, certificate.convicted_at) = ([NOTHING, NOTHING], now);
    assert_eq!(stage.certificate(), certificate);
    let place = (0u8, [0u8; 1], at.round, at.row, at.column);
    assert_event_call(&receipt, "ProofWrong", (worker, pda::attempt(&worker, 0), attempt.epoch, place));
}

#[test]
fn what_was_skipped_and_is_asked_for_convicts() {
    // Given a prover that skipped half of the entries, some of which are asked for
    let (mut stage, proof) = committed(lazy);
    let asked = samples(&stage, skipped);

    // When the one of them that it committed to is opened, by anyone, then the worker is convicted
    for sample in asked {
        assert_convicts(&mut stage.copy(), &proof, sample);
    }
    // also after samples that were right
    for (index, _) in samples(&stage, |at| !skipped(at)) {
        stage.try_open(0, stage.opening(0, &proof, index)).expect("right");
    }
    let last = samples(&stage, skipped)[0];
    assert_convicts(&mut stage, &proof, last);
}

#[test]
fn what_was_skipped_cannot_be_shown_as_if_it_had_not_been() {
    // Given a prover that skipped half of the entries
    let (mut stage, proof) = committed(lazy);
    let honest = stage.honest(0);

    // When it shows what it should have computed, under the path that it has or the one that it should have, then
    // neither leads to its root
    for (index, _) in samples(&stage, skipped) {
        let (had, owed) = (stage.opening(0, &proof, index), stage.opening(0, &honest, index));
        let mut mixed = had;
        mixed.entries = owed.entries;
        for opening in [mixed, owed] {
            assert_error(stage.try_open(0, opening), FurnaceProofsError::OpeningUnrelated);
        }
    }
    assert_eq!((stage.state(0), stage.certificate().convicted_at), (AttemptState::Drawn, 0));
}

#[test]
fn an_entry_that_is_off_by_one_convicts_where_it_is_asked_for() {
    // Given a prover that is off by one in every third column
    let third = |at: Sample| at.column.is_multiple_of(3);
    let off = |seed: &[u8; 32]| Proof::lying(SHAPE, seed, |at, right| right + i32::from(third(at)));
    let (mut stage, proof) = committed(off);

    // When an entry between them is asked for, then it is right, although its neighbours in the leaf are not
    for (index, _) in samples(&stage, |at| !third(at)) {
        stage.try_open(0, stage.opening(0, &proof, index)).expect("right");
    }
    // and one of them convicts
    let wrong = samples(&stage, third)[0];
    assert_convicts(&mut stage, &proof, wrong);
}

#[test]
fn a_proof_that_was_made_for_another_convicts() {
    // Given a GPU that commits to the rounds of the worker's other one, or to those of another worker, as its own
    let (begun, stranger) = (Stage::begun(), key("stranger").pubkey());
    for (worker, gpu) in [(begun.worker.address, 1), (stranger, 0)] {
        let seed = begun.network.challenge(&worker, gpu);
        let (mut stage, proof) = committed(|own| Proof::honest(SHAPE, &seed).passed_off(own));

        // When a sample is opened, then it is wrong
        let first = samples(&stage, |_| true)[0];
        assert_convicts(&mut stage, &proof, first);
    }
}

#[test]
fn a_proof_of_the_epoch_before_convicts() {
    // Given a GPU that is proven, and that commits to the same rounds in the next epoch
    let (mut stage, proof) = Stage::drawn();
    stage.open_all(0, &proof);
    stage.next_epoch();
    let proof = proof.passed_off(&stage.network.challenge(&stage.worker.address, 0));
    stage.try_commit(0, proof.commitment()).expect("commitment");
    stage.ask(0, &proof);

    // When a sample is opened, then it is wrong
    let first = samples(&stage, |_| true)[0];
    assert_convicts(&mut stage, &proof, first);
}

#[test]
fn rounds_are_computed_one_after_the_other() {
    // Given a prover that skipped the first round, and computed the second as if the first had had its root
    let mut stage = Stage::begun();
    stage.prove(1);
    let honest = stage.honest(0);
    let roots = [[5; 32], honest.roots()[1]];
    stage.try_commit(0, commitment(SHAPE, &honest.seed, &roots)).expect("commitment");
    stage.network.draw_samples(&stage.worker.address, 0);
    let shown = showings(&honest.seed, &roots).remove(0);
    stage.network.try_show_roots(&stage.worker.address, 0, shown).expect("roots are shown");

    // When an entry of the first is asked for, then it has none
    let (index, _) = samples(&stage, |at| at.round == 0)[0];
    assert_error(stage.try_open(0, stage.opening(0, &honest, index)), FurnaceProofsError::OpeningUnrelated);
    // and one of the second convicts, since its seed is another
    let second = samples(&stage, |at| at.round == 1)[0];
    assert_convicts(&mut stage, &honest, second);
}

#[test]
fn a_convicted_worker_proves_nothing_any_more() {
    // Given a worker whose second GPU waits for its samples while the first one is convicted
    let mut stage = Stage::begun();
    let worker = stage.worker.address;
    let other = stage.commit(1);
    let lie = lazy(&stage.network.challenge(&worker, 0));
    stage.try_commit(0, lie.commitment()).expect("commitment");
    for (gpu, proof) in [(0, &lie), (1, &other)] {
        stage.ask(gpu, proof);
    }
    let (index, _) = samples(&stage, skipped)[0];
    stage.try_open(0, stage.opening(0, &lie, index)).expect("opening");

    // When a sample of either is opened, then it is refused
    let next = samples(&stage, |at| !skipped(at))[0].0;
    for opening in [(0, stage.opening(0, &lie, next)), (1, stage.opening(1, &other, 0))] {
        assert_error(stage.try_open(opening.0, opening.1), FurnaceProofsError::Convicted);
    }
    // nor does the first one fail like one that was only late, nor close
    stage.network.chain.advance(OPENING_SECONDS + 1);
    assert_error(stage.network.try_fail_attempt(&worker, 0), FurnaceProofsError::NotFailed);
    stage.network.try_fail_attempt(&worker, 1).expect("attempt fails");
    for _ in 0..4 {
        stage.next_epoch();
        assert_error(stage.network.try_close_attempt(&stage.worker, 0), FurnaceProofsError::Convicted);
        // nor does either commit again
        for gpu in [0, 1] {
            let proof = stage.honest(gpu).commitment();
            assert_error(stage.try_commit(gpu, proof), FurnaceProofsError::Convicted);
        }
    }
    // not even in an account that is closed and opened again, and never under another certificate
    stage.network.try_close_attempt(&stage.worker, 1).expect("close");
    stage.network.open_attempt(&worker, 1);
    let proof = stage.honest(1).commitment();
    assert_error(stage.try_commit(1, proof), FurnaceProofsError::Convicted);
    stage.retire();
    assert_error(stage.network.try_close_certificate(&worker), FurnaceProofsError::Convicted);
}
