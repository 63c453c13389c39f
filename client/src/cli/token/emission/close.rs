//! `furnace token emission close`

use clap::Args;

use crate::cli::{context::Context, report::Receipt};

/// Close an epoch whose claims are long over; the rent goes back to who paid it. Anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace token emission close 20500")]
pub(in crate::cli) struct Close {
    /// The epoch.
    epoch: u64,
}

pub(super) async fn run(command: Close, context: &Context<'_>) -> anyhow::Result<()> {
    let signature = context.furnace()?.emission_close(&context.wallet()?, command.epoch).await?;
    let receipt = Receipt::new(signature, format!("closed epoch {}", command.epoch));
    context.output.result(&receipt.with("epoch", command.epoch))
}
