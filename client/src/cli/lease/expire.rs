//! `furnace lease expire`

use clap::Args;
use furnace_client::accounts::LeaseState;

use super::{Target, require_state};
use crate::cli::context::Context;

/// End a lease that nobody claimed in time; anyone may. Its funds are free again.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace lease expire 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Expire {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Expire, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let lease = command.target.read(&furnace).await?;
    require_state(&lease, &[LeaseState::Open], "only an open one can expire")?;
    let signature = furnace.lease_expire(&wallet, &lease).await?;
    let receipt = command.target.receipt(signature, "expired lease", &furnace).await?;
    context.output.result(&receipt.with("refunded", lease.data.escrow.reserved))
}
