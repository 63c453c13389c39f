//! The kernels in CUDA C++ on an emulated device, which needs no NVIDIA, and on a real one where there is one.

mod emulated;
#[cfg(feature = "cuda")]
mod real;

use furnace_common::proof::Shape;
use furnace_common::proof::tree::Hash;

use super::super::backend::Backend;
use super::super::rounds::Rounds;
use super::super::{Challenge, Proof, Sample, Verdict, roots_on_cpu, verify};
use crate::Watch;

fn seed(first: u8) -> Hash {
    std::array::from_fn(|byte| first.wrapping_mul(31).wrapping_add(byte as u8))
}

/// Proves within blocks of at most `limit` bytes.
fn proven(backend: impl Backend, shape: Shape, seed: Hash, limit: u64) -> Proof {
    let mut rounds = Rounds::new(backend, shape, limit).unwrap_or_else(|error| panic!("{error}"));
    rounds.prove(seed, &mut Watch::none()).unwrap_or_else(|error| panic!("{error}"))
}

/// Checks a proof against the reference: its roots, and what is opened of it.
fn agrees(proof: &Proof, shape: Shape, seed: Hash) {
    let challenge = Challenge { seed, shape };
    assert_eq!(proof.roots(), roots_on_cpu(&challenge).unwrap(), "{shape:?}");
    let last = Sample { round: shape.rounds - 1, row: shape.size - 1, column: shape.size - 1 };
    for sample in challenge.samples(seed, 8).chain([last]) {
        let opening = proof.open(&sample).unwrap();
        assert_eq!(verify(&challenge, &proof.roots(), &sample, &opening), Verdict::Right, "{shape:?} {sample:?}");
    }
}
