//! `furnace token emission leave`

use clap::Args;
use furnace_client::pda;
use solana_address::Address;

use crate::cli::{context::Context, report::Receipt};

/// Close the points of a worker that is retired; the rent goes back to who paid it. Anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace token emission leave 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Leave {
    /// The worker.
    worker: Address,
}

pub(super) async fn run(command: Leave, context: &Context<'_>) -> anyhow::Result<()> {
    let signature = context.furnace()?.points_close(&context.wallet()?, &command.worker).await?;
    let points = pda::points(&command.worker).to_string();
    let receipt = Receipt::new(signature, format!("closed the account of points {points}"));
    context.output.result(&receipt.with("points", points))
}
