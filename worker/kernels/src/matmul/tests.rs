use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::*;
use crate::device::tests::device;
use crate::{Device, Progress, Stopped, Watch};

fn operands(shape: Shape, seed: u64) -> (Vec<i8>, Vec<i8>) {
    (expand(seed, Side::A, shape.rows, shape.inner), expand(seed, Side::B, shape.columns, shape.inner))
}

fn agrees(device: &Device, shape: Shape, a: &[i8], b: &[i8]) {
    let result = multiply(device, shape, a, b, &mut Watch::none()).unwrap();
    assert!(result == multiply_on_cpu(shape, a, b).unwrap(), "{shape:?}");
}

#[test]
fn the_reference_follows_the_definition() {
    let shape = Shape { rows: 2, columns: 3, inner: 2 };
    let result = multiply_on_cpu(shape, &[1, 2, 3, 4], &[5, 6, 7, 8, -9, 10]).unwrap();
    assert_eq!(result, [17, 23, 11, 39, 53, 13]);
}

#[test]
fn the_device_agrees_at_the_edges_of_tiles() {
    let device = device();
    for (rows, columns, inner) in [(1, 1, 1), (64, 64, 64), (65, 63, 65), (1, 130, 3), (129, 1, 200), (100, 100, 1000)]
    {
        let shape = Shape { rows, columns, inner };
        let (a, b) = operands(shape, 3);
        agrees(&device, shape, &a, &b);
    }
}

#[test]
fn the_longest_sums_do_not_overflow() {
    let device = device();
    let shape = Shape { rows: 2, columns: 2, inner: MAX_INNER };
    for (x, y) in [(-128, -128), (-128, 127), (127, 127)] {
        let (a, b) = (vec![x; 2 * MAX_INNER as usize], vec![y; 2 * MAX_INNER as usize]);
        let result = multiply(&device, shape, &a, &b, &mut Watch::none()).unwrap();
        assert_eq!(result, [i32::from(x) * i32::from(y) * MAX_INNER as i32; 4]);
    }
}

#[test]
fn every_run_gives_the_same_bits() {
    let device = device();
    let shape = Shape { rows: 150, columns: 90, inner: 333 };
    let (a, b) = operands(shape, 42);
    let run = || digest(&multiply(&device, shape, &a, &b, &mut Watch::none()).unwrap());
    assert_eq!(run(), run());
    assert_eq!(hex::encode(run()), "8d4c1fab8035cbb940706128f1d3eda916087e995b0fd537610ac5a5d72678c2");
}

#[test]
fn sizes_are_checked() {
    let shape = Shape { rows: 1, columns: 1, inner: 1 };
    let zero = Shape { columns: 0, ..shape };
    assert!(matches!(zero.validate(), Err(MatmulError::ZeroSize { name: "columns" })));
    let long = Shape { inner: MAX_INNER + 1, ..shape };
    assert!(matches!(long.validate(), Err(MatmulError::InnerTooLong { .. })));
    let large = Shape { rows: u32::MAX, columns: u32::MAX, inner: 1 };
    assert!(matches!(large.validate(), Err(MatmulError::MatrixTooLarge { name: "A", .. })));
    let result = Shape { rows: 1 << 15, columns: 1 << 15, inner: 1 };
    assert!(matches!(result.validate(), Err(MatmulError::MatrixTooLarge { name: "the result", .. })));
    let short = multiply_on_cpu(Shape { rows: 2, ..shape }, &[1, 2], &[]);
    assert!(matches!(short, Err(MatmulError::WrongLength { name: "B", found: 0, expected: 1 })));
}

#[test]
fn a_product_reports_progress_and_can_be_stopped() {
    let device = device();
    let shape = Shape { rows: 640, columns: 640, inner: 64 };
    let (a, b) = operands(shape, 1);
    let mut last = None;
    let mut watch = Watch::none().reporting(|progress| last = Some(progress));
    multiply(&device, shape, &a, &b, &mut watch).unwrap();
    drop(watch);
    assert_eq!(last, Some(Progress { done: 100, total: 100 }));

    let stop = AtomicBool::new(true);
    let stopped = multiply(&device, shape, &a, &b, &mut Watch::none().stopped_by(&stop));
    assert!(matches!(stopped, Err(MatmulError::Stopped(Stopped))));
}

#[test]
fn the_benchmark_counts_every_operation() {
    let benchmark = benchmark(&device(), 128).unwrap();
    assert_eq!(benchmark.operations, 2 * 128 * 128 * 128);
    assert!(benchmark.rate() > 0.0);
}

#[test]
fn every_shape_agrees_with_the_reference() {
    let device = device();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(24));
    let shapes = (1u32..200, 1u32..200, 1u32..300, any::<u64>());
    let outcome = runner.run(&shapes, |(rows, columns, inner, seed)| {
        let shape = Shape { rows, columns, inner };
        let (a, b) = operands(shape, seed);
        agrees(&device, shape, &a, &b);
        Ok(())
    });
    outcome.unwrap();
}
