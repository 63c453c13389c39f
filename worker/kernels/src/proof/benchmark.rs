use std::num::NonZero;
use std::thread;
use std::time::{Duration, Instant};

use super::part::Part;
use super::{Kernels, ProofError, Prover, Shape};
use crate::{Device, Watch};

/// What the processor multiplies to measure: rows for each of its threads, and columns, at most.
const THREAD_ROWS: u16 = 64;
const COLUMNS: u16 = 1_024;

/// Multiplications and additions of 8 bit integers in a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Benchmark {
    /// On the device: all of a proof but the preparation.
    pub device: f64,
    /// On all threads of this machine's processor, by a plain loop: only the product, of a part of a round.
    pub processor: f64,
}

impl Benchmark {
    /// How many such processors the device stands for.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        self.device / self.processor
    }
}

/// Why a device has no library to compare with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoLibrary(String);

/// Times a proof of this shape on a device, and beside it the processor.
///
/// # Errors
/// As [`Prover::new`] and [`Prover::prove`].
pub fn benchmark(device: &Device, shape: Shape, watch: &mut Watch<'_>) -> Result<Benchmark, ProofError> {
    timed(Prover::new(device, shape)?, shape, watch)
}

/// Times a proof with these kernels.
///
/// # Errors
/// As [`Prover::with`] and [`Prover::prove`].
pub fn benchmark_with(
    device: &Device,
    kernels: Kernels,
    shape: Shape,
    watch: &mut Watch<'_>,
) -> Result<Benchmark, ProofError> {
    timed(Prover::with(device, kernels, shape)?, shape, watch)
}

fn timed(mut prover: Prover<'_>, shape: Shape, watch: &mut Watch<'_>) -> Result<Benchmark, ProofError> {
    let started = Instant::now();
    prover.prove([0; 32], watch)?;
    let device = rate(shape.operations(), started.elapsed());
    Ok(Benchmark { device, processor: processor(&shape) })
}

/// Multiplications and additions of 8 bit integers in a second by the best library that is known for a device, and its
/// name: a product of two square matrices with `size` rows, for `enough` time.
///
/// # Errors
/// When there is none for the device, or it is not installed.
pub fn library_rate(device: &Device, size: u16, enough: Duration) -> Result<(&'static str, f64), NoLibrary> {
    #[cfg(feature = "cuda")]
    {
        let cuda = device.cuda().map_err(|error| NoLibrary(error.to_string()))?;
        cuda.library_rate(size, enough).map(|rate| ("cuBLAS", rate)).map_err(NoLibrary)
    }
    #[cfg(not(feature = "cuda"))]
    {
        let _ = (size, enough);
        Err(NoLibrary(format!(
            "this build has no library for {}; one with the feature cuda has NVIDIA's",
            device.name()
        )))
    }
}

fn processor(shape: &Shape) -> f64 {
    let threads = thread::available_parallelism().map_or(1, NonZero::get) as u64;
    let columns = shape.size.min(COLUMNS);
    let started = Instant::now();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| Part { rows: 0..THREAD_ROWS, columns: 0..columns }.entries(&[0; 32], shape.inner));
        }
    });
    let products = threads * u64::from(THREAD_ROWS) * u64::from(columns);
    rate(2 * products * u64::from(shape.inner), started.elapsed())
}

fn rate(operations: u64, elapsed: Duration) -> f64 {
    operations as f64 / elapsed.as_secs_f64().max(f64::MIN_POSITIVE)
}
