//! `furnace lease close`

use clap::Args;
use furnace_common::state::CloseReason;

use super::{HELD, Target, require_state};
use crate::cli::context::Context;

/// End a lease that a worker holds; it is paid until now, and what is left comes back to your balance.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace lease close 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Close {
    #[command(flatten)]
    target: Target,
    /// Say that you were not content with the worker.
    #[arg(long)]
    unsatisfied: bool,
}

pub(super) async fn run(command: Close, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let lease = command.target.read(&furnace).await?;
    require_state(
        &lease,
        &HELD,
        "only one that a worker holds is closed; withdraw an open one with 'furnace lease cancel'",
    )?;
    let reason = if command.unsatisfied { CloseReason::Unsatisfied } else { CloseReason::Finished };
    let signature = furnace.lease_close(&wallet, &lease, reason).await?;
    context.output.result(&command.target.receipt(signature, "closed lease", &furnace).await?)
}
