use std::sync::{LazyLock, atomic::AtomicBool};

use furnace_common::memory::{WALKS_PER_MIB, sample};
use furnace_common::proof::tree::Hash;

use super::plan::Plan;
use super::prover::within;
use super::*;
use crate::device::tests::device;
use crate::{Progress, Stopped, Watch};

const SEED: Hash = [0x5a; 32];

/// The smallest proof there is, by its definition.
static SMALLEST: LazyLock<Proof> = LazyLock::new(|| prove_on_cpu(&SEED, 1).unwrap());

#[test]
fn the_roots_are_part_of_the_protocol() {
    let roots = SMALLEST.roots();
    assert_eq!(
        [0, 15].map(|part: usize| hex::encode(roots[part])),
        [
            "f38fd08717188bf7c5247047b8a783dab143ec5c9933c36b3bcc19c88920ca08",
            "23c1c56fdb08ce839947a30c455dcf4328f52738e8ee4e2935dca37a29f05f41",
        ]
    );
    let ends = ends_on_cpu(&SEED, 1).unwrap();
    assert_eq!((ends.len(), ends[0], ends[131_071]), (WALKS_PER_MIB as usize, 150267615, 614676451));
}

#[test]
fn the_device_agrees_with_the_reference() {
    let device = device();
    assert!(most_mib(&device) >= 128);
    let proof = prove(&device, SEED, 1, &mut Watch::none()).unwrap();
    assert_eq!(proof.kept, SMALLEST.kept);
}

#[test]
fn a_table_in_several_buffers_that_fills_no_power_of_two_is_the_same() {
    // The second one is half as long.
    let plan = Plan::new(3, 2 << 20, 8).unwrap();
    assert_eq!(plan.buffers(), 2);
    let proof = within(&device(), SEED, plan, &mut Watch::none()).unwrap();
    assert_eq!(proof.kept, prove_on_cpu(&SEED, 3).unwrap().kept);
}

#[test]
fn every_walk_of_a_proof_can_be_opened() {
    let last = u64::from(WALKS_PER_MIB) - 1;
    let drawn = (0..4).map(|index| sample(&[9; 32], index, 1));
    for walk in [0, 15, 16, 4_095, 4_096, 8_192, last].into_iter().chain(drawn) {
        let opening = SMALLEST.open(walk).unwrap();
        assert_eq!(verify(&SEED, 1, &SMALLEST.roots(), walk, &opening), Verdict::Right, "{walk}");
        assert_ne!(verify(&SEED, 1, &SMALLEST.roots(), (walk + 16) % last, &opening), Verdict::Right, "{walk}");
    }
    assert!(matches!(SMALLEST.open(last + 1), Err(MemoryError::NoSuchWalk { walk }) if walk == last + 1));
}

#[test]
fn a_walk_through_a_larger_table_is_opened_without_it() {
    // A table of 5 MiB of which a group of walks was taken; the rest of the tree is made up.
    let group: Vec<_> = reference::ends_of(&SEED, 5, 4_096..8_192, |block| {
        furnace_common::memory::table::block(&SEED, block, crate::proof::tree::hash)
    });
    let mut kept = vec![[7; 32]; 160];
    kept[1] = crate::proof::tree::path(&reference::leaves(1, &group), 0).1;
    let proof = Proof::new(SEED, 5, kept);
    let opening = proof.open(5_000).unwrap();
    assert_eq!(verify(&SEED, 5, &proof.roots(), 5_000, &opening), Verdict::Right);
    assert!(matches!(proof.open(0), Err(MemoryError::WrongWalk { walk: 0 })));
}

#[test]
fn one_bit_of_an_opening_or_of_what_it_is_of_makes_it_none() {
    let (roots, opening) = (SMALLEST.roots(), SMALLEST.open(5_000).unwrap());
    for bit in 0..16 * 32 {
        let mut opening = opening.clone();
        opening.ends[bit / 32] ^= 1 << (bit % 32);
        assert_eq!(verify(&SEED, 1, &roots, 5_000, &opening), Verdict::Unrelated, "{bit}");
    }
    for node in 0..opening.path.len() {
        let mut opening = opening.clone();
        opening.path[node][node % 32] ^= 1;
        assert_eq!(verify(&SEED, 1, &roots, 5_000, &opening), Verdict::Unrelated, "{node}");
    }
    let mut other = SEED;
    other[31] ^= 1;
    assert_eq!(verify(&other, 1, &roots, 5_000, &opening), Verdict::Wrong);
}

#[test]
fn a_proof_reports_progress_and_can_be_stopped() {
    let device = device();
    let mut seen = Vec::new();
    let mut watch = Watch::none().reporting(|progress: Progress| seen.push(progress));
    prove(&device, SEED, 1, &mut watch).unwrap();
    drop(watch);
    assert_eq!(seen.last(), Some(&Progress { done: 640, total: 640 }));
    assert!(seen.is_sorted_by(|one, next| one.done < next.done));

    let stop = AtomicBool::new(true);
    let stopped = prove(&device, SEED, 1, &mut Watch::none().stopped_by(&stop));
    assert!(matches!(stopped, Err(MemoryError::Stopped(Stopped))));
}

#[test]
fn a_size_out_of_bounds_is_refused() {
    let device = device();
    for mib in [0, (1 << 17) + 1] {
        assert!(matches!(prove(&device, SEED, mib, &mut Watch::none()), Err(MemoryError::OutOfBounds { .. })));
        assert!(matches!(prove_on_cpu(&SEED, mib), Err(MemoryError::OutOfBounds { .. })));
    }
}
