//! `furnace worker retire`

use clap::Args;
use furnace_client::accounts::Worker;
use solana_address::Address;

use crate::cli::{context::Context, report::Receipt};

/// End a worker of yours that holds no job.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace worker retire 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Retire {
    /// The worker, as 'furnace worker list' names it.
    worker: Address,
}

pub(super) async fn run(command: Retire, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let worker = furnace.get::<Worker>(&command.worker).await?;
    let signature = furnace.worker_retire(&wallet, &worker.data.key).await?;
    let receipt = Receipt::new(signature, format!("retired worker {}", command.worker));
    context.output.result(&receipt.with("worker", command.worker.to_string()))
}
