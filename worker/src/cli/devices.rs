//! `furnace-worker devices`

use anyhow::Context;
use clap::Args;
use furnace_kernels::Device;
use furnace_worker::device::AcceleratorError;

/// List the devices that kernels can run on.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace-worker devices\n  furnace-worker devices --json")]
pub(super) struct Devices {
    /// Print a JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(command: Devices) -> anyhow::Result<()> {
    let devices = Device::list().map_err(AcceleratorError::from)?;
    if command.json {
        let document = serde_json::json!({ "devices": devices });
        println!("{}", serde_json::to_string(&document).context("writing the result as JSON")?);
        return Ok(());
    }
    for (index, device) in devices.iter().enumerate() {
        println!("{index}: {device}");
    }
    Ok(())
}
