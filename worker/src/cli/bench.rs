//! `furnace-worker bench`

mod proof;

use anyhow::Context;
use clap::Args;
use furnace_kernels::{Device, Selection};
use furnace_worker::device::{Accelerator, AcceleratorError};
use furnace_worker::policy::Speed;
use serde::Serialize;

use proof::ProofSpeed;

/// Prove the devices and measure how fast they run the kernels.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace-worker bench\n  furnace-worker bench --device cpu --json")]
pub(super) struct Bench {
    /// auto, cpu, an index or a part of a name; every device where this is left out.
    #[arg(long)]
    device: Option<Selection>,
    /// Print a JSON document.
    #[arg(long)]
    json: bool,
}

/// What one device does.
#[derive(Serialize)]
struct Measured {
    device: furnace_kernels::device::AdapterSummary,
    speed: Speed,
    proof: ProofSpeed,
}

pub(super) fn run(command: Bench) -> anyhow::Result<()> {
    let selections = match command.device {
        Some(selection) => vec![selection],
        None => (0..Device::list().map_err(AcceleratorError::from)?.len()).map(Selection::Index).collect(),
    };
    let mut all = Vec::new();
    for selection in selections {
        let accelerator = Accelerator::open(selection)?;
        let (speed, device) = (accelerator.measure()?, accelerator.device());
        let measured = Measured { device: device.adapter().clone(), speed, proof: proof::measure(&device)? };
        if !command.json {
            print(&measured);
        }
        all.push(measured);
    }
    if command.json {
        let document = serde_json::json!({ "devices": all });
        println!("{}", serde_json::to_string(&document).context("writing the result as JSON")?);
    }
    Ok(())
}

fn print(measured: &Measured) {
    let Measured { device, speed, proof } = measured;
    println!("{device}");
    println!("matmul   {:12.2} billion operations a second", speed.operations_per_second / 1e9);
    println!("render   {:12.2} million light paths a second", speed.paths_per_second / 1e6);
    println!("training {:12.2} billion operations a second", speed.training_per_second / 1e9);
    proof.print();
}
