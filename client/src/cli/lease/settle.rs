//! `furnace lease settle`

use clap::Args;
use furnace_client::accounts::LeaseState;

use super::{Target, require_state};
use crate::cli::context::Context;

/// Pay the worker of a lease what it has earned so far; anyone may, once a minute.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace lease settle 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Settle {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Settle, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let lease = command.target.read(&furnace).await?;
    require_state(&lease, &[LeaseState::Running], "only a running one is billed")?;
    let signature = furnace.lease_settle(&wallet, &lease).await?;
    context.output.result(&command.target.receipt(signature, "settled lease", &furnace).await?)
}
