//! `furnace token emission join`

use clap::Args;
use furnace_client::pda;
use solana_address::Address;

use crate::cli::{context::Context, report::Receipt};

/// Open a worker's account of points, so that it can earn emission. Anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace token emission join 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Join {
    /// The worker, as 'furnace worker list' names it.
    worker: Address,
}

pub(super) async fn run(command: Join, context: &Context<'_>) -> anyhow::Result<()> {
    let signature = context.furnace()?.points_open(&context.wallet()?, &command.worker).await?;
    let points = pda::points(&command.worker).to_string();
    let receipt = Receipt::new(signature, format!("opened the account of points {points}"));
    context.output.result(&receipt.with("points", points))
}
