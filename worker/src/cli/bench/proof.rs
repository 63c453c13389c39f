//! How fast a device proves itself, beside what is known for it.

use std::time::Duration;

use furnace_common::proof::{MAX_ROUNDS, MAX_SIZE};
use furnace_kernels::{
    Device, Watch,
    device::DeviceKind,
    proof::{Benchmark, Kernels, ProofError, Prover, Shape, benchmark_with, library_rate},
};
use serde::Serialize;

/// A measurement that takes less time says little, and is repeated with more work.
const ENOUGH: Duration = Duration::from_millis(500);
/// Size of the largest product: more than enough for every device, and its matrices fit into the memory of most.
const LARGEST: u16 = if MAX_SIZE < 16_384 { MAX_SIZE } else { 16_384 };

/// Operations of 8 bit integers in a second.
#[derive(Serialize)]
pub(super) struct ProofSpeed {
    kernels: Vec<KernelSpeed>,
    /// By a plain loop on all threads of the processor.
    processor_operations_per_second: f64,
    library: Library,
}

/// What one language's kernels do.
#[derive(Serialize)]
struct KernelSpeed {
    language: String,
    /// Rows of the matrices that were measured.
    size: u16,
    /// All of a proof, its hashing included.
    operations_per_second: f64,
    /// The product alone.
    product_operations_per_second: f64,
    /// The product alone, by what the processor's loop does.
    processor_ratio: f64,
    /// The product alone, by what the library does.
    library_ratio: Option<f64>,
}

/// The best library that is known for the device.
#[derive(Serialize)]
#[serde(untagged)]
enum Library {
    Measured { name: &'static str, operations_per_second: f64 },
    Absent { reason: String },
}

/// Measures every language's kernels, the processor and the library.
pub(super) fn measure(device: &Device) -> Result<ProofSpeed, ProofError> {
    let mut measured = Vec::new();
    for kernels in Kernels::on(device) {
        let (shape, proof) = proof_speed(device, kernels)?;
        let product = Shape { rounds: 1, ..shape };
        let product = Prover::with(device, kernels, product)?.product_rate(ENOUGH, &mut Watch::none())?;
        measured.push((kernels, shape.size, proof, product));
    }
    let size = measured.iter().map(|(_, size, ..)| *size).max().unwrap_or(LARGEST);
    let library = match device.kind() {
        DeviceKind::Cpu => Library::Absent { reason: "for a processor it is the plain loop".to_owned() },
        _ => match library_rate(device, size, ENOUGH) {
            Ok((name, operations_per_second)) => Library::Measured { name, operations_per_second },
            Err(reason) => Library::Absent { reason: reason.to_string() },
        },
    };
    let best = match &library {
        Library::Measured { operations_per_second, .. } => Some(*operations_per_second),
        Library::Absent { .. } => None,
    };
    let processor = measured.iter().map(|(.., proof, _)| proof.processor).fold(0.0, f64::max);
    let kernels = measured.into_iter().map(|(kernels, size, proof, product)| KernelSpeed {
        language: kernels.to_string(),
        size,
        operations_per_second: proof.device,
        product_operations_per_second: product,
        processor_ratio: product / processor,
        library_ratio: best.map(|best| product / best),
    });
    Ok(ProofSpeed { kernels: kernels.collect(), processor_operations_per_second: processor, library })
}

/// The proof of GPU until a measurement is long enough: larger matrices first, then more rounds.
fn proof_speed(device: &Device, kernels: Kernels) -> Result<(Shape, Benchmark), ProofError> {
    let mut shape = Shape { size: 512, inner: 512, rounds: 1 };
    loop {
        let speed = benchmark_with(device, kernels, shape, &mut Watch::none())?;
        let is_enough = shape.operations() as f64 / speed.device >= ENOUGH.as_secs_f64();
        if is_enough || (shape.size >= LARGEST && shape.rounds >= MAX_ROUNDS) {
            return Ok((shape, speed));
        }
        if shape.size < LARGEST {
            shape = Shape { size: shape.size * 2, inner: shape.inner * 2, ..shape };
        } else {
            shape.rounds = (shape.rounds * 2).min(MAX_ROUNDS);
        }
    }
}

impl ProofSpeed {
    pub(super) fn print(&self) {
        for speed in &self.kernels {
            println!(
                "proof    {:12.2} billion operations a second in {}, hashing included",
                speed.operations_per_second / 1e9,
                speed.language
            );
            let product = speed.product_operations_per_second / 1e9;
            print!("product  {product:12.2} billion operations a second in {}, ", speed.language);
            print!("{:.1} times the plain loop", speed.processor_ratio);
            match speed.library_ratio {
                Some(ratio) => println!(", {ratio:.2} of the library"),
                None => println!(),
            }
        }
        let processor = self.processor_operations_per_second / 1e9;
        println!("loop     {processor:12.2} billion operations a second, plain, on all threads of the processor");
        match &self.library {
            Library::Measured { name, operations_per_second } => {
                println!("library  {:12.2} billion operations a second by {name}", operations_per_second / 1e9);
            }
            Library::Absent { reason } => println!("library             - {reason}"),
        }
    }
}
