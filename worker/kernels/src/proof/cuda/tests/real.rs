//! On every device that speaks CUDA. Where there is none, that is said, and nothing is tested.

use std::io::{self, Write};
use std::sync::Arc;

use super::super::super::{Kernels, Prover};
use super::super::driver::Cuda;
use super::super::program::Program;
use super::*;
use crate::cuda::compiler;
use crate::{Device, DeviceError, Selection};

/// Says what was not tested past what is caught of a test that passes.
fn skipped(what: &str) {
    let _ = writeln!(io::stderr(), "skipped: {what}");
}

/// The devices with CUDA, by Vulkan's list.
fn devices() -> Vec<Device> {
    let count = Device::list().map_or(0, |adapters| adapters.len());
    let opened =
        (0..count).map(|index| Device::open(&Selection::Index(index)).unwrap_or_else(|error| panic!("{error}")));
    let mut found = Vec::new();
    for device in opened {
        match device.cuda() {
            Ok(_) => found.push(device),
            Err(reason) => skipped(&format!("{}: {reason}", device.name())),
        }
    }
    found
}

fn cuda(device: &Device) -> Arc<Cuda> {
    Arc::clone(device.cuda().unwrap_or_else(|error| panic!("{error}")))
}

#[test]
fn the_kernels_compile_for_every_generation() {
    if !compiler::is_installed() {
        return skipped("no NVRTC to compile the kernels with");
    }
    for capability in [(7, 5), (8, 0), (8, 6), (8, 9), (9, 0)] {
        let program = Program::of(capability).unwrap();
        let compiled = compiler::compile(program.source(), &program.definitions(), capability);
        assert!(compiled.is_ok_and(|binary| binary.starts_with(b"\x7fELF")), "{capability:?}");
    }
    let refused = compiler::compile("nonsense".to_owned(), &[], (8, 0));
    assert!(refused.is_err_and(|reason| reason.contains("nonsense")));
}

#[test]
fn a_real_device_agrees_with_the_reference() {
    for device in devices() {
        for (size, inner, rounds) in [(64, 64, 2), (128, 72, 1), (256, 4_096, 1), (512, 200, 2), (1_024, 1_000, 1)] {
            let shape = Shape { size, inner, rounds };
            let backend = cuda(&device);
            let limit = backend.limit();
            agrees(&proven(backend, shape, seed(1), limit), shape, seed(1));
        }
    }
}

#[test]
fn a_real_device_comes_to_the_same_in_many_blocks_and_in_wgsl() {
    for device in devices() {
        let shape = Shape { size: 2_048, inner: 2_048, rounds: 2 };
        let mut wgsl = Prover::with(&device, Kernels::Wgsl, shape).unwrap();
        let whole = wgsl.prove(seed(2), &mut Watch::none()).unwrap();
        for limit in [512 << 20, 1 << 20, 128 << 10] {
            assert_eq!(proven(cuda(&device), shape, seed(2), limit), whole, "{limit}");
        }
    }
}

#[test]
fn a_real_device_is_measured_beside_its_library() {
    for device in devices() {
        let shape = Shape { size: 1_024, inner: 1_024, rounds: 1 };
        let enough = std::time::Duration::from_millis(50);
        let mut prover = Prover::with(&device, Kernels::Cuda, shape).unwrap();
        assert!(prover.product_rate(enough, &mut Watch::none()).unwrap() > 0.0);
        match cuda(&device).library_rate(1_024, enough) {
            Ok(rate) => assert!(rate > 0.0),
            Err(reason) => skipped(&reason),
        }
    }
}

#[test]
fn a_device_that_speaks_no_cuda_says_why_and_proves_without() {
    let Some(device) =
        (0..).map_while(|index| Device::open(&Selection::Index(index)).ok()).find(|device| device.cuda().is_err())
    else {
        return skipped("every device speaks CUDA");
    };
    let shape = Shape { size: 64, inner: 64, rounds: 1 };
    let refused = Prover::with(&device, Kernels::Cuda, shape);
    assert!(matches!(refused.err(), Some(super::super::super::ProofError::Device(DeviceError::NoCuda(_)))));
    assert_eq!(Kernels::on(&device), [Kernels::Wgsl]);
    agrees(&Prover::new(&device, shape).unwrap().prove(seed(3), &mut Watch::none()).unwrap(), shape, seed(3));
}
