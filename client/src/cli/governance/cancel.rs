//! `furnace governance cancel`

use clap::Args;

use crate::cli::{context::Context, report::Receipt};

/// Withdraw announced parameters. By the authority or the guardian.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace governance cancel")]
pub(in crate::cli) struct Cancel {}

pub(super) async fn run(_: Cancel, context: &Context<'_>) -> anyhow::Result<()> {
    let signature = context.furnace()?.parameters_cancel(&context.wallet()?).await?;
    context.output.result(&Receipt::new(signature, "the announced parameters are withdrawn"))
}
