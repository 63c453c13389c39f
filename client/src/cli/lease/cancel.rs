//! `furnace lease cancel`

use clap::Args;
use furnace_client::accounts::LeaseState;

use super::{Target, require_state};
use crate::cli::context::Context;

/// Withdraw a lease that nobody holds; its funds are free again.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace lease cancel 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Cancel {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Cancel, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let lease = command.target.read(&furnace).await?;
    require_state(&lease, &[LeaseState::Open], "only an open one can be cancelled; end it with 'furnace lease close'")?;
    let signature = furnace.lease_cancel(&wallet, &lease).await?;
    let receipt = command.target.receipt(signature, "cancelled lease", &furnace).await?;
    context.output.result(&receipt.with("refunded", lease.data.escrow.reserved))
}
