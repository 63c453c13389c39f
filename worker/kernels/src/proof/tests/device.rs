use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::super::rounds::Rounds;
use super::super::wgsl::Wgsl;
use super::*;
use crate::device::tests::device;
use crate::{Device, Progress, Stopped, Watch};

fn agrees(device: &Device, challenge: &Challenge) {
    let proof = prove(device, challenge, &mut Watch::none()).unwrap();
    assert_eq!(proof.roots(), roots_on_cpu(challenge).unwrap(), "{challenge:?}");
}

#[test]
fn the_device_agrees_with_the_reference() {
    let device = device();
    for (size, inner, rounds) in [(64, 64, 3), (64, 72, 1), (128, 136, 2), (256, 64, 1), (512, 200, 1)] {
        agrees(&device, &challenge(Shape { size, inner, rounds }));
    }
}

#[test]
fn any_shape_and_seed_agrees_with_the_reference() {
    let device = device();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(8));
    let challenges = (6u32..=8, 8u16..=40, 1u16..=2, any::<Hash>());
    let outcome = runner.run(&challenges, |(exponent, words, rounds, seed)| {
        let shape = Shape { size: 1 << exponent, inner: words * 8, rounds };
        agrees(&device, &Challenge { seed, shape });
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn a_proof_in_many_blocks_is_the_same() {
    let device = device();
    // Both sides in pieces, and all columns of B at once.
    for (size, inner, limit, blocks) in [(512, 200, 64 << 10, (64, 256)), (512, 64, 256 << 10, (128, 512))] {
        let shape = Shape { size, inner, rounds: 2 };
        let whole = Prover::new(&device, shape).unwrap().prove(seed(3), &mut Watch::none()).unwrap();
        let mut rounds = Rounds::new(Wgsl::new(&device).unwrap(), shape, limit).unwrap();
        assert_eq!((rounds.plan.rows, rounds.plan.columns), blocks);
        assert_eq!(rounds.prove(seed(3), &mut Watch::none()).unwrap(), whole);
    }
}

#[test]
fn a_prover_answers_one_challenge_after_another() {
    let device = device();
    let mut prover = Prover::new(&device, SMALL).unwrap();
    for first in [1, 2, 1] {
        let proof = prover.prove(seed(first), &mut Watch::none()).unwrap();
        assert_eq!(proof.roots(), roots_on_cpu(&Challenge { seed: seed(first), shape: SMALL }).unwrap());
    }
}

#[test]
fn a_proof_reports_progress_and_can_be_stopped() {
    let device = device();
    let shape = Shape { size: 256, inner: 64, rounds: 2 };
    let mut seen = Vec::new();
    let mut watch = Watch::none().reporting(|progress: Progress| seen.push(progress));
    prove(&device, &challenge(shape), &mut watch).unwrap();
    drop(watch);
    assert_eq!(seen.last(), Some(&Progress { done: 32, total: 32 }));
    assert!(seen.is_sorted_by(|one, next| one.done < next.done && one.total == next.total));

    let stop = AtomicBool::new(true);
    let stopped = prove(&device, &challenge(shape), &mut Watch::none().stopped_by(&stop));
    assert!(matches!(stopped, Err(ProofError::Stopped(Stopped))));
}

#[test]
fn a_shape_out_of_bounds_is_refused() {
    let refused = prove(&device(), &challenge(Shape { inner: 60, ..SMALL }), &mut Watch::none());
    assert!(matches!(refused, Err(ProofError::OutOfBounds { .. })));
}
