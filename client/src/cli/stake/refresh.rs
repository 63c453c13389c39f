//! `furnace stake refresh`

use clap::Args;
use solana_address::Address;

use super::PoolChoice;
use crate::cli::{context::Context, report::Receipt};

/// Count a position anew, without a lock that is over. Anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace stake refresh --operator 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Refresh {
    /// Whose position [default: yours].
    owner: Option<Address>,
    #[command(flatten)]
    pool: PoolChoice,
}

pub(super) async fn run(command: Refresh, context: &Context<'_>) -> anyhow::Result<()> {
    let owner = context.address_or_own(command.owner)?;
    let furnace = context.furnace()?;
    let operator = command.pool.operator(context, &furnace).await?;
    let holding = super::holding_of(&furnace, &operator, &owner).await?;
    let signature = furnace.position_refresh(&context.wallet()?, &operator, &owner).await?;
    let receipt = Receipt::new(signature, format!("counted the position {} anew", holding.position.address));
    context.output.result(&receipt.with("position", holding.position.address.to_string()))
}
