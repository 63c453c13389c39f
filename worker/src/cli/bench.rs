//! `furnace-worker bench`

use anyhow::Context;
use clap::Args;
use furnace_kernels::Selection;
use furnace_worker::device::Accelerator;

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
    if command.json {
        let document = serde_json::json!({ "device": device.adapter(), "speed": speed });
        println!("{}", serde_json::to_string(&document).context("writing the result as JSON")?);
        return Ok(());
    }
    println!("{}", device.adapter());
    println!("matmul  {:10.2} billion operations a second", speed.operations_per_second / 1e9);
    println!("render  {:10.2} million light paths a second", speed.paths_per_second / 1e6);
    println!("training {:9.2} billion operations a second", speed.training_per_second / 1e9);
    Ok(())
}
