//! `furnace-worker bench`

use anyhow::Context;
use clap::Args;
use furnace_kernels::{
    Device, Selection, Watch,
    proof::{Benchmark, ProofError, Shape, benchmark},
};
use furnace_worker::device::Accelerator;

/// A measurement that takes fewer seconds says little, and is repeated with more work.
const ENOUGH: f64 = 0.5;
/// Size of the largest product.
const LARGEST: u16 = 16_384;

/// Prove a device and measure how fast it runs the kernels.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace-worker bench\n  furnace-worker bench --device cpu --json")]
pub(super) struct Bench {
    /// auto, cpu, an index or a part of a name.
    #[arg(long, default_value_t)]
    device: Selection,
    /// Print a JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(command: Bench) -> anyhow::Result<()> {
    let accelerator = Accelerator::open(command.device)?;
    let speed = accelerator.measure()?;
    let device = accelerator.device();
    let proof = proof_speed(&device)?;
    if command.json {
        let proof = serde_json::json!({
            "operations_per_second": proof.device,
            "processor_operations_per_second": proof.processor,
            "ratio": proof.ratio(),
        });
        let document = serde_json::json!({ "device": device.adapter(), "speed": speed, "proof": proof });
        println!("{}", serde_json::to_string(&document).context("writing the result as JSON")?);
        return Ok(());
    }
    println!("{}", device.adapter());
    println!("matmul  {:10.2} billion operations a second", speed.operations_per_second / 1e9);
    println!("render  {:10.2} million light paths a second", speed.paths_per_second / 1e6);
    println!("training {:9.2} billion operations a second", speed.training_per_second / 1e9);
    println!(
        "proof   {:10.2} billion operations a second, {:.1} times a plain loop on all threads of the processor",
        proof.device / 1e9,
        proof.ratio()
    );
    Ok(())
}

/// Measures the proof of GPU, its hashing included, until a measurement is long enough.
fn proof_speed(device: &Device) -> Result<Benchmark, ProofError> {
    let mut size = 512;
    loop {
        let shape = Shape { size, inner: size, rounds: 1 };
        let speed = benchmark(device, shape, &mut Watch::none())?;
        if shape.operations() as f64 / speed.device >= ENOUGH || size >= LARGEST {
            return Ok(speed);
        }
        size *= 2;
    }
}
